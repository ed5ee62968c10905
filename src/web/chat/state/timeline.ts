import { COPY } from '../copy.ts';
import type { ChatState, Message, Outgoing } from './model.ts';

/** What the transcript shows, from top to bottom. */
export type TimelineItem =
  | { readonly kind: 'time'; readonly key: string; readonly label: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      readonly opensGroup: boolean;
    }
  | {
      readonly kind: 'outgoing';
      readonly key: string;
      readonly outgoing: Outgoing;
      readonly opensGroup: boolean;
    };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A silence of this long gets a time above the next message. */
const SILENCE_MS = 10 * MINUTE_MS;
/** Messages of one author within this time stand close together. */
const GROUP_MS = 2 * MINUTE_MS;
/** China has one time zone and no summer time; the desk's texts use it wherever the phone is. */
const SHANGHAI_OFFSET_MS = 8 * 60 * MINUTE_MS;

/** The transcript with its time lines: at every new day and after every silence. `now` in ms. */
export function buildTimeline(
  state: Pick<ChatState, 'messages' | 'outgoing'>,
  now: number,
): TimelineItem[] {
  const items: TimelineItem[] = [];
  let previous: { readonly at: number; readonly from: string } | undefined;
  const add = (at: number, from: string, make: (opensGroup: boolean) => TimelineItem): void => {
    const needsTime = previous === undefined || needsDivider(previous.at, at);
    if (needsTime) items.push({ kind: 'time', key: `time-${at}`, label: timeLabel(at, now) });
    items.push(make(needsTime || previous?.from !== from || at - previous.at > GROUP_MS));
    previous = { at, from };
  };
  for (const message of state.messages) {
    const { key } = message;
    add(message.at, `${message.from}${message.agentName ?? ''}`, (opensGroup) => ({
      kind: 'message',
      key,
      message,
      opensGroup,
    }));
  }
  for (const outgoing of state.outgoing) {
    const key = outgoing.clientId;
    // A phone's clock may be behind the server's: what is typed now still stands below.
    const at = Math.max(outgoing.at, previous?.at ?? 0);
    add(at, 'me', (opensGroup) => ({ kind: 'outgoing', key, outgoing, opensGroup }));
  }
  return items;
}

function needsDivider(before: number, at: number): boolean {
  return at - before >= SILENCE_MS || dayNumber(before) !== dayNumber(at);
}

/** `今天 15:04`, `昨天 09:30`, `6月11日 15:04`, `2025年6月11日 15:04`. Both in ms. */
export function timeLabel(at: number, now: number): string {
  const time = new Date(at + SHANGHAI_OFFSET_MS);
  const clock = `${twoDigits(time.getUTCHours())}:${twoDigits(time.getUTCMinutes())}`;
  const daysAgo = dayNumber(now) - dayNumber(at);
  if (daysAgo === 0) return `${COPY.today} ${clock}`;
  if (daysAgo === 1) return `${COPY.yesterday} ${clock}`;
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()];
  const isThisYear = new Date(now + SHANGHAI_OFFSET_MS).getUTCFullYear() === year;
  return `${isThisYear ? COPY.day(month, day) : COPY.fullDay(year, month, day)} ${clock}`;
}

function dayNumber(at: number): number {
  return Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The taps to offer: those of the last message, until the customer answers. */
export function currentQuickReplies(
  state: Pick<ChatState, 'messages' | 'outgoing'>,
): readonly string[] {
  return lastToAnswer(state)?.quickReplies ?? [];
}

/** True when these taps are the steps of one scale. */
export function isScaleAsked(state: Pick<ChatState, 'messages' | 'outgoing'>): boolean {
  return lastToAnswer(state)?.isScale === true;
}

/** A line of the desk's own between does not take the taps away. */
function lastToAnswer({
  messages,
  outgoing,
}: Pick<ChatState, 'messages' | 'outgoing'>): Message | undefined {
  if (outgoing.length > 0) return undefined;
  // Not .at(-1) or .findLast: phones before 2022 lack them.
  for (let i = messages.length - 1; i >= 0; i--) {
    if (messages[i]?.from !== 'system') return messages[i];
  }
  return undefined;
}
