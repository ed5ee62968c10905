import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeComplaintReader } from '../../../src/store/complaints/complaint-reader.ts';
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
  type World,
} from './desk-world.ts';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
  db = await startTestDatabase();
  world = await openWorld(db);
});
afterAll(() => db.stop());

const reader = () => makeComplaintReader({ pool: db.pool });
const known = { identityId: 'idn_other', customerId: 'cus_chen' };
const later = (ms: number) => new Date(NOW.getTime() + ms);

/** The customer's view of one complaint. */
async function seen(complaintNo: string, now = world.clock.now()) {
  const all = await reader().ofComplainant({ ...known, now });
  const view = all.find((one) => one.complaintNo === complaintNo);
  if (view === undefined) throw new Error('not seen');
  return view;
}

const file = () => world.file({ conversationId: 'con_chen', customerNo: 'C1', source: 'web' });

async function worked(): Promise<string> {
  const no = await file();
  await world.does(no, { name: 'assign', handlerId: HE.id }, QIAN);
  await world.does(no, contact(), HE);
  return no;
}

describe('what a complainant reads', () => {
  it('is their own, on every channel once they are known, newest first; a stranger reads nothing', async () => {
    const no = await file();
    const other = await world.file({ customerNo: 'C2' });
    const mine = await reader().ofComplainant({ ...known, now: NOW });
    expect(mine.map((one) => one.complaintNo)).toContain(no);
    expect(mine.map((one) => one.complaintNo)).not.toContain(other);
    expect(await reader().ofComplainant({ identityId: 'idn_stranger', now: NOW })).toEqual([]);
  });

  it('holds what the clocks keep, and what they may do now', async () => {
    const no = await file();
    const view = await seen(no);
    expect(view.may).toEqual(['withdraw', 'supplement']);
    expect(view.promises).toEqual(
      expect.arrayContaining([
        { kind: 'first_feedback', dueAt: view.firstFeedbackDueAt },
        { kind: 'resolution', dueAt: view.resolutionDueAt },
      ]),
    );
    // 15 days, the first not counted, until 24:00 in Shanghai.
    const regulator = view.promises.find(({ kind }) => kind === 'regulator');
    expect(regulator?.dueAt?.toISOString()).toBe('2026-06-26T16:00:00.000Z');
  });

  it('says since when it waits for them and for what; the clock that stands still has no time', async () => {
    const no = await worked();
    await world.does(
      no,
      { name: 'pause', reason: 'waiting_customer', request: '请发一下维修清单' },
      HE,
    );
    const view = await seen(no);
    expect(view.status).toBe('WAITING_CUSTOMER');
    expect(view.waiting).toEqual({
      reason: 'waiting_customer',
      since: world.clock.now(),
      request: '请发一下维修清单',
    });
    expect(view.promises).toContainEqual({ kind: 'resolution', dueAt: null });
    await world.does(no, { name: 'supplement', text: '清单在这里' }, CUSTOMER);
    expect((await seen(no)).waiting).toBeUndefined();
  });

  it('has the plan in its parts and may be answered; a withdrawn one reads as withdrawn', async () => {
    const no = await worked();
    await world.does(no, { name: 'propose', notice: notice() }, HE);
    const view = await seen(no);
    expect(view.notice).toMatchObject({
      findings: '案件因补充单证延误四天',
      decision: '当日完成理算并支付',
    });
    expect(view.may).toEqual(['confirm', 'dispute', 'withdraw', 'supplement']);
    expect(view.handlerName).toBe('何晓彤');
    await world.does(no, { name: 'withdraw' }, CUSTOMER);
    expect((await seen(no)).status).toBe('WITHDRAWN');
  });

  it('may be opened again for thirty days and not after them', async () => {
    const no = await worked();
    await world.does(no, { name: 'propose', notice: notice() }, HE);
    await world.does(no, { name: 'confirm' }, CUSTOMER);
    await world.does(no, { name: 'close', rootCause }, QIAN);
    expect((await seen(no, later(29 * DAY_MS))).may).toContain('reopen');
    expect((await seen(no, later(40 * DAY_MS))).may).not.toContain('reopen');
  });

  it('never holds what is for the desk only', async () => {
    const no = await file();
    await db.pool.query(
      `UPDATE complaints SET flags = '["suspected_proxy"]', excluded_ids = '["agt_wang"]' WHERE complaint_no = $1`,
      [no],
    );
    const text = JSON.stringify(await seen(no));
    for (const secret of ['suspected_proxy', 'agt_', 'severity', 'S3']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('what would be promised', () => {
  const subject = {
    severity: 'S3',
    category: 'CLAIM.DELAY',
    source: 'web',
    nature: 'complaint',
  } as const;

  it('after an act is what the act then makes it, and nothing where it is refused', async () => {
    const no = await worked();
    await world.does(no, { name: 'propose', notice: notice() }, HE);
    const dispute = { name: 'dispute', reason: '赔得太少' } as const;
    const now = world.clock.now();
    const promised = await reader().promisesAfter(no, dispute, now);
    // The fifth of the same kind by the same person: answered within a day.
    expect(promised).toContainEqual({ kind: 'next_response', dueAt: later(24 * HOUR_MS) });
    await world.does(no, dispute, CUSTOMER);
    const { promises } = await seen(no);
    expect([...promises].sort(byKind)).toEqual([...promised].sort(byKind));
    expect(await reader().promisesAfter(no, dispute, now)).toEqual([]);
    expect(await reader().promisesAfter('TS20260101999999', dispute, now)).toEqual([]);
  });

  // Last: a policy stays.
  it('is what the clocks then keep, by the policy in force', async () => {
    expect(await reader().promisesFor(subject, NOW)).toEqual({
      firstFeedbackDueAt: later(48 * HOUR_MS),
      resolutionDueAt: later(72 * HOUR_MS),
    });
    await db.pool.query(
      `INSERT INTO sla_policies (id, version, name, priority, fits, targets, is_active, created_by, created_at)
       VALUES ('pol_fast', 1, '理赔时效', 5, '{"categories":["CLAIM.DELAY"]}',
         '[{"kind":"first_feedback","length":{"basis":"continuous","minutes":240},"pausedBy":[]},
           {"kind":"resolution","length":{"basis":"continuous","minutes":1440},"pausedBy":[]}]', true, 'agt_kong', now())`,
    );
    expect(await reader().promisesFor(subject, NOW)).toEqual({
      firstFeedbackDueAt: later(4 * HOUR_MS),
      resolutionDueAt: later(24 * HOUR_MS),
    });
    const no = await file();
    const { firstFeedbackDueAt, resolutionDueAt } = await seen(no);
    expect({ firstFeedbackDueAt, resolutionDueAt }).toEqual(
      await reader().promisesFor(subject, world.clock.now()),
    );
  });
});

function byKind(a: { readonly kind: string }, b: { readonly kind: string }): number {
  return a.kind < b.kind ? -1 : 1;
}
