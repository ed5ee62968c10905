import type { z } from 'zod';
import type { transcriptMessage } from '../../../../server/contract/conversation.ts';
import { dayOf } from '../../format.ts';

export type Message = z.infer<typeof transcriptMessage>;

/** What I sent and the transcript does not hold yet. */
export interface Outgoing {
  /** Its Idempotency-Key: sending it again cannot double it. */
  readonly key: string;
  readonly text: string;
  readonly files: readonly { readonly fileId: string; readonly name: string }[];
  readonly source: 'written' | 'canned' | 'suggested';
  readonly acceptsWarnings: boolean;
  readonly state: 'sending' | 'failed';
  readonly problem?: string;
  /** The number that the server gave it. */
  readonly seq?: number;
}

export interface TranscriptState {
  /** By number, without gaps among what was loaded. */
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  /** True once the first message of the conversation is here. */
  readonly isWhole: boolean;
}

export type TranscriptChange =
  | { readonly kind: 'loaded'; readonly messages: readonly Message[]; readonly isWhole?: boolean }
  | { readonly kind: 'sending'; readonly outgoing: Outgoing }
  | { readonly kind: 'sent'; readonly key: string; readonly seq: number }
  | { readonly kind: 'not_sent'; readonly key: string; readonly problem: string }
  | { readonly kind: 'discarded'; readonly key: string };

export const EMPTY_TRANSCRIPT: TranscriptState = { messages: [], outgoing: [], isWhole: false };

/** The transcript after something happened. */
export function reduceTranscript(
  state: TranscriptState,
  change: TranscriptChange,
): TranscriptState {
  switch (change.kind) {
    case 'loaded': {
      const messages = merge(state.messages, change.messages);
      return {
        messages,
        isWhole: state.isWhole || change.isWhole === true || messages[0]?.seq === 1,
        outgoing: withoutArrived(state.outgoing, messages),
      };
    }
    case 'sending': {
      const others = state.outgoing.filter(({ key }) => key !== change.outgoing.key);
      return { ...state, outgoing: [...others, change.outgoing] };
    }
    case 'sent': {
      const outgoing = patch(state.outgoing, change.key, { seq: change.seq });
      return { ...state, outgoing: withoutArrived(outgoing, state.messages) };
    }
    case 'not_sent':
      return {
        ...state,
        outgoing: patch(state.outgoing, change.key, { state: 'failed', problem: change.problem }),
      };
    case 'discarded':
      return { ...state, outgoing: state.outgoing.filter(({ key }) => key !== change.key) };
  }
}

function patch(
  outgoing: readonly Outgoing[],
  key: string,
  change: Partial<Outgoing>,
): readonly Outgoing[] {
  return outgoing.map((one) => (one.key === key ? { ...one, ...change } : one));
}

function merge(known: readonly Message[], loaded: readonly Message[]): readonly Message[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of loaded) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function withoutArrived(
  outgoing: readonly Outgoing[],
  messages: readonly Message[],
): readonly Outgoing[] {
  const last = messages.at(-1)?.seq ?? 0;
  return outgoing.filter(({ seq }) => seq === undefined || seq > last);
}

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** True when it opens a run of the same author: only then the name and the time are shown. */
      readonly isFirst: boolean;
    };

/** Beyond this pause a message shows its author and time anew, in milliseconds. */
const RUN_MS = 180_000;

/** What the transcript shows: day lines and messages; activities without words or files are left out. */
export function rowsOf(messages: readonly Message[]): readonly Row[] {
  const rows: Row[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    if (!isShown(message)) continue;
    const isNewDay = before === undefined || dayOf(before.at) !== dayOf(message.at);
    if (isNewDay) rows.push({ kind: 'day', key: `day ${message.at}`, at: message.at });
    rows.push({
      kind: 'message',
      key: String(message.seq),
      message,
      isFirst: isNewDay || !isSameRun(before, message),
    });
    before = message;
  }
  return rows;
}

function isShown({ type, text, attachments, place }: Message): boolean {
  const hasContent = (text ?? '') !== '' || attachments.length > 0 || place !== undefined;
  return type === 'message' && hasContent;
}

function isSameRun(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.author === message.author &&
    before.authorName === message.authorName &&
    Date.parse(message.at) - Date.parse(before.at) < RUN_MS
  );
}

/** Older ones are not asked for again. */
const SETTLING_MAX = 20;

/** The first of the newest messages of ours of which the channel has not said yet what became of it. */
export function unsettledSeq(messages: readonly Message[]): number | undefined {
  return messages
    .slice(-SETTLING_MAX)
    .find(({ delivery }) => delivery === 'queued' || delivery === 'sending')?.seq;
}

/** How many messages of the customer are above a number. */
export function countNew(messages: readonly Message[], seenSeq: number): number {
  return messages.filter(
    (message) => message.seq > seenSeq && message.author === 'customer' && isShown(message),
  ).length;
}
