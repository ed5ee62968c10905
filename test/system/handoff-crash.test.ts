import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { hashPassword } from '../../src/store/agents/password.ts';
import { ConsoleAgent } from '../support/console-agent.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { type DeskProcess, freePort, startDesk } from '../support/desk-process.ts';
import { HttpClient } from '../support/http.ts';

const SECRET = 'handoff-crash-secret-0123456789';
const PASSWORD = 'a long enough password 1';
const AGENTS = 8;
const CUSTOMERS = 24;
const RUN_MS = 30_000;
const KILLS_MIN = 4;
const KILL_EVERY_MS = 6_000;
/** Of the issue: nobody is in no one's hands for longer. */
const NO_ONES_MS_MAX = 30_000;
const WATCH_EVERY_MS = 500;

let db: TestDatabase;
let dataDir: string;
let ports: readonly number[];
let desks: DeskProcess[];

const startOne = (port: number): Promise<DeskProcess> =>
  startDesk({
    port,
    dataDir,
    readyWithinMs: 180_000,
    environment: { DATABASE_URL: db.url, DIRECT_LINE_SECRET: SECRET, DEMO: 'off' },
  });

beforeAll(async () => {
  db = await startTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'careline-handoff-'));
  ports = [await freePort(), await freePort()];
  desks = await Promise.all(ports.map(startOne));
  await db.pool.query(`INSERT INTO settings (key, value) VALUES ('desk', '{"offerSeconds": 5}')`);
}, 120_000);
afterAll(async () => {
  for (const desk of desks) await desk.stop();
  await db.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const urls = (): readonly string[] => ports.map((port) => `http://127.0.0.1:${port}`);

test('people keep their customers and the bot its silence while processes are killed', async () => {
  const agents: ConsoleAgent[] = [];
  for (let n = 0; n < AGENTS; n += 1) agents.push(await anAgent(n));
  const over = new AbortController();
  const quiet = new AbortController();
  onTestFinished(() => over.abort());
  const working = agents.map((agent) => agent.work(over.signal));
  const customers = Array.from({ length: CUSTOMERS }, () => aCustomer(quiet.signal));
  const watching = watch(agents, over.signal);

  const kills = await killUntil(Date.now() + RUN_MS, agents).finally(() => quiet.abort());
  await Promise.all(customers);
  await delay(5_000);
  over.abort();
  const [longest] = await Promise.all([watching, ...working]);

  const events = await countEvents();
  process.stdout.write(
    `kills ${kills}; longest in no one's hands ${longest} ms; ${JSON.stringify([...events])}\n`,
  );
  expect(await botWordsWhileAPersonHadIt()).toEqual([]);
  expect(longest).toBeLessThan(NO_ONES_MS_MAX);
  for (const name of ['request', 'offer', 'pass', 'accept', 'requeue', 'close', 'return_to_bot']) {
    expect(events.get(name) ?? 0, name).toBeGreaterThan(0);
  }
}, 600_000);

/** Kills one process after the other, and now and then an agent's machine. Returns how many processes. */
async function killUntil(until: number, agents: readonly ConsoleAgent[]): Promise<number> {
  const vanishing: Promise<void>[] = [];
  let kills = 0;
  while (Date.now() < until || kills < KILLS_MIN) {
    await delay(KILL_EVERY_MS * (0.5 + Math.random()));
    const nth = kills % 2;
    await desks[nth]?.kill();
    desks[nth] = await startOne(ports[nth] ?? 0);
    kills += 1;
    const agent = agents[kills % AGENTS];
    if (kills % 2 === 0 && agent !== undefined) vanishing.push(agent.vanish(28_000));
  }
  await Promise.all(vanishing);
  return kills;
}

async function anAgent(n: number): Promise<ConsoleAgent> {
  const username = `crash${n}`;
  const id = `agt_crash${n}`;
  await db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at, capacity, presence)
     VALUES ($1, $2, $2, $3, $4, now(), 3, 'online')`,
    [id, username, n < 2 ? 'supervisor' : 'agent', await hashPassword(PASSWORD)],
  );
  const answer = await new HttpClient(urls()[0] ?? '').send('POST', '/api/v1/sessions', {
    body: { username, password: PASSWORD },
  });
  const { token } = answer.json() as { token: string };
  return new ConsoleAgent({ id, token, urls });
}

/** Asks for a person, goes on talking, and asks again when the bot is back. Repeats what no server took. */
async function aCustomer(signal: AbortSignal): Promise<void> {
  const opened = (await persist('/v3/directline/conversations', {
    user: { id: randomUUID() },
  })) as { conversationId: string };
  const path = `/v3/directline/conversations/${opened.conversationId}/activities`;
  const texts = ['转人工', '我的车还没修好', '在吗', '转人工', '谢谢', '定损什么时候来'];
  for (let turn = 0; !signal.aborted; turn += 1) {
    const text = texts[turn % texts.length];
    const channelData = { clientActivityID: randomUUID() };
    await persist(path, { type: 'message', text, channelData });
    await delay(400 + Math.random() * 3_000);
  }
}

async function persist(path: string, body: unknown): Promise<unknown> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const url = urls()[tries % 2 === 0 ? Math.floor(Math.random() * 2) : tries % 4 === 1 ? 0 : 1];
    const client = new HttpClient(url ?? '', { sockets: 1 });
    const answer = await client.send('POST', path, { token: SECRET, body }).catch(() => undefined);
    if (answer !== undefined && answer.status < 300) return answer.json();
    await delay(100);
  }
  throw new Error(`${path} never succeeded`);
}

/** The longest time, in milliseconds, in which somebody who waits was in no one's hands. */
async function watch(agents: readonly ConsoleAgent[], signal: AbortSignal): Promise<number> {
  const since = new Map<string, number>();
  let longest = 0;
  while (!signal.aborted) {
    const now = Date.now();
    const gone = agents.filter((agent) => !agent.isAwake).map(({ id }) => id);
    const { rows } = await db.pool.query<{ id: string; why: string }>(IN_NO_ONES_HANDS, [gone]);
    const keys = new Set(rows.map(({ id }) => id));
    for (const key of since.keys()) if (!keys.has(key)) since.delete(key);
    for (const key of keys) {
      since.set(key, since.get(key) ?? now);
      longest = Math.max(longest, now - (since.get(key) ?? now));
    }
    await delay(WATCH_EVERY_MS);
  }
  return longest;
}

/** `$1`: agents whose console is shut. */
const IN_NO_ONES_HANDS = `SELECT c.id FROM conversations c
  LEFT JOIN handoffs h ON h.conversation_id = c.id AND h.state NOT IN ('returned', 'closed')
  WHERE
    -- Nobody has looked at what was said.
    c.last_inbound_seq > c.handled_seq
    -- Who answers is not who should.
    OR (c.mode = 'agent' AND (h.id IS NULL OR h.accepted_at IS NULL))
    OR (c.mode = 'queued' AND (h.id IS NULL OR h.accepted_at IS NOT NULL))
    OR (c.mode = 'bot' AND h.id IS NOT NULL)
    -- An offer that nobody can take any more.
    OR (h.state = 'offered' AND (h.offered_until < now() OR h.offered_to = ANY($1)))
    -- Whoever should answer is not there.
    OR (h.state = 'with_agent' AND h.agent_id = ANY($1)
      AND (h.last_agent_at IS NULL OR c.last_inbound_at > h.last_agent_at))
    -- They wait although somebody has room.
    OR (h.state = 'queued' AND EXISTS (
      SELECT 1 FROM agents a WHERE a.presence = 'online' AND NOT a.id = ANY($1)
        AND (h.skill IS DISTINCT FROM 'supervisor' OR a.role = 'supervisor')
        AND a.capacity > (SELECT count(*) FROM handoffs o
          WHERE (o.state IN ('with_agent', 'wrapping_up') AND o.agent_id = a.id)
            OR (o.state = 'offered' AND o.offered_to = a.id))))`;

/** What the bot said between a person's coming and the end of the hand-off. */
async function botWordsWhileAPersonHadIt(): Promise<readonly unknown[]> {
  const { rows } = await db.pool.query(
    `SELECT m.conversation_id, m.seq, m.activity->>'text' AS text FROM messages m
     WHERE m.author = 'bot' AND (
       SELECT s.activity->'value'->>'state' FROM messages s
       WHERE s.conversation_id = m.conversation_id AND s.seq < m.seq AND s.activity->>'name' = 'handoff.status'
       ORDER BY s.seq DESC LIMIT 1) = 'accepted'`,
  );
  return rows;
}

async function countEvents(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.pool.query<{ name: string; count: number }>(
    'SELECT name, count(*)::int AS count FROM handoff_events GROUP BY name ORDER BY name',
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}
