import type { SendResult } from '../../../../domain/outbox.ts';
import type { ApiFailure } from '../../../../domain/wechat/errors.ts';
import type { GrantKind } from '../../../../domain/wechat/grants.ts';
import type { SendPart, WechatLedger } from '../../../../domain/wechat/ports.ts';
import { isLive } from '../../../../domain/wechat/quota.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import type { WechatFallback, WechatTemplate } from '../../../../lib/wechat-accounts.ts';
import { sendIdOf } from './call-send.ts';
import { fieldsOf, type NewsFacts, newsFacts } from './news-fields.ts';
import type { SendJob } from './send-job.ts';
import type { SendingAccount } from './sending-account.ts';

export interface NewsFallbackDeps {
  readonly ledger: Pick<WechatLedger, 'grants' | 'plan' | 'begin' | 'end'>;
  /** Queues one short message to the customer's phone, once for each outbox row; false: no phone, or no gateway. */
  readonly sms?: (news: ElsewhereNews) => Promise<boolean>;
  /** Appends the news to the same customer's open web conversation, once for each outbox row; false: there is none. */
  readonly web?: (news: ElsewhereNews) => Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
}

export type ElsewhereNews = Pick<SendJob, 'outboxId' | 'conversationId' | 'activities'>;

/** How news reach a customer to whom WeChat lets nothing through. The row is `suppressed`, and its reason says how they were told. */
export interface NewsFallback {
  /** True when an earlier attempt at the row was telling by a notice already. */
  hasBegun(parts: readonly SendPart[]): boolean;
  tell(
    account: SendingAccount,
    news: {
      readonly job: SendJob;
      readonly parts: readonly SendPart[];
      readonly why: string;
    },
  ): Promise<SendResult>;
}

/** Of one way: told; not possible, so the next one; or the row's own result. */
type Told =
  | { readonly kind: 'told' }
  | { readonly kind: 'next'; readonly reason: string }
  | { readonly kind: 'result'; readonly result: SendResult };

type OfficialAccount = Extract<SendingAccount, { readonly kind: 'official-account' }>;
interface News {
  readonly job: SendJob;
  readonly parts: readonly SendPart[];
  readonly facts: NewsFacts;
}

/** Tries the ways of the account's settings in their order. */
export function makeNewsFallback(deps: NewsFallbackDeps): NewsFallback {
  return {
    hasBegun: (parts) => parts.some(isNotice),
    tell: async (account, { job, parts, why }) => {
      const news = { job, parts, facts: newsFacts(job) };
      // Notices go to followers only.
      const ways = account.settings.fallbacks.filter((way) => why !== 'user_gone' || !isOurs(way));
      for (const way of ways) {
        const told = await tellBy(deps, account, { ...news, way });
        if (told.kind === 'told') return { kind: 'suppressed', reason: `told_by_${way}` };
        if (told.kind === 'result') return told.result;
        deps.log.info({ outboxId: job.outboxId, way, reason: told.reason }, 'news go another way');
      }
      return { kind: 'suppressed', reason: why };
    },
  };
}

/** True for the ways through the account itself. */
function isOurs(way: WechatFallback): boolean {
  return way === 'template' || way === 'subscription';
}

function isNotice({ grantKind }: SendPart): boolean {
  return grantKind?.startsWith('subscription:') === true;
}

async function tellBy(
  deps: NewsFallbackDeps,
  account: SendingAccount,
  { way, ...news }: News & { readonly way: WechatFallback },
): Promise<Told> {
  switch (way) {
    case 'template':
      return account.kind === 'kf' ? not('no_template') : byTemplate(account, news);
    case 'subscription':
      return account.kind === 'kf' ? not('no_subscription') : bySubscription(deps, account, news);
    case 'sms':
      return (await deps.sms?.(news.job)) === true ? { kind: 'told' } : not('no_phone');
    case 'web':
      return (await deps.web?.(news.job)) === true ? { kind: 'told' } : not('no_web_chat');
  }
}

