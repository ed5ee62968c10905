import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DeskEvent } from '../../src/domain/handoff/desk-event.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { makeLog } from '../../src/lib/log.ts';
import { Feed } from '../../src/store/feed.ts';
import { ProcessConnection } from '../../src/store/process-connection.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

const log = makeLog({ level: 'silent' });
const metBy = new Set<string>();
let db: TestDatabase;
let here: Awaited<ReturnType<typeof aProcess>>;
let there: Awaited<ReturnType<typeof aProcess>>;

beforeAll(async () => {
  db = await startTestDatabase();
  here = await aProcess('here');
  there = await aProcess('there');
});
afterAll(async () => {
  for (const process of [here, there]) {
    await process.feed.close();
    await process.connection.close();
  }
  await db.stop();
});

/** A process that hears what happens at the desk. */
async function aProcess(processId: string) {
  const connection: ProcessConnection = new ProcessConnection({
    connectionString: db.url,
    processId,
    clock: systemClock,
    log,
    onOpen: (client) => feed.listen(client),
  });
  const feed: Feed = new Feed({
    processId,
    connection: () => connection.get(),
    clock: systemClock,
    log,
  });
  await connection.get();
  const heard: DeskEvent[] = [];
  const stop = feed.subscribeDesk((event) => {
    // That is only said until the processes know each other.
    if (event.kind === 'presence' && event.agentId === 'agt_0') metBy.add(processId);
    else heard.push(event);
  });
  return { feed, connection, heard, stop };
}

test('consoles of every process hear of hand-offs, notes, presence and messages', async () => {
  const events: DeskEvent[] = [
    { kind: 'handoff', handoffId: 'hof_1', conversationId: 'con_1', state: 'queued' },
    {
      kind: 'handoff',
      handoffId: 'hof_1',
      conversationId: 'con_1',
      state: 'offered',
      offeredTo: 'agt_1',
    },
    { kind: 'note', conversationId: 'con_1' },
    { kind: 'presence', agentId: 'agt_1' },
  ];
  // The processes have to know each other before they tell anything.
  await vi.waitFor(() => {
    here.feed.publishDesk([{ kind: 'presence', agentId: 'agt_0' }]);
    expect(metBy.has('there')).toBe(true);
  });
  here.feed.publishDesk(events);
  here.feed.publish('con_2', []);
  const all = [...events, { kind: 'message', conversationId: 'con_2' }];
  expect(here.heard).toEqual(all);
  await vi.waitFor(() => expect(there.heard).toHaveLength(all.length));
  expect(there.heard).toEqual(expect.arrayContaining(all));
});

test('more events than one notice holds arrive all, in order', async () => {
  there.heard.length = 0;
  const events: DeskEvent[] = Array.from({ length: 120 }, (_, n) => ({
    kind: 'handoff',
    handoffId: `hof_${'0'.repeat(20)}${n}`,
    conversationId: `con_${'0'.repeat(20)}${n}`,
    state: 'with_agent',
    agentId: `agt_${'0'.repeat(20)}`,
  }));
  here.feed.publishDesk(events);
  await vi.waitFor(() => expect(there.heard).toHaveLength(events.length));
  expect(there.heard).toEqual(events);
});

test('whoever stopped listening hears nothing', () => {
  here.stop();
  here.heard.length = 0;
  here.feed.publishDesk([{ kind: 'presence', agentId: 'agt_1' }]);
  expect(here.heard).toEqual([]);
});
