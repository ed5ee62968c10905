import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACT_REFUSALS, type ActRefusal } from '../../../src/domain/complaint/acts.ts';
import { ERROR_STATUS } from '../../../src/lib/errors.ts';
import {
  type ComplaintsDesk,
  NOTICE,
  rootCauseOf,
  startComplaintsDesk,
} from './complaint-people.ts';
import type { Person } from './desk-people.ts';

let world: ComplaintsDesk;
beforeAll(async () => {
  world = await startComplaintsDesk();
});
afterAll(() => world.desk.stop());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (hours: number) =>
  new Date(world.desk.clock.now().getTime() + hours * HOUR_MS).toISOString();
const contact = () => ({ channel: 'phone', summary: '已联系', nextAt: at(24) });

/** Moves the clock and lets people sign in for as long as that takes. */
async function pass(ms: number): Promise<void> {
  world.desk.clock.pass(ms);
  await world.desk.db.pool.query(
    "UPDATE sessions SET last_seen_at = $1, expires_at = $1::timestamptz + interval '7 days'",
    [world.desk.clock.now()],
  );
}

interface Tried {
  readonly by: Person;
  readonly no: string;
  readonly path: string;
  readonly body?: unknown;
}

async function assigned(input?: Readonly<Record<string, unknown>>): Promise<string> {
  const no = await world.file(input);
  await world.must(world.lead, no, 'assign', { handlerId: world.handler.id });
  return no;
}

async function closed(): Promise<string> {
  const no = await world.decided();
  const body = { rootCause: rootCauseOf(world.handler), answer: 'accepted' };
  await world.must(world.handler, no, 'close', body);
  return no;
}

/** For each way to be refused, something that somebody tries. */
const TRIED: Readonly<Record<ActRefusal, () => Promise<Tried>>> = {
  illegal_move: async () => ({ by: world.lead, no: await world.file(), path: 'confirm' }),
  recused: async () => {
    const { colleague } = world;
    const respondents = [{ kind: 'agent', id: colleague.id, name: 'Test' }];
    const no = await world.file({ respondents });
    return { by: colleague, no, path: 'notes', body: { text: '不是我' } };
  },
  not_handler: async () => ({
    by: world.colleague,
    no: await assigned(),
    path: 'contact',
    body: contact(),
  }),
  needs_supervisor: async () => ({
    by: world.handler,
    no: await assigned(),
    path: 'decline',
    body: { reason: '不属于我公司' },
  }),
  no_feedback_yet: async () => ({
    by: world.handler,
    no: await assigned(),
    path: 'pause',
    body: { request: '请补充材料' },
  }),
  not_paused: async () => ({ by: world.handler, no: await world.investigating(), path: 'resume' }),
  notice_incomplete: async () => {
    const draft = await world.investigating();
    const { body } = await world.handler.call('GET', `/complaints/${draft}/draft`);
    const { findings, decision, basis } = body;
    const notice = { ...NOTICE, findings, decision, basis };
    return { by: world.handler, no: draft, path: 'decide', body: notice };
  },
  proof_missing: async () => {
    const { proof: _, ...notice } = NOTICE;
    const no = await world.investigating();
    return { by: world.handler, no, path: 'propose', body: notice };
  },
  root_cause_missing: async () => ({
    by: world.handler,
    no: await world.decided(),
    path: 'close',
    body: { answer: 'accepted' },
  }),
  answer_missing: async () => ({
    by: world.handler,
    no: await world.decided(),
    path: 'close',
    body: { rootCause: rootCauseOf(world.handler) },
  }),
  reply_still_possible: async () => ({
    by: world.handler,
    no: await world.decided(),
    path: 'close',
    body: { rootCause: rootCauseOf(world.handler), answer: 'no_reply' },
  }),
  handler_closes: async () => {
    const no = await world.investigating({ source: 'regulator_12378', sourceRef: 'JG-1' });
    await world.must(world.lead, no, 'decide', NOTICE);
    const body = { rootCause: rootCauseOf(world.handler), answer: 'accepted' };
    return { by: world.handler, no, path: 'close', body };
  },
  too_late: async () => {
    const no = await closed();
    await pass(31 * DAY_MS);
    return { by: world.lead, no, path: 'reopen', body: { reason: '客户不满意' } };
  },
  no_extension: async () => ({
    by: world.handler,
    no: await world.investigating(),
    path: 'extend',
    body: { days: 20, reason: '复杂', notice: '已告知客户' },
  }),
  already_overdue: async () => {
    const no = await world.investigating();
    await pass(20 * DAY_MS);
    const body = { days: 30, reason: '复杂', notice: '已告知客户' };
    return { by: world.handler, no, path: 'extend', body };
  },
  merge_into_itself: async () => {
    const no = await assigned({ customerNo: 'C001' });
    return { by: world.handler, no, path: 'merge', body: { intoNo: no } };
  },
  merge_into_later: async () => {
    const no = await assigned({ customerNo: 'C001', category: 'SALES.GIFT' });
    await pass(HOUR_MS);
    const later = await world.file({ customerNo: 'C001', category: 'SALES.GIFT' });
    return { by: world.handler, no, path: 'merge', body: { intoNo: later } };
  },
  merge_into_ended: async () => {
    const earlier = await assigned({ customerNo: 'C001', category: 'UW.PREMIUM' });
    await world.must(world.handler, earlier, 'withdraw');
    await pass(HOUR_MS);
    const no = await assigned({ customerNo: 'C001', category: 'UW.PREMIUM' });
    return { by: world.lead, no, path: 'merge', body: { intoNo: earlier } };
  },
  wrong_time: async () => ({
    by: world.handler,
    no: await assigned(),
    path: 'contact',
    body: { ...contact(), occurredAt: at(-48) },
  }),
  already_rated: async () => {
    const no = await closed();
    await world.desk.db.pool.query(
      'UPDATE complaints SET rating_asked_at = $2 WHERE complaint_no = $1',
      [no, world.desk.clock.now()],
    );
    const body = { score: 5, solved: 'solved' };
    await world.must(world.handler, no, 'rating', body);
    return { by: world.handler, no, path: 'rating', body };
  },
  not_asked: async () => ({
    by: world.handler,
    no: await closed(),
    path: 'rating',
    body: { score: 5, solved: 'solved' },
  }),
};