function not(reason: string): Told {
  return { kind: 'next', reason };
}

/** Repeated it is dropped by its id, where the account has that. */
async function byTemplate(account: OfficialAccount, news: News): Promise<Told> {
  const { template } = account.settings;
  if (template === undefined) return not('no_template');
  const sent = await account.api.sendTemplate({
    userId: news.job.address.userId,
    templateId: template.templateId,
    sendId: sendIdOf(news.job, 0),
    data: fieldsOf(template, news.facts),
  });
  return sent.kind === 'ok' ? { kind: 'told' } : afterFailure(sent, news.job);
}

/** One for each time the customer agreed: the grant is spent before, as for every message. */
async function bySubscription(
  deps: NewsFallbackDeps,
  account: OfficialAccount,
  news: News,
): Promise<Told> {
  const { subscription } = account.settings;
  if (subscription === undefined) return not('no_subscription');
  const part = await noticePart(deps, subscription, news);
  if (part === undefined) return not('not_agreed');
  const { outboxId, address } = news.job;
  if (part.status === 'sent') return { kind: 'told' };
  if (part.status === 'sending' || part.status === 'unknown') {
    const now = deps.clock.now();
    await deps.ledger.end(outboxId, part.part, { status: 'unknown', reason: 'sender_died', now });
    return unknown('sender_died');
  }
  await deps.ledger.begin(outboxId, part.part);
  const { templateId } = subscription;
  const data = fieldsOf(subscription, news.facts);
  const sent = await account.api.sendSubscription({ userId: address.userId, templateId, data });
  const now = deps.clock.now();
  if (sent.kind === 'ok') {
    await deps.ledger.end(outboxId, part.part, { status: 'sent', now });
    return { kind: 'told' };
  }
  const told = sent.mayHaveHappened ? unknown(sent.reason) : afterFailure(sent, news.job);
  const status = sent.mayHaveHappened ? 'unknown' : willRepeat(told) ? 'planned' : 'failed';
  await deps.ledger.end(outboxId, part.part, { status, reason: sent.reason, now });
  return told;
}

/** The notice as a part of the row; undefined: the customer has agreed to none. */
async function noticePart(
  { ledger, clock }: NewsFallbackDeps,
  { templateId }: WechatTemplate,
  { job, parts, facts }: News,
): Promise<SendPart | undefined> {
  const grantKind: GrantKind = `subscription:${templateId}`;
  const before = parts.find((part) => part.grantKind === grantKind && part.status !== 'failed');
  if (before !== undefined) return before;
  const { outboxId, conversationId, channelAccount } = job;
  const now = clock.now();
  const grants = await ledger.grants(conversationId, now);
  if (!grants.some((grant) => grant.kind === grantKind && isLive(grant, now))) return undefined;
  const next = parts.reduce((number, { part }) => Math.max(number, part + 1), 0);
  const wire = { kind: 'text', text: facts.title } as const;
  const plan = { outboxId, conversationId, channelAccount, now };
  const isPlanned = await ledger.plan({ ...plan, parts: [{ wire, grantKind }] });
  return isPlanned ? { part: next, wire, grantKind, status: 'planned' } : undefined;
}

/** Only what certainly did nothing and may work later is tried again; of everything else the next way is taken. */
function afterFailure(failure: ApiFailure, job: SendJob): Told {
  const { errorClass, reason, mayHaveHappened } = failure;
  const isLater = errorClass === 'retry' || errorClass === 'refresh_token';
  if (isLater && !job.isLastAttempt) return { kind: 'result', result: { kind: 'retry', reason } };
  // A template that may have arrived, at the last attempt: told twice is worse than not knowing.
  return mayHaveHappened ? unknown(reason) : { kind: 'next', reason };
}

function willRepeat(told: Told): boolean {
  return told.kind === 'result' && told.result.kind === 'retry';
}

function unknown(reason: string): Told {
  return { kind: 'result', result: { kind: 'unknown', reason, isFinal: true } };
}
