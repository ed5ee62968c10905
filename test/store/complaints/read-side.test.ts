import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptComplaints } from '../../../src/store/complaints/adopt.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  CUSTOMER,
  contact,
  DAY_MS,
  HE,
  HOUR_MS,
  NOW,
  notice,
  openWorld,
  QIAN,
  rootCause,
  WANG,
  type World,
} from './desk-world.ts';

let db: TestDatabase;
let world: World;
/** Numbers of the complaints that the lists below are of. */
let delay: string;
let shop: string;
let late: string;
let regulator: string;

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
  const at = (hoursAgo: number) => new Date(NOW.getTime() - hoursAgo * HOUR_MS);
  late = await world.file({ receivedAt: at(60), customerNo: 'C2', matter: '拖了很久没人管' });
  delay = await world.file({
    receivedAt: at(5),
    customerNo: 'C1',
    claimNo: 'RP1',
    conversationId: 'con_chen',
    contactName: '陈明',
    contactPhone: '13900000001',
    plate: '沪A12345',
    matter: '电话13800000001一直没人接，要你们赔 500 元',
  });
  shop = await world.file({
    receivedAt: at(3),
    category: 'CLAIM.REPAIR_SHOP',
    repairShop: '申江汽修',
    matter: '修坏了',
  });
  regulator = await world.file({
    receivedAt: at(1),
    source: 'regulator_12378',
    sourceRef: 'JG-9',
    category: 'SALES.BUNDLE',
    matter: '多收保费',
  });
  await world.does(delay, { name: 'assign', handlerId: 'agt_he' }, QIAN);
});
afterAll(() => db.stop());

const nos = async (query = {}) =>
  (await world.store.list({ limit: 50, ...query })).items.map(({ complaintNo }) => complaintNo);

describe('the list', () => {
  it('is newest first, and by deadline when asked', async () => {
    expect(await nos()).toEqual([regulator, shop, delay, late]);
    const byDue = await world.store.list({ limit: 50, sort: 'due' });
    const dues = byDue.items.map(({ nextClock }) => nextClock?.dueAt?.getTime() ?? Infinity);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
  });

  it.each([
    [{ status: ['ASSIGNED'] }, () => [delay]],
    [{ status: ['open'] }, () => [regulator, shop, delay, late]],
    [{ status: ['CLOSED', 'DECLINED'] }, () => []],
    [{ severity: ['S2'] }, () => [regulator]],
    [{ category: 'CLAIM' }, () => [shop, delay, late]],
    [{ category: 'CLAIM.REPAIR_SHOP' }, () => [shop]],
    [{ category: 'CLA' }, () => []],
    [{ source: ['regulator_12378', '12315'] }, () => [regulator]],
    [{ handlerId: 'agt_he' }, () => [delay]],
    [{ handlerId: 'none' }, () => [regulator, shop, late]],
    [{ isOverdue: true }, () => [late]],
    [{ isOverdue: false }, () => [regulator, shop, delay]],
    // What is late already is not about to be.
    [{ dueWithinHours: 24 }, () => [regulator]],
    [{ dueWithinHours: 22 }, () => []],
    [{ dueWithinHours: 45 }, () => [regulator, shop, delay]],
    [{ customerNo: 'C1' }, () => [delay]],
    [{ claimNo: 'CL1' }, () => [delay]],
    [{ groupKey: 'shop:申江汽修' }, () => [shop]],
    [{ from: new Date(NOW.getTime() - 3 * HOUR_MS) }, () => [regulator, shop]],
    [{ to: new Date(NOW.getTime() - 3 * HOUR_MS) }, () => [delay, late]],
  ])('by %j', async (query, expected) => {
    expect(await nos(query)).toEqual(expected());
  });

  it.each(['received', 'due'] as const)('comes in pages that miss nothing, by %s', async (sort) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.store.list({ limit: 1, sort, cursor });
      seen.push(...page.items.map(({ complaintNo }) => complaintNo));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(await nos({ sort }));
  });
});

