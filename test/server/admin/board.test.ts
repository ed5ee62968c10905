import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';
import { idOf, insertTalk } from './handoff-rows.ts';

let desk: AdminApp;
let lead: string;
let agentId: string;
let idle: string;
beforeAll(async () => {
  desk = await startAdminApp();
  // 15:20 in Shanghai: there is a today to look back on.
  desk.clock.time = new Date('2026-06-20T07:20:00.000Z');
  lead = await desk.signIn('supervisor');
  agentId = await idOf(desk, await desk.signIn('agent'));
  idle = await idOf(desk, await desk.signIn('agent'));
  await desk.signIn('auditor');
  const seen = desk.clock.now();
  await desk.db.pool.query(
    `UPDATE agents SET presence = 'online', seen_at = $2, display_name = '何晓彤' WHERE id = $1`,
    [agentId, seen],
  );
});
afterAll(() => desk.stop());

const read = async () => {
  const answer = await desk.call('GET', '/board', { token: lead });
  expect(answer.status).toBe(200);
  return answer.body;
};
const H = 3600;

it('is empty and open when nothing was set up and nothing happened', async () => {
  const board = await read();
  expect(board).toMatchObject({
    isOpen: true,
    waiting: 0,
    longestWaitMs: null,
    withAgents: 0,
    withBot: 0,
    atRisk: [],
    byReason: [],
    today: {
      requested: 0,
      waitMedianMs: null,
      waitP90Ms: null,
      ratingAverage: null,
      ratingCount: 0,
    },
  });
  expect(board.byHour).toHaveLength(12);
  expect(board.byHour.at(-1).from).toBe('2026-06-20T07:00:00.000Z');
});

it('shows who waits, for how long, and from 80 % of the limit on who is at risk', async () => {
  const at = (talk: { requested: number }) => insertTalk(desk, { state: 'queued', ...talk });
  await at({ requested: 47 });
  const risk = await at({ requested: 48 });
  const breached = await at({ requested: 61 });
  const offered = await insertTalk(desk, { state: 'offered', requested: 60 });
  const board = await read();
  expect(board.waiting).toBe(4);
  expect(board.longestWaitMs).toBe(61_000);
  expect(
    board.atRisk.map((one: { handoffId: string; kind: string; isBreached: boolean }) => [
      one.handoffId,
      one.kind,
      one.isBreached,
    ]),
  ).toEqual([
    [breached.handoffId, 'queue', true],
    [offered.handoffId, 'queue', false],
    [risk.handoffId, 'queue', false],
  ]);
  expect(board.atRisk[0]).toMatchObject({ limitMs: 60_000, agentName: null });
  expect(board.atRisk[0].customerName).toMatch(/^访客[0-9A-Z]{4}$/);
});

it('counts a first answer from the queue on, a later one from the first message nobody answered', async () => {
  const own = { state: 'with_agent', agentId } as const;
  const first = await insertTalk(desk, { ...own, requested: 100, accepted: 10, said: [100] });
  const next = await insertTalk(desk, {
    ...own,
    requested: 900,
    accepted: 880,
    firstReply: 870,
    lastAgent: 300,
    said: [860, 130, 20],
  });
  // The agent spoke last: nobody waits.
  await insertTalk(desk, {
    ...own,
    requested: 900,
    accepted: 800,
    firstReply: 700,
    lastAgent: 10,
    said: [20],
  });
  const board = await read();
  const mine = board.atRisk.filter((one: { agentName: string }) => one.agentName === '何晓彤');
  expect(mine).toEqual([
    expect.objectContaining({
      handoffId: next.handoffId,
      kind: 'next_reply',
      waitingMs: 130_000,
      limitMs: 120_000,
    }),
    expect.objectContaining({
      handoffId: first.handoffId,
      kind: 'first_reply',
      waitingMs: 100_000,
      limitMs: 60_000,
    }),
  ]);
  const row = board.agents.find((one: { id: string }) => one.id === agentId);
  expect(row).toMatchObject({
    isHere: true,
    presence: 'online',
    active: 3,
    unanswered: 2,
    capacity: 5,
  });
  expect(board.withAgents).toBe(3);
});

it('takes medians over the rows of today alone, exactly', async () => {
  const over = { state: 'closed', agentId, outcome: 'agent_closed' } as const;
  // Waits of 10, 20, 30 and 100 s; answered 5, 6, 7 and 50 s later.
  const waits = [
    [10, 5],
    [20, 6],
    [30, 7],
    [100, 50],
  ] as const;
  for (const [i, [wait, reply]] of waits.entries()) {
    const requested = 2 * H + i * 60;
    const accepted = requested - wait;
    await insertTalk(desk, {
      ...over,
      requested,
      accepted,
      firstReply: accepted - reply,
      closed: accepted - 600,
      score: i + 2,
      reason: 'injury',
    });
  }
  // Yesterday's says nothing about today.
  await insertTalk(desk, {
    ...over,
    requested: 20 * H,
    accepted: 19 * H,
    firstReply: 18 * H,
    closed: 17 * H,
    score: 1,
  });
  const withdrawn = {
    state: 'closed',
    outcome: 'withdrawn',
    requested: 3 * H,
    closed: 3 * H - 30,
  } as const;
  await insertTalk(desk, withdrawn);
  await insertTalk(desk, {
    ...over,
    state: 'returned',
    outcome: 'returned_to_bot',
    requested: 4 * H,
    accepted: 4 * H - 15,
    firstReply: 4 * H - 20,
    closed: 3 * H,
  });
  const board = await read();
  // Waits of today: 10, 15, 20, 30, 100 of these and 20, 90, 100 of the test before.
  expect(board.today).toMatchObject({
    requested: 13,
    accepted: 8,
    returned: 1,
    closed: 4,
    withdrawn: 1,
    waitMedianMs: 25_000,
    ratingAverage: 3.5,
    ratingCount: 4,
  });
  expect(board.byReason[1]).toEqual({ reason: 'injury', count: 4 });
  const row = board.agents.find((one: { id: string }) => one.id === agentId);
  expect(row).toMatchObject({ closedToday: 5, ratingAverage: 3.5 });
  // 5, 6, 7, 50, 5 and 10, 100 of the test before.
  expect(row.firstReplyMedianMs).toBe(7_000);
  const quiet = board.agents.find((one: { id: string }) => one.id === idle);
  expect(quiet).toMatchObject({
    // Signed in a moment ago, without a console yet.
    isHere: true,
    firstReplyMedianMs: null,
    ratingAverage: null,
    closedToday: 0,
  });
  const hours = board.byHour.map((hour: { requested: number }) => hour.requested);
  expect(hours.reduce((sum: number, one: number) => sum + one, 0)).toBe(13);
});

it('names nobody who may not have customers', async () => {
  const board = await read();
  const { rows } = await desk.db.pool.query(`SELECT id FROM agents WHERE role = 'auditor'`);
  expect(board.agents.map((one: { id: string }) => one.id)).not.toContain(rows[0].id);
});

it('is closed outside the desk hours', async () => {
  const admin = await desk.signIn('admin');
  const weekly = {
    mon: [],
    tue: [],
    wed: [],
    thu: [],
    fri: [],
    sat: [['15:20', '15:21']],
    sun: [],
  };
  const body = { name: '在线客服', weekly, keepsHolidays: false };
  await desk.call('PUT', '/calendars/desk', { token: admin, body });
  expect((await read()).isOpen).toBe(true);
  desk.clock.pass(60_000);
  expect((await read()).isOpen).toBe(false);
});
