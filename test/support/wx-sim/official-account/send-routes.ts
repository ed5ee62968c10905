import { z } from 'zod';
import { SECOND_MS } from '../../../../src/lib/clock.ts';
import {
  type ApiAnswer,
  type ApiRoutes,
  done,
  failed,
  taking,
  withLargeNumber,
} from '../core/api-answer.ts';
import { checkSend } from '../core/check-send.ts';
import { readSendBody, seenOf } from '../core/seen-of.ts';
import type { SeenKind, SeenVia } from '../types.ts';
import type { Follower, OfficialAccount } from './account.ts';
import { checkFields } from './field-rules.ts';

const TYPING_AFTER_MS = 30 * SECOND_MS;
const TYPING_LASTS_MS = 15 * SECOND_MS;
/** A client_msg_id is known for ten minutes. */
const REPEATED_WITHIN_MS = 600 * SECOND_MS;
const BAD_BODY = 47_001;

const toSchema = z.object({ touser: z.string() });
const typingSchema = z.object({ touser: z.string(), command: z.string() });
const data = z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]) }));
const templateSchema = z.object({
  touser: z.string(),
  template_id: z.string(),
  url: z.string().optional(),
  client_msg_id: z.string().max(64).optional(),
  data,
});
const subscriptionSchema = templateSchema.omit({ client_msg_id: true });

/** Everything that reaches a customer without their asking in the same breath. */
export function sendRoutes(account: OfficialAccount): ApiRoutes {
  const sentTemplates = new Map<string, { readonly msgid: bigint; readonly at: number }>();
  return {
    'POST /cgi-bin/message/custom/send': taking(toSchema, BAD_BODY, ({ touser }, { body }) =>
      send(account, touser, body),
    ),
    'POST /cgi-bin/message/custom/typing': taking(typingSchema, BAD_BODY, (body) =>
      type(account, body),
    ),
    'POST /cgi-bin/message/template/send': taking(templateSchema, BAD_BODY, (body) =>
      sendTemplate(account, body, sentTemplates),
    ),
    'POST /cgi-bin/message/subscribe/bizsend': taking(subscriptionSchema, BAD_BODY, (body) =>
      sendSubscription(account, body),
    ),
  };
}

function send(account: OfficialAccount, openId: string, raw: unknown): ApiAnswer {
  const follower = account.followers.get(openId);
  if (follower === undefined) return failed(40_003, 'invalid openid');
  const body = readSendBody(raw);
  if (body === undefined) return failed(BAD_BODY, 'data format error');
  const refusal = checkSend(account.core, 'official-account', body);
  if (refusal !== undefined) return failed(refusal);
  if (!follower.isFollowing)
    return failed(45_015, 'response out of time limit or subscription is canceled');
  const spent = follower.allowances.spend();
  if (spent === 'closed')
    return failed(45_015, 'response out of time limit or subscription is canceled');
  if (spent === 'used_up') return failed(45_047, 'out of response count limit');
  delete follower.typingUntil;
  const { core } = account;
  const seen = seenOf(body);
  follower.phone.show({
    ...seen,
    id: `custom-${core.next()}`,
    at: core.timers.now(),
    via: 'custom',
  });
  return done();
}

function type(account: OfficialAccount, body: z.infer<typeof typingSchema>): ApiAnswer {
  const follower = account.followers.get(body.touser);
  if (follower === undefined) return failed(40_003, 'invalid openid');
  const now = account.core.timers.now().getTime();
  if (body.command === 'CancelTyping') {
    delete follower.typingUntil;
    account.core.emit({ kind: 'changed' });
    return done();
  }
  if (body.command !== 'Typing') return failed(45_072, 'command field must be in list');
  const wroteAt = follower.lastWroteAt ?? 0;
  if (now - wroteAt > TYPING_AFTER_MS) return failed(45_080, 'no interaction within 30 seconds');
  if ((follower.typingUntil ?? 0) > now) return failed(45_081, 'already typing');
  follower.typingUntil = now + TYPING_LASTS_MS;
  account.core.emit({ kind: 'changed' });
  return done();
}

type TemplateBody = z.infer<typeof templateSchema>;

async function sendTemplate(
  account: OfficialAccount,
  body: TemplateBody,
  sent: Map<string, { readonly msgid: bigint; readonly at: number }>,
): Promise<ApiAnswer> {
  const follower = account.followers.get(body.touser);
  if (follower === undefined) return failed(40_003, 'invalid openid');
  if (account.options.templateIds?.includes(body.template_id) === false) return failed(40_037);
  if (!follower.isFollowing) return failed(43_004, 'require subscribe');
  const { core } = account;
  const now = core.timers.now().getTime();
  const key = `${body.touser} ${body.client_msg_id}`;
  const before = body.client_msg_id === undefined ? undefined : sent.get(key);
  if (before !== undefined && now - before.at < REPEATED_WITHIN_MS) {
    return withLargeNumber('msgid', before.msgid);
  }
  // Beyond 2^53, as the real ones are, and bare in the JSON.
  const msgid = 2_861_372_384_624_852_993n + BigInt(core.next());
  sent.set(key, { msgid, at: now });
  showData(account, follower, { body, kind: 'template', via: 'template' });
  // WeChat tells of it after its answer.
  core.timers.after(0, () => {
    void account.tell(follower, [
      ['MsgType', 'event'],
      ['Event', 'TEMPLATESENDJOBFINISH'],
      ['MsgID', msgid],
      ['Status', 'success'],
    ]);
  });
  return await Promise.resolve(withLargeNumber('msgid', msgid));
}

function sendSubscription(
  account: OfficialAccount,
  body: z.infer<typeof subscriptionSchema>,
): ApiAnswer {
  const follower = account.followers.get(body.touser);
  if (follower === undefined) return failed(40_003, 'invalid openid');
  if (account.options.templateIds?.includes(body.template_id) === false) return failed(40_037);
  const left = follower.consents.get(body.template_id) ?? 0;
  if (left === 0) return failed(43_101, 'user refuse to accept the msg');
  const bad = checkFields(body.data);
  if (bad !== undefined) return failed(47_003, `argument invalid! data.${bad}.value invalid`);
  follower.consents.set(body.template_id, left - 1);
  showData(account, follower, { body, kind: 'subscription', via: 'subscription' });
  return done();
}

function showData(
  account: OfficialAccount,
  follower: Follower,
  given: {
    readonly body: Pick<TemplateBody, 'template_id' | 'data'>;
    readonly kind: SeenKind;
    readonly via: SeenVia;
  },
): void {
  const { core } = account;
  const lines = Object.values(given.body.data).map(({ value }) => String(value));
  follower.phone.show({
    id: `${given.kind}-${core.next()}`,
    at: core.timers.now(),
    kind: given.kind,
    text: lines.join('\n'),
    options: [],
    via: given.via,
  });
}