describe('one complaint', () => {
  it('is masked, has its clocks, who is left out, and what whoever asks may do', async () => {
    const found = await world.store.find(delay, HE);
    expect(found).toMatchObject({
      matter: '电话138****0001一直没人接，要你们赔 500 元',
      contactName: '陈*',
      contactPhone: '139****0001',
      plate: '沪A****45',
      customerNo: 'C1',
      claimNo: 'CL1',
      handlerName: '何晓彤',
      branch: '长宁支公司',
      excluded: [{ id: 'agt_wang', name: '王磊' }],
      groupSize: 1,
      rating: null,
      isOverdue: false,
    });
    expect(found?.clocks.map(({ kind }) => kind).sort()).toEqual([
      'acknowledgement',
      'first_feedback',
      'regulator',
      'resolution',
    ]);
    expect(found?.may).toContain('contact');
    expect((await world.store.find(delay, WANG))?.may).toEqual([]);
    expect((await world.store.find(delay, CUSTOMER))?.may).toContain('withdraw');
    expect(await world.store.find('TS20260611999999', HE)).toBeUndefined();
  });

  it('has a history whose words are masked and whose ids are not', async () => {
    await world.does(delay, contact(new Date(NOW.getTime() + DAY_MS)), HE);
    await world.does(delay, { name: 'note', text: '已打13800000001，未接' }, HE);
    const history = (await world.store.events(delay)) ?? [];
    expect(history.map(({ name }) => name)).toEqual([
      'register',
      'answered',
      'assign',
      'contact',
      'note',
    ]);
    expect(history.at(-1)).toMatchObject({
      data: { text: '已打138****0001，未接' },
      byKind: 'agent',
      byName: '何晓彤',
    });
    expect(history[2]?.data).toMatchObject({ handlerId: 'agt_he', handlerName: '何晓彤' });
    expect(await world.store.events('TS20260611999999')).toBeUndefined();
  });

  it('opens files of its own evidence only', async () => {
    await world.does(delay, { name: 'supplement', text: '照片', evidenceIds: ['fil_1'] }, CUSTOMER);
    expect(await world.store.isEvidence(delay, 'fil_1')).toBe(true);
    expect(await world.store.isEvidence(delay, 'fil_2')).toBe(false);
    expect(await world.store.isEvidence(shop, 'fil_1')).toBe(false);
  });

  it('shows the notice as it was told, and the next clock standing still', async () => {
    const pausing = { name: 'pause', reason: 'waiting_customer', request: '请补发票' } as const;
    await world.does(delay, pausing, HE);
    const waiting = await world.store.find(delay, HE);
    expect(waiting?.clocks.find(({ kind }) => kind === 'resolution')).toMatchObject({
      dueAt: null,
      pausedAt: NOW,
    });
    // The regulator's runs on, and is the next; that the promise stands still is said beside it.
    expect(waiting).toMatchObject({
      nextClock: { kind: 'regulator', pausedAt: null },
      standingClocks: ['resolution'],
    });
    await world.does(delay, { name: 'propose', notice: notice('chat') }, HE);
    expect((await world.store.find(delay, HE))?.notice).toMatchObject({
      remedies: '三十日内可以申请核查。',
      proof: expect.stringMatching(/^con_chen#\d+$/),
    });
  });
});

describe('what people write beside a case', () => {
  it('is masked where it names somebody, in the proof of a notice and in what is put right', async () => {
    const told = { ...notice(), proof: '拨打13800000001，录音SH20260611001' };
    await world.does(shop, { name: 'assign', handlerId: 'agt_he' }, QIAN);
    await world.does(shop, contact(), HE);
    await world.does(shop, { name: 'propose', notice: told }, HE);
    await world.does(shop, { name: 'confirm' }, HE);
    const cause = { ...rootCause, action: '回访13800000001' };
    await world.does(shop, { name: 'close', rootCause: cause }, QIAN);
    const found = await world.store.find(shop, QIAN);
    expect([found?.notice?.proof, found?.rootCause?.action]).toEqual([
      '拨打138****0001，录音SH20260611001',
      '回访138****0001',
    ]);
    const history = await world.store.events(shop);
    expect(JSON.stringify(history)).not.toContain('13800000001');
    expect(JSON.stringify(history)).toContain('录音SH20260611001');
  });
});

describe('complaints of before there was a history', () => {
  it('get one, once, whoever starts at the same time', async () => {
    const insert = `INSERT INTO complaints (id, complaint_no, status, source, category, severity, matter, received_at,
        registered_at, first_feedback_due_at, resolution_due_at, first_feedback_at, closed_at, claim_no, created_at,
        updated_at)
      VALUES ('cmp_old1', 'TS20260501000001', 'REGISTERED', 'web', 'CLAIM.DELAY', 'S3', '慢', $1, $1, $2, $3, NULL, NULL,
          'CL1', $1, $1),
        ('cmp_old2', 'TS20260501000002', 'CLOSED', 'web', 'CLAIM.DELAY', 'S3', '慢', $1, $1, $2, $3, $4, $4, NULL, $1, $4)`;
    const received = new Date('2026-05-01T00:00:00Z');
    const later = (hours: number) => new Date(received.getTime() + hours * HOUR_MS);
    await db.pool.query(insert, [received, later(48), later(72), later(10)]);
    const counts = await Promise.all([adoptComplaints(world), adoptComplaints(world)]);
    expect(counts[0] + counts[1]).toBe(2);
    expect(await adoptComplaints(world)).toBe(0);
    const { rows } = await db.pool.query(
      `SELECT k.complaint_id AS id, k.kind, k.verdict FROM complaint_clocks k
       WHERE k.complaint_id LIKE 'cmp_old%' AND k.kind IN ('first_feedback', 'resolution') ORDER BY 1, 2`,
    );
    expect(rows).toEqual([
      { id: 'cmp_old1', kind: 'first_feedback', verdict: 'breached' },
      { id: 'cmp_old1', kind: 'resolution', verdict: 'breached' },
      { id: 'cmp_old2', kind: 'first_feedback', verdict: 'met' },
      { id: 'cmp_old2', kind: 'resolution', verdict: 'met' },
    ]);
    const old = await world.store.find('TS20260501000001', QIAN);
    expect(old?.excluded).toEqual([{ id: 'agt_wang', name: '王磊' }]);
    // It is worked on like any other from here.
    await world.does('TS20260501000001', { name: 'assign', handlerId: 'agt_he' }, QIAN);
  });
});
