import type { WechatEvent } from '../../../../domain/wechat/inbound.ts';
import type { InboxRow } from '../../../../domain/wechat/ports.ts';
import { openPlace } from './conversation.ts';
import { DONE, type Outcome, type ReceiveDeps } from './receive-deps.ts';
import { takeAct } from './take-event.ts';
import { takeMessage, takeServicerWords } from './take-message.ts';
import type { UnionIds } from './union-ids.ts';

type Deps = ReceiveDeps & { readonly unionIds: UnionIds };

/** Works off one row of the inbox. Every step may be repeated: a crash in between costs nothing but time. */
export async function takeRow(deps: Deps, row: InboxRow): Promise<Outcome> {
  const { content, userId, channelAccount } = row.inbound;
  if (!deps.accounts.has(channelAccount)) {
    return { kind: 'failed', reason: 'account_not_in_settings' };
  }
  switch (content.kind) {
    case 'text':
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
    case 'location':
    case 'link':
    case 'other':
      return userId === undefined ? nobody() : takeMessage(deps, row, { userId, content });
    case 'servicer_wrote':
      return userId === undefined
        ? nobody()
        : takeServicerWords(deps, row, { userId, content: content.content });
    case 'entered':
    case 'subscribed':
    case 'scanned':
    case 'menu_clicked':
    case 'recalled':
      return userId === undefined ? nobody() : takeAct(deps, row, { userId, content });
    default:
      return takeNotice(deps, row, content);
  }
}

function nobody(): Outcome {
  return { kind: 'ignored', reason: 'no_customer' };
}

type Notice = Exclude<
  WechatEvent,
  {
    readonly kind:
      | 'servicer_wrote'
      | 'entered'
      | 'subscribed'
      | 'scanned'
      | 'menu_clicked'
      | 'recalled';
  }
>;

/** What WeChat tells about a customer or a message of ours: noted, never answered. */
async function takeNotice(deps: Deps, row: InboxRow, content: Notice): Promise<Outcome> {
  const { channelAccount, userId } = row.inbound;
  switch (content.kind) {
    case 'unsubscribed':
      if (userId !== undefined) {
        await deps.people.setUnreachable(channelAccount, userId, 'unsubscribed');
      }
      return DONE;
    case 'send_failed':
      await confirm(deps, row, { ...content, isDelivered: false });
      return DONE;
    case 'template_sent':
      await confirm(deps, row, {
        sendId: content.sendId,
        reason: content.status,
        isDelivered: content.status === 'success',
      });
      return DONE;
    case 'subscription_decided':
      return userId === undefined ? nobody() : grantSubscriptions(deps, row, userId, content);
    case 'session':
      if (deps.native === undefined) return { kind: 'ignored', reason: 'no_native_people' };
      await deps.native.session(row.inbound);
      return DONE;
    case 'menu_viewed':
    case 'located':
    case 'servicer_status':
      return { kind: 'ignored', reason: content.kind };
    case 'unsupported':
      deps.log.info(
        { channelAccount, event: content.name },
        'WeChat told something we do not know',
      );
      return { kind: 'ignored', reason: 'unsupported' };
  }
}

/** kf: the customer refuses messages (fail_type 10). Official Account: they blocked it. */
const REFUSALS: readonly string[] = ['10', 'failed:user block', 'failed: user block'];

async function confirm(
  deps: Deps,
  { inbound }: InboxRow,
  of: { readonly sendId: string; readonly reason: string; readonly isDelivered: boolean },
): Promise<void> {
  const { channelAccount, userId } = inbound;
  await deps.ledger.confirm({
    channelAccount,
    providerId: of.sendId,
    ...(of.isDelivered
      ? { status: 'delivered' }
      : { status: 'failed', reason: `wechat_${of.reason.replaceAll(/[^\w]+/g, '_')}` }),
  });
  if (userId !== undefined && REFUSALS.includes(of.reason)) {
    await deps.people.setUnreachable(channelAccount, userId, 'refused');
  }
}

/** Each agreement is good for one notice, whenever it is sent. */
async function grantSubscriptions(
  deps: Deps,
  row: InboxRow,
  userId: string,
  { decisions }: Extract<WechatEvent, { readonly kind: 'subscription_decided' }>,
): Promise<Outcome> {
  const place = await openPlace(deps, row, userId);
  if (place === 'known') return DONE;
  for (const { templateId } of decisions.filter(({ isAccepted }) => isAccepted)) {
    await deps.ledger.grant({
      conversationId: place.conversationId,
      kind: `subscription:${templateId}`,
      grantedAt: place.at,
      allowed: 1,
    });
  }
  return DONE;
}
