import type { WebSocket } from '@fastify/websocket';
import { describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../../src/domain/conversation.ts';
import type { DirectLine } from '../../../src/server/direct-line/port.ts';
import { StreamReader } from '../../../src/server/direct-line/stream-reader.ts';

const ID = 'con_reader';

function message(seq: number): StoredMessage {
  return {
    conversationId: ID,
    seq,
    direction: 'out',
    author: 'bot',
    at: new Date(seq),
    activity: { type: 'message', text: String(seq) },
  };
}

/** A socket whose buffer the test fills, and a database that holds `count` messages. */
function start(count: number) {
  const state = {
    bufferedAmount: 0,
    sent: [] as number[],
    reads: 0,
    pings: 0,
    isCut: false,
    isBroken: false,
  };
  const socket = {
    OPEN: 1,
    readyState: 1,
    get bufferedAmount() {
      return state.bufferedAmount;
    },
    send: (text: string) => {
      const frame: { activities: { text?: string }[] } = JSON.parse(text);
      state.sent.push(...frame.activities.map((activity) => Number(activity.text)));
    },
    ping: () => {
      state.pings += 1;
    },
    terminate: () => {
      state.isCut = true;
    },
  };
  const directLine: Pick<DirectLine, 'read' | 'show' | 'typing'> = {
    read: async (_id, afterSeq, limit) => {
      state.reads += 1;
      if (state.isBroken) throw new Error('the database is away');
      const last = Math.min(count, afterSeq + limit);
      return Array.from({ length: Math.max(0, last - afterSeq) }, (_, i) =>
        message(afterSeq + 1 + i),
      );
    },
    show: (stored) => stored.map(({ seq }) => ({ type: 'message', text: String(seq) })),
    typing: () => ({ type: 'typing' }),
  };
  const warnings: unknown[] = [];
  const reader = new StreamReader({
    socket: socket as unknown as WebSocket,
    conversationId: ID,
    directLine: directLine as DirectLine,
    view: { fileUrl: (id) => id },
    afterSeq: 0,
    log: { warn: (entry: unknown) => void warnings.push(entry) },
  });
  return { reader, state, socket, warnings };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a stream reader', () => {
  it('sends what it is handed without asking the database', () => {
    const { reader, state } = start(2);
    reader.grew([message(1)]);
    reader.grew([message(1), message(2)]);
    expect(state).toMatchObject({ sent: [1, 2], reads: 0 });
  });

  it('stops adding to a full socket, and goes on where it stopped', async () => {
    const { reader, state } = start(250);
    state.bufferedAmount = 2_000_000;
    reader.grew([message(1)]);
    reader.typing();
    await reader.catchUp();
    expect(state).toMatchObject({ sent: [], reads: 0 });
    state.bufferedAmount = 0;
    reader.check(250);
    await expect.poll(() => state.sent.length).toBe(250);
    expect(state.sent).toEqual(upTo(250));
  });

  it('cuts a socket that stays full for half a minute of checks, and one that is silent for a minute', () => {
    const full = start(1);
    full.state.bufferedAmount = 2_000_000;
    for (const _ of upTo(30)) full.reader.check(1);
    expect(full.state.isCut).toBe(false);
    full.reader.check(1);
    expect(full.state.isCut).toBe(true);

    const silent = start(0);
    for (const _ of upTo(60)) silent.reader.check(0);
    expect(silent.state).toMatchObject({ pings: 1, isCut: false });
    silent.reader.check(0);
    expect(silent.state.isCut).toBe(true);
  });

  it('keeps a socket that answers its pings', () => {
    const { reader, state } = start(0);
    for (const round of upTo(200)) {
      reader.check(0);
      if (round % 30 === 0) reader.heard();
    }
    expect(state).toMatchObject({ isCut: false, pings: 6 });
  });

  it('sends each message once when notices arrive while it reads', async () => {
    const { reader, state } = start(120);
    const reading = reader.catchUp();
    reader.grew([message(120)]);
    reader.grew([]);
    await reading;
    expect(state.sent).toEqual(upTo(120));
  });

  it('tries again after the database was away', async () => {
    const { reader, state, warnings } = start(3);
    state.isBroken = true;
    await reader.catchUp();
    expect([state.sent, warnings.length]).toEqual([[], 1]);
    state.isBroken = false;
    reader.check(3);
    await expect.poll(() => state.sent).toEqual([1, 2, 3]);
  });

  it('sends nothing on a socket that is closed', async () => {
    const { reader, state, socket } = start(3);
    socket.readyState = 3;
    reader.grew([message(1)]);
    await reader.catchUp();
    expect(state.sent).toEqual([]);
  });
});
