import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Write } from '../../../src/domain/write.ts';
import { addMs, DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { makeDeskReader } from '../../../src/store/handoffs/desk-reader.ts';
import type { HandoffNews, SaidNews } from '../../../src/store/handoffs/desk-work.ts';
import { makeHandoffDesk } from '../../../src/store/handoffs/handoff-desk.ts';
import { makeSettle } from '../../../src/store/handoffs/settle.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW } from '../../support/turns.ts';
import { makeDeskWorld } from './desk-world.ts';

let db: TestDatabase;
let clock: ReturnType<typeof makeManualClock>;
let world: ReturnType<typeof makeDeskWorld>;
let news: HandoffNews[];

beforeEach(async () => {
  db = await startTestDatabase();
  clock = makeManualClock(NOW);
  world = makeDeskWorld(db, clock);
  news = [];
});
afterEach(() => db.stop());

const write = (one: Write) => {
  const apply = makeApplyWrite({
    random: systemRandom,
    oneTimeCodeText: String,
    queueNews: async (_sql, told) => void news.push(told),
  });
  return inTransaction(db.pool, (sql) => apply(sql, one, clock.now()));
};

/** A conversation of a customer of this tier, whose manager is `manager`. */
async function aCustomer(tier: string, manager: string | null = null): Promise<string> {
  const id = await world.turns.aConversation();
  await db.pool.query(
    `INSERT INTO customers (id, customer_no, name, tier, branch, relationship_manager, phone, created_at, updated_at)
     VALUES ('cus_' || $1, $1, '陈明', $2, '深圳', $3, '13800000001', now(), now())`,
    [id, tier, manager],
  );
  await db.pool.query(
    `UPDATE channel_identities SET customer_id = 'cus_' || $1, subject_kind = 'customer', level = 2
     WHERE id = (SELECT identity_id FROM conversations WHERE id = $1)`,
    [id],
  );
  return id;
}

async function complain(
  conversationId: string,
  about: {
    readonly category: string;
    readonly handlerId?: string;
    readonly excludedIds?: readonly string[];
  },
): Promise<void> {
  await db.pool.query(
    `INSERT INTO complaints (id, complaint_no, source, category, severity, matter, received_at, registered_at,
       first_feedback_due_at, resolution_due_at, identity_id, conversation_id, handler_id, created_at, updated_at, excluded_ids)
     SELECT 'cmp_' || $1 || $2, $1 || $2, 'web', $2, 'S3', '态度差', $4, $4, $5, $5, c.identity_id, $1, $3, $4, $4, $6::jsonb
     FROM conversations c WHERE c.id = $1`,
    [
      conversationId,
      about.category,
      about.handlerId ?? null,
      clock.now(),
      addMs(clock.now(), DAY_MS),
      JSON.stringify(about.excludedIds ?? []),
    ],
  );
}

describe('who is wanted', () => {
  test('is the relationship manager, by name or account, and then whoever helped last', async () => {
    const manager = await world.anAgent({ name: '李静' });
    const last = await world.anAgent();
    const id = await aCustomer('diamond', '李静');
    const first = await world.request(id);
    expect(first).toMatchObject({ isVip: true, branch: '深圳', language: 'zh' });
    expect(first.preferred).toEqual([
      { agentId: manager.actor.id, because: 'relationship_manager' },
    ]);
    await world.desk.accept(first.id, last);
    clock.advance(1_000);
    await world.desk.send(id, last, { type: 'message', text: '您好' });
    await world.desk.close(first.id, last, { resultCode: 'solved' });
    clock.advance(29 * DAY_MS);
    const second = await world.request(id);
    expect(second.preferred).toEqual([
      { agentId: manager.actor.id, because: 'relationship_manager' },
      { agentId: last.actor.id, because: 'last_agent' },
    ]);
  });

  test('is the handler of the open complaint, and never whom it is about', async () => {
    const [rude, handler] = [await world.anAgent(), await world.anAgent()];
    const id = await aCustomer('standard');
    const first = await world.request(id);
    await world.desk.accept(first.id, rude);
    clock.advance(1_000);
    await world.desk.send(id, rude, { type: 'message', text: '等着' });
    await world.desk.close(first.id, rude, { resultCode: 'other' });
    clock.advance(1_000);
    await complain(id, { category: 'SERVICE.ATTITUDE', handlerId: handler.actor.id });
    const second = await world.request(id);
    expect(second).toMatchObject({
      isComplaint: true,
      skill: 'complaint',
      preferred: [{ agentId: handler.actor.id, because: 'handler' }],
      recused: [rude.actor.id],
    });
    expect(await world.desk.accept(second.id, rude)).toEqual({ kind: 'refused', why: 'recused' });
    const rudeLead = { ...rude, isSupervisor: true };
    expect(await world.desk.takeOver(second.id, rudeLead)).toEqual({
      kind: 'refused',
      why: 'recused',
    });
  });

  test('is nobody less because of a complaint about something else', async () => {
    const agent = await world.anAgent();
    const id = await aCustomer('standard');
    const first = await world.request(id);
    await world.desk.accept(first.id, agent);
    await world.desk.send(id, agent, { type: 'message', text: '您好' });
    await world.desk.close(first.id, agent, { resultCode: 'other' });
    clock.advance(1_000);
    await complain(id, { category: 'CLAIM.DELAY' });
    expect((await world.request(id)).recused).toEqual([]);
  });
});

describe('whoever is left out of a complaint', () => {
  test('does not get its customer while it is open, however they are wanted', async () => {
    const manager = await world.anAgent({ name: '李静' });
    const adjuster = await world.anAgent();
    const id = await aCustomer('diamond', '李静');
    await complain(id, {
      category: 'CLAIM.DELAY',
      excludedIds: [manager.actor.id, adjuster.actor.id],
    });
    const handoff = await world.request(id);
    expect([...handoff.recused].sort()).toEqual([manager.actor.id, adjuster.actor.id].sort());
    expect(handoff.preferred).toEqual([]);
    expect(await world.desk.accept(handoff.id, adjuster)).toEqual({
      kind: 'refused',
      why: 'recused',
    });
  });

  test('gets the customer of another, and this one once it is closed', async () => {
    const adjuster = await world.anAgent();
    const id = await aCustomer('normal');
    await complain(id, { category: 'CLAIM.DELAY', excludedIds: [adjuster.actor.id] });
    expect((await world.request(await aCustomer('normal'))).recused).toEqual([]);
    await db.pool.query('UPDATE complaints SET closed_at = now()');
    expect((await world.request(id)).recused).toEqual([]);
  });
});

describe('a supervisor who is recused', () => {
  test('takes nothing over, and leaves no request behind', async () => {
    const lead = await world.anAgent({ role: 'supervisor' });
    const id = await aCustomer('standard');
    const first = await world.request(id);
    await world.desk.accept(first.id, lead);
    await world.desk.send(id, lead, { type: 'message', text: '您好' });
    await world.desk.close(first.id, lead, { resultCode: 'other' });
    clock.advance(1_000);
    await complain(id, { category: 'SERVICE.ATTITUDE' });
    expect(await world.desk.takeConversation(id, lead)).toEqual({
      kind: 'refused',
      why: 'recused',
    });
    expect(await world.modeOf(id)).toBe('bot');
    const { rows } = await db.pool.query('SELECT 1 FROM handoffs');
    expect(rows).toHaveLength(1);
  });
});

describe('what a flow writes', () => {
  test('asks, with the skill that it says, and tells other desks', async () => {
    const conversationId = await world.turns.aConversation();
    await write({ kind: 'requestHandoff', conversationId, reason: 'flow', skill: 'roadside' });
    expect(news).toMatchObject([
      { type: 'handoff.requested', handoff: { conversationId, skill: 'roadside' } },
    ]);
  });

  test('withdraws what no person has taken, and nothing else', async () => {
    const conversationId = await world.turns.aConversation();
    const { id } = await world.request(conversationId);
    await write({ kind: 'withdrawHandoff', conversationId, outcome: 'call_back' });
    expect(await world.stateOf(id)).toMatchObject({ state: 'closed', outcome: 'call_back' });
    expect(await world.modeOf(conversationId)).toBe('bot');
    const agent = await world.anAgent();
    const second = await world.request(conversationId);
    await world.desk.accept(second.id, agent);
    await write({ kind: 'withdrawHandoff', conversationId, outcome: 'withdrawn' });
    expect(await world.stateOf(second.id)).toMatchObject({ state: 'with_agent' });
  });

  test('rates the help of a person once, and adds a comment', async () => {
    const agent = await world.anAgent();
    const conversationId = await world.turns.aConversation();
    const { id } = await world.request(conversationId);
    await world.desk.accept(id, agent);
    await world.desk.send(conversationId, agent, { type: 'message', text: '好了' });
    await write({ kind: 'rateHandoff', conversationId, score: 1 });
    await world.desk.close(id, agent, { resultCode: 'solved' });
    await write({ kind: 'rateHandoff', conversationId, score: 5 });
    await write({ kind: 'rateHandoff', conversationId, score: 2 });
    await write({ kind: 'rateHandoff', conversationId, comment: '很耐心' });
    const { rows } = await db.pool.query('SELECT handoff_id, score, comment FROM handoff_ratings');
    expect(rows).toEqual([{ handoff_id: id, score: 5, comment: '很耐心' }]);
  });
});

describe('other desks', () => {
  test('hear what is said while a person has the customer, each message once', async () => {
    const said: SaidNews[] = [];
    const deps = {
      ...world.deps,
      queueSaid: async (_sql: unknown, one: SaidNews) => void said.push(one),
    };
    const agent = await world.anAgent();
    const { turns, presence, processId } = await world.turns.aProcess();
    const { id, conversationId } = await world.aWaiting();
    await world.desk.accept(id, agent);
    await makeHandoffDesk(deps).send(conversationId, agent, { type: 'message', text: '您好' });
    await turns.take(conversationId);
    await makeSettle({ ...deps, processId })(conversationId, 1);
    await presence.close();
    expect(said.map(({ author, text }) => `${author}: ${text}`)).toEqual([
      'agent: 您好',
      'customer: 转人工',
    ]);
  });
});

describe('what the bot may know of the desk', () => {
  test('is who is there, who waits, and the place in the queue', async () => {
    const reader = makeDeskReader({ pool: db.pool });
    await world.anAgent();
    await world.anAgent({ presence: 'busy' });
    await world.anAgent({ seenAt: null });
    await world.aWaiting();
    clock.advance(MINUTE_MS);
    const { conversationId } = await world.aWaiting();
    const now = clock.now();
    expect(await reader.of(conversationId, NOW)).toEqual({
      isOpen: true,
      online: 1,
      waiting: 2,
      request: { reason: 'asked', requestedAt: now, position: 2 },
    });
    expect(await reader.of('con_none', NOW)).toEqual({ isOpen: true, online: 1, waiting: 2 });
    expect(await reader.callBackSlots(now)).toHaveLength(60);
  });
});
