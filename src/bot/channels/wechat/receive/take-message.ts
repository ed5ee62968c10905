import type { Activity } from '../../../../domain/activity.ts';
import type { WechatMessageContent } from '../../../../domain/wechat/inbound.ts';
import type { InboxRow } from '../../../../domain/wechat/ports.ts';
import type { Id } from '../../../../lib/ids.ts';
import { acceptAt, openPlace, type Place } from './conversation.ts';
import { grant } from './grant.ts';
import { takeMedia } from './media-in.ts';
import { DONE, type Outcome, type ReceiveDeps } from './receive-deps.ts';
import { retryAt } from './retry-at.ts';
import { toActivity } from './to-activity.ts';
import type { UnionIds } from './union-ids.ts';

/** Something a customer wrote: its file first, what it allows us next, then the transcript, whose turn may answer at once. */
export async function takeMessage(
  deps: ReceiveDeps & { readonly unionIds: UnionIds },
  row: InboxRow,
  given: { readonly userId: string; readonly content: WechatMessageContent },
): Promise<Outcome> {
  const place = await openPlace(deps, row, given.userId);
  if (place === 'known') return DONE;
  const made = await activityOf(deps, place, given.content);
  if (made.kind === 'again') return again(deps, row, made.reason);
  await deps.people.setUnreachable(row.inbound.channelAccount, given.userId, undefined);
  await grant(deps, place);
  await deps.native?.customerWrote(place.conversationId).catch((err: unknown) => {
    // Their session is asked about again with the next message; this one must not wait for it.
    deps.log.warn({ err, conversationId: place.conversationId }, 'nobody asked who has a customer');
  });
  const accepted = await acceptAt(deps, place, made.activity);
  // Stored before a crash, with a file of its own: this one nobody names.
  if (accepted.kind === 'duplicate') await deps.files.remove(made.fileIds);
  deps.unionIds.ask(place);
  return DONE;
}

/** What a servicer wrote in WeChat's own client (origin 5): the agent's words, by those who know how. */
export async function takeServicerWords(
  deps: ReceiveDeps,
  row: InboxRow,
  given: { readonly userId: string; readonly content: WechatMessageContent },
): Promise<Outcome> {
  if (deps.native === undefined) return { kind: 'ignored', reason: 'no_native_people' };
  const place = await openPlace(deps, row, given.userId);
  if (place === 'known') return DONE;
  const made = await activityOf(deps, place, given.content);
  if (made.kind === 'again') return again(deps, row, made.reason);
  await deps.native.wrote(row.inbound, made.activity);
  return DONE;
}

type Made =
  | {
      readonly kind: 'made';
      readonly activity: Activity;
      readonly fileIds: readonly Id<'file'>[];
    }
  | { readonly kind: 'again'; readonly reason: string };

async function activityOf(
  deps: ReceiveDeps,
  place: Place,
  content: WechatMessageContent,
): Promise<Made> {
  if (!('mediaId' in content)) return { kind: 'made', activity: toActivity(content), fileIds: [] };
  const media = await takeMedia(deps, place, content);
  if ('kind' in media) return media;
  const { fileId } = media.attachment;
  const fileIds = fileId === undefined ? [] : [fileId];
  return { kind: 'made', activity: toActivity(content, media), fileIds };
}

function again({ clock }: ReceiveDeps, { attempt }: InboxRow, reason: string): Outcome {
  return { kind: 'again', at: retryAt(clock.now(), attempt), reason };
}