describe('an act that a complaint does not allow', () => {
  it.each(ACT_REFUSALS)('is refused by name: %s', async (code) => {
    const { by, no, path, body } = await TRIED[code]();
    const before = await world.lead.call('GET', `/complaints/${no}/events`);
    const answer = await world.act(by, no, path, body);
    expect([answer.status, answer.body.code]).toEqual([ERROR_STATUS[code], code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.title.length).toBeGreaterThan(5);
    expect(answer.body.detail).toMatch(/\w+ \w+/);
    const after = await world.lead.call('GET', `/complaints/${no}/events`);
    expect(after.body.items).toEqual(before.body.items);
  });

  it('names the state it is in, and what whoever asks may do instead', async () => {
    const no = await assigned();
    const { body } = await world.act(world.handler, no, 'confirm');
    expect(body.detail).toMatch(
      /^confirm is not possible while it is ASSIGNED; you may: .*contact/,
    );
    expect(body.errors).toEqual([
      { path: 'complaint.status', problem: 'ASSIGNED' },
      { path: 'complaint.may', problem: expect.stringMatching(/(^|,)contact(,|$)/) },
    ]);
    const shown = await world.handler.call('GET', `/complaints/${no}`);
    expect(body.errors[1].problem).toBe(shown.body.may.join(','));
  });

  it.each([
    ['assign', { handlerId: 'agt_none' }, 404, 'body.handlerId'],
    ['merge', { intoNo: 'TS20200101000000' }, 404, 'body.intoNo'],
    ['supplement', { text: '补充照片', evidenceIds: ['fil_none'] }, 404, 'body.evidenceIds'],
    ['contact', { summary: '已联系', nextAt: '2026-12-01T00:00:00Z' }, 422, 'body.channel'],
    ['contact', { summary: '已联系' }, 400, 'body.nextAt'],
    ['relabel', { severity: 'S9', reason: '重' }, 400, 'body.severity'],
  ])('is refused when it names what is not there: %s %j', async (path, body, status, field) => {
    const no = await assigned();
    const answer = await world.act(world.handler, no, path, body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([status, field]);
  });

  it('is not found for a complaint that nobody filed', async () => {
    for (const path of ['withdraw', 'resume']) {
      const answer = await world.act(world.lead, 'TS20200101000000', path);
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
  });
});
