import type { StoredMessage, TurnWork } from '../domain/conversation.ts';
import { isOnWechat } from '../domain/wechat/account.ts';

/** After a photo the next of the same choice follows within this time, in milliseconds. */
export const NEXT_PHOTO_MS = 1_500;
/** Nobody waits longer for an answer to the first of them, in milliseconds. */
export const BURST_MAX_MS = 6_000;

/**
 * Until when a turn waits for more photos. WeChat sends nine chosen photos as nine messages: they are answered once,
 * not nine times. Undefined: the newest message is none, or the channel sends them together.
 */
export function burstUntil({ conversation, waiting }: TurnWork): Date | undefined {
  const [first] = waiting;
  const last = waiting.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (!isOnWechat(conversation.channelAccount) || !isPhoto(last)) return undefined;
  const next = last.at.getTime() + NEXT_PHOTO_MS;
  const latest = first.at.getTime() + BURST_MAX_MS;
  return new Date(Math.min(next, latest));
}

/** A photo that came, and no words with it. */
function isPhoto({ activity }: StoredMessage): boolean {
  const files = activity.attachments ?? [];
  const arePhotos = files.every(
    ({ contentType, fileId }) => contentType.startsWith('image/') && fileId !== undefined,
  );
  return files.length > 0 && arePhotos && (activity.text ?? '') === '';
}
