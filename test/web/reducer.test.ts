import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../src/web/chat/state/activity.ts';
import {
  type ChatState,
  INITIAL_STATE,
  type Message,
  type Outgoing,
} from '../../src/web/chat/state/model.ts';
import { type ChatAction, reduce } from '../../src/web/chat/state/reducer.ts';

const run = (actions: readonly ChatAction[], from: ChatState = INITIAL_STATE) =>
  actions.reduce(reduce, from);

function message(id: number, more: Partial<Message> = {}): Arrival {
  const base: Message = {
    id: `c|${id}`,
    key: `c|${id}`,
    from: 'bot',
    at: id * 1000,
    text: `第${id}条`,
    isModelWritten: false,
    attachments: [],
    heroes: [],
    quickReplies: [],
    isScale: false,
  };
  return { kind: 'message', message: { ...base, ...more } };
}

const mine = (id: number, clientId: string): Arrival =>
  message(id, { from: 'me', clientId, key: clientId });
const typed = (clientId: string, more: Partial<Outgoing> = {}): Outgoing => ({
  clientId,
  at: 5000,
  text: clientId,
  state: 'sending',
  progress: 0,
  ...more,
});
const arrived = (...arrivals: Arrival[]): ChatAction => ({ kind: 'arrived', arrivals });
const ids = (state: ChatState) => state.messages.map((one) => one.id);

describe('history', () => {
  it('keeps the order of the server and takes each message once', () => {
    const state = run([
      arrived(message(1), message(2)),
      arrived(message(1), message(2), message(3)),
      arrived(message(3), message(3)),
    ]);
    expect(ids(state)).toEqual(['c|1', 'c|2', 'c|3']);
  });

  it('puts a late piece of history where it belongs', () => {
    expect(ids(run([arrived(message(1), message(4)), arrived(message(2), message(3))]))).toEqual([
      'c|1',
      'c|2',
      'c|3',
      'c|4',
    ]);
  });

  it('is the same object when nothing new came, so that nothing is drawn again', () => {
    const state = run([arrived(message(1))]);
    expect(reduce(state, arrived(message(1)))).toBe(state);
  });

  it('starts empty in another conversation and keeps what is typed', () => {
    const state = run([
      { kind: 'conversation', conversationId: 'a' },
      arrived(message(1)),
      { kind: 'typed', outgoing: [typed('x')] },
      { kind: 'conversation', conversationId: 'a' },
    ]);
    expect(ids(state)).toEqual(['c|1']);
    const other = reduce(state, { kind: 'conversation', conversationId: 'b' });
    expect([ids(other), other.outgoing.length]).toEqual([[], 1]);
  });
});

describe('own messages', () => {
  it('replaces what is on its way by its echo', () => {
    const state = run([
      { kind: 'typed', outgoing: [typed('x'), typed('y')] },
      arrived(mine(1, 'x')),
    ]);
    expect([ids(state), state.outgoing.map((one) => one.clientId)]).toEqual([['c|1'], ['y']]);
  });

  it('ignores states that come after the echo', () => {
    const state = run([{ kind: 'typed', outgoing: [typed('x')] }, arrived(mine(1, 'x'))]);
    expect(reduce(state, { kind: 'sendState', clientId: 'x', state: 'failed' })).toBe(state);
  });

  it('does not show again what was restored from storage and is already in the history', () => {
    const state = run([arrived(mine(1, 'x')), { kind: 'typed', outgoing: [typed('x')] }]);
    expect(state.outgoing).toEqual([]);
  });

  it('keeps the id over failure and retry', () => {
    const state = run([
      { kind: 'typed', outgoing: [typed('x')] },
      { kind: 'sendState', clientId: 'x', state: 'failed' },
      { kind: 'sendState', clientId: 'x', state: 'sending' },
      { kind: 'progress', clientId: 'x', progress: 0.4 },
    ]);
    expect(state.outgoing).toEqual([typed('x', { state: 'sending', progress: 0.4 })]);
  });

  it('remembers the preview of a photo after its echo', () => {
    const file = {
      name: 'a.jpg',
      contentType: 'image/jpeg',
      blob: new Blob(),
      previewUrl: 'blob:1',
    };
    const state = run([{ kind: 'typed', outgoing: [typed('x', { file })] }, arrived(mine(1, 'x'))]);
    expect(state.previews).toEqual({ x: 'blob:1' });
  });
});

describe('typing', () => {
  it('ends with the next message of the desk, not with an own one', () => {
    const typing = run([arrived({ kind: 'typing' })]);
    expect(typing.isTyping).toBe(true);
    expect(reduce(typing, arrived(mine(1, 'x'))).isTyping).toBe(true);
    expect(reduce(typing, arrived(message(1))).isTyping).toBe(false);
    expect(reduce(typing, { kind: 'typingEnded' }).isTyping).toBe(false);
  });
});

describe('connection', () => {
  it.each([
    ['connecting', 'online', 'online'],
    ['connecting', 'reconnecting', 'connecting'],
    ['connecting', 'unreachable', 'unreachable'],
    ['unreachable', 'reconnecting', 'unreachable'],
    ['unreachable', 'online', 'online'],
    ['online', 'reconnecting', 'reconnecting'],
    ['reconnecting', 'online', 'restored'],
    ['restored', 'online', 'online'],
    ['restored', 'reconnecting', 'reconnecting'],
  ] as const)('goes from %s on %s to %s', (was, now, expected) => {
    expect(
      reduce({ ...INITIAL_STATE, connection: was }, { kind: 'connection', connection: now })
        .connection,
    ).toBe(expected);
  });
});

describe('who serves', () => {
  const serving = (id: number, who: 'bot' | 'queue' | 'agent', name?: string): Arrival => ({
    kind: 'serving',
    id: `c|${id}`,
    serving: who === 'agent' ? { who, ...(name === undefined ? {} : { name }) } : { who },
  });

  it.each([
    [[], { who: 'bot' }],
    [[message(1, { serving: { who: 'queue' } })], { who: 'queue' }],
    [[serving(1, 'agent', '小王')], { who: 'agent', name: '小王' }],
    [[serving(1, 'agent', '小王'), serving(2, 'bot')], { who: 'bot' }],
    [[serving(2, 'bot'), serving(1, 'agent', '小王')], { who: 'bot' }],
    [[serving(1, 'agent'), message(2), serving(1, 'agent')], { who: 'agent' }],
  ])('%#: is what the newest word says', (arrivals, expected) => {
    expect(run([arrived(...arrivals)]).serving).toEqual(expected);
  });

  it('is the bot in another conversation', () => {
    const state = run([
      { kind: 'conversation', conversationId: 'a' },
      arrived(serving(5, 'agent', '小王')),
      { kind: 'conversation', conversationId: 'b' },
    ]);
    expect(state.serving).toEqual({ who: 'bot' });
    expect(run([arrived(serving(1, 'queue'))], state).serving).toEqual({ who: 'queue' });
  });
});
