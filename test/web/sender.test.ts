import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PostResult } from '../../src/web/chat/connection/post.ts';
import { Sender } from '../../src/web/chat/connection/sender.ts';
import type { Outgoing } from '../../src/web/chat/state/model.ts';

const words = (clientId: string): Outgoing => ({
  clientId,
  at: 0,
  text: clientId,
  state: 'sending',
  progress: 0,
});
const photo = (clientId: string): Outgoing => ({
  ...words(clientId),
  file: { name: 'a.jpg', contentType: 'image/jpeg', blob: new Blob() },
});

function makeWorld() {
  const world = {
    posted: [] as string[],
    states: new Map<string, string>(),
    renewals: 0,
    isOpen: true,
    answer: async (_clientId: string): Promise<PostResult> => ({ kind: 'stored' }),
  };
  const sender = new Sender({
    post: ({ outgoing }) => {
      world.posted.push(outgoing.clientId);
      return world.answer(outgoing.clientId);
    },
    credentials: () => ({
      token: 't',
      session: {
        token: 't',
        conversationId: 'c',
        userId: 'u',
        visitor: 'v',
        domain: '/',
        brand: { name: '', color: '', hotline: '' },
        uploadBytesMax: 15_000_000,
      },
    }),
    isOpen: () => world.isOpen,
    renew: () => {
      world.renewals += 1;
      world.isOpen = false;
    },
    onState: (clientId, state) => world.states.set(clientId, state),
    onProgress: () => undefined,
    random: () => 0.5,
  });
  return { world, sender };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('Sender', () => {
  it('sends in the order it was typed, one after the other', async () => {
    const { world, sender } = makeWorld();
    let release: (result: PostResult) => void = () => undefined;
    world.answer = (clientId) =>
      clientId === 'a'
        ? new Promise((resolve) => {
            release = resolve;
          })
        : Promise.resolve({ kind: 'stored' });
    sender.send(words('a'));
    sender.send(words('b'));
    await later(10);
    expect(world.posted).toEqual(['a']);
    release({ kind: 'stored' });
    await later(10);
    expect(world.posted).toEqual(['a', 'b']);
  });

  it('does not let words wait behind a photo', async () => {
    const { world, sender } = makeWorld();
    world.answer = (clientId) =>
      clientId === 'p' ? new Promise(() => undefined) : Promise.resolve({ kind: 'stored' });
    sender.send(photo('p'));
    sender.send(words('a'));
    await later(10);
    expect(world.states.get('a')).toBe('sent');
  });

  it('tries a server that stumbles again with the same id, and gives up after four times', async () => {
    const { world, sender } = makeWorld();
    world.answer = async () => ({ kind: 'unreachable' });
    sender.send(words('a'));
    await later(60_000);
    expect(world.posted).toEqual(['a', 'a', 'a', 'a']);
    expect(world.states.get('a')).toBe('failed');
  });

  it('gives up at once when the server refuses, and goes on with the next', async () => {
    const { world, sender } = makeWorld();
    world.answer = async (clientId) => ({ kind: clientId === 'a' ? 'refused' : 'stored' });
    sender.send(words('a'));
    sender.send(words('b'));
    await later(10);
    expect([world.states.get('a'), world.states.get('b')]).toEqual(['failed', 'sent']);
  });

  it('waits as long as the server asks, ten seconds at most', async () => {
    const { world, sender } = makeWorld();
    world.answer = async () => ({ kind: 'unreachable', retryAfterMs: 60_000 });
    sender.send(words('a'));
    await later(9_900);
    expect(world.posted).toHaveLength(1);
    await later(200);
    expect(world.posted).toHaveLength(2);
  });

  it('keeps what is typed while the stream is down and sends it when it is back', async () => {
    const { world, sender } = makeWorld();
    world.isOpen = false;
    sender.send(words('a'));
    sender.send(words('b'));
    await later(60_000);
    expect([world.posted, world.states.get('a')]).toEqual([[], 'waiting']);
    world.isOpen = true;
    sender.flush();
    await later(10);
    expect(world.posted).toEqual(['a', 'b']);
  });

  it('renews an expired token, and does not do so for ever', async () => {
    const { world, sender } = makeWorld();
    world.answer = async () => ({ kind: 'expired' });
    sender.send(words('a'));
    for (let round = 0; round < 10; round += 1) {
      await later(10);
      world.isOpen = true;
      sender.flush();
    }
    expect(world.renewals).toBe(3);
    expect(world.states.get('a')).toBe('failed');
  });

  it('does not post again what came back as an echo although the answer was lost', async () => {
    const { world, sender } = makeWorld();
    world.answer = async () => ({ kind: 'unreachable' });
    sender.send(words('a'));
    await later(10);
    sender.echoed('a');
    await later(60_000);
    expect(world.posted).toEqual(['a']);
    expect(world.states.get('a')).not.toBe('failed');
  });

  it('takes the stream for dead when a stored message is not echoed', async () => {
    const { world, sender } = makeWorld();
    sender.send(words('a'));
    await later(5_900);
    expect(world.renewals).toBe(0);
    await later(200);
    expect(world.renewals).toBe(1);
  });

  it('trusts the stream when the echo comes, before or after the answer', async () => {
    const { world, sender } = makeWorld();
    world.answer = async (clientId) => {
      if (clientId === 'early') sender.echoed('early');
      return { kind: 'stored' };
    };
    sender.send(words('early'));
    sender.send(words('late'));
    await later(100);
    sender.echoed('late');
    await later(60_000);
    expect(world.renewals).toBe(0);
  });

  it('sends a failed message again when asked, and once however often', async () => {
    const { world, sender } = makeWorld();
    world.answer = async () => ({ kind: 'refused' });
    sender.send(words('a'));
    await later(10);
    world.answer = async () => ({ kind: 'stored' });
    sender.send(words('a'));
    sender.send(words('a'));
    await later(10);
    expect(world.posted).toEqual(['a', 'a']);
  });
});
