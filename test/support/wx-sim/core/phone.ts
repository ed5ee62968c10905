import { setTimeout as pause } from 'node:timers/promises';
import type { SeenMessage, SimCustomer, ThreadEntry } from '../types.ts';

const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 5;

/** What a thread tells between the messages. */
export type ThreadEvent =
  | 'subscribed'
  | 'unsubscribed'
  | 'scanned'
  | 'entered'
  | 'waits'
  | 'taken'
  | 'transferred'
  | 'ended';

/** A customer's chat as their phone keeps it. */
export interface Phone
  extends Pick<SimCustomer, 'received' | 'thread' | 'waitFor' | 'waitForCount'> {
  show(message: SeenMessage): void;
  wrote(entry: Omit<ThreadEntry, 'from' | 'options'>): void;
  /** Something happened, which the thread tells. */
  tell(event: ThreadEvent, at: Date, servicerId?: string): void;
  recall(messageId: string): void;
  /** The last menu's option with the id or label. Throws when there is no such. */
  option(idOrLabel: string): { readonly id: string; readonly label: string };
}

const FROM = { servicer: 'servicer', wechat: 'wechat' } as const;

function speakerOf(message: SeenMessage): ThreadEntry['from'] {
  return message.via === 'servicer' || message.via === 'wechat' ? FROM[message.via] : 'desk';
}

export function makePhone(onEntry: (entry: ThreadEntry) => void): Phone {
  let messages: SeenMessage[] = [];
  let thread: ThreadEntry[] = [];
  let events = 0;

  function append(entry: ThreadEntry): void {
    thread.push(entry);
    onEntry(entry);
  }

  async function until<T>(read: () => T | undefined, timeoutMs: number): Promise<T> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const found = read();
      if (found !== undefined) return found;
      if (performance.now() > end) throw new Error(`Nothing like it came: ${listOf(messages)}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  return {
    show: (message) => {
      messages.push(message);
      append({ ...message, from: speakerOf(message) });
    },
    wrote: (entry) => append({ ...entry, from: 'customer', options: [] }),
    tell: (event, at, servicerId) => {
      events += 1;
      append({
        ...{ id: `event-${events}`, at, kind: 'event', from: 'wechat', text: event, options: [] },
        ...(servicerId === undefined ? {} : { servicerId }),
      });
    },
    recall: (id) => {
      messages = messages.map((one) => (one.id === id ? { ...one, isRecalled: true } : one));
      thread = thread.map((one) => (one.id === id ? { ...one, isRecalled: true } : one));
    },
    option: (idOrLabel) => {
      const menu = messages.findLast((message) => message.kind === 'menu');
      const found = menu?.options.find(
        (option) => option.id !== '' && (option.id === idOrLabel || option.label === idOrLabel),
      );
      if (found === undefined) throw new Error(`No option ${idOrLabel} in ${listOf(messages)}`);
      return found;
    },
    received: () => messages,
    thread: () => thread,
    waitFor: (predicate, timeoutMs = WAIT_MS) => until(() => messages.find(predicate), timeoutMs),
    waitForCount: (count, timeoutMs = WAIT_MS) =>
      until(() => (messages.length >= count ? [...messages] : undefined), timeoutMs),
  };
}

function listOf(messages: readonly SeenMessage[]): string {
  if (messages.length === 0) return 'the phone got nothing';
  return messages.map((message) => `[${message.via} ${message.kind}] ${message.text}`).join(' / ');
}
