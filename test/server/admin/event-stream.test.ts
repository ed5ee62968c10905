import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { DeskEvent } from '../../../src/domain/handoff/desk-event.ts';
import { EventStream } from '../../../src/server/admin/event-stream.ts';
import { HeldClock } from './admin-app.ts';

/** A console's connection that keeps what was written. */
class FakeResponse extends EventEmitter {
  text = '';
  writableLength = 0;
  writableEnded = false;
  destroyed = false;
  write(part: string): boolean {
    this.text += part;
    return true;
  }
  end(): void {
    this.writableEnded = true;
    this.emit('close');
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

function start(options: { check?: () => Promise<boolean> } = {}) {
  const listeners = new Set<(event: DeskEvent) => void>();
  const errors: unknown[] = [];
  const stream = new EventStream({
    clock: new HeldClock(),
    check: options.check ?? (async () => true),
    onError: (error) => errors.push(error),
    deskFeed: {
      publishDesk: () => undefined,
      subscribeDesk: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  });
  const open = (agentId = 'agt_1') => {
    const response = new FakeResponse();
    // @ts-expect-error a test needs no whole ServerResponse
    stream.add({ agentId, sessionId: 'ses_1', response });
    return response;
  };
  const tell = (event: DeskEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return { stream, open, tell, listeners, errors };
}

const grew = (conversationId: string): DeskEvent => ({ kind: 'message', conversationId });
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

it('tells the same event of one moment once, and every console', async () => {
  const { open, tell } = start();
  const consoles = [open(), open('agt_2')];
  for (const id of ['con_1', 'con_1', 'con_2', 'con_1']) tell(grew(id));
  await settled();
  for (const { text } of consoles) {
    expect(text.match(/event: message/g)).toHaveLength(2);
    expect(text).toContain('data: {"kind":"message","conversationId":"con_1"}\n\n');
  }
});

it('gives a sign of life, and ends the console whose session is over', async () => {
  let isSignedIn = true;
  const { stream, open } = start({ check: async () => isSignedIn });
  const response = open();
  await stream.beat();
  expect(response.text).toContain(': beat\n\n');
  isSignedIn = false;
  await stream.beat();
  expect(response.writableEnded).toBe(true);
  expect(stream.countOf('agt_1')).toBe(0);
});

it('signs nobody out because the database is away for a moment', async () => {
  const { stream, open, errors } = start({ check: () => Promise.reject(new Error('away')) });
  const response = open();
  await stream.beat();
  expect(response.writableEnded).toBe(false);
  expect(errors).toHaveLength(1);
});

it('lets go of a console that does not read', async () => {
  const { open, tell, stream } = start();
  const response = open();
  response.writableLength = 2_000_000;
  tell(grew('con_1'));
  await settled();
  expect(response.destroyed).toBe(true);
  expect(stream.countOf('agt_1')).toBe(0);
});

it('listens to the desk only while somebody listens to it', () => {
  const { open, listeners } = start();
  expect(listeners.size).toBe(0);
  const [one, two] = [open(), open()];
  expect(listeners.size).toBe(1);
  one.end();
  expect(listeners.size).toBe(1);
  two.end();
  expect(listeners.size).toBe(0);
});
