import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ComplaintsDesk,
  NOTICE,
  rootCauseOf,
  startComplaintsDesk,
} from './complaint-people.ts';
import { trailOf } from './desk-people.ts';

let world: ComplaintsDesk;
beforeAll(async () => {
  world = await startComplaintsDesk();
});
afterAll(() => world.desk.stop());

const HOUR_MS = 3_600_000;
const later = (hours: number) =>
  new Date(world.desk.clock.now().getTime() + hours * HOUR_MS).toISOString();

describe('a complaint through the API', () => {
  it('goes from its number to its end, and each answer is the complaint afterwards', async () => {
    const { lead, handler, colleague, must, desk } = world;
    const no = await world.file();
    const assigned = await must(lead, no, 'assign', { handlerId: handler.id });
    expect(assigned.body).toMatchObject({ status: 'ASSIGNED', handlerId: handler.id });
    const contacted = await must(handler, no, 'contact', {
      channel: 'phone',
      summary: '已电话联系，说明由我处理',
      nextAt: later(20),
    });
    expect(contacted.body.status).toBe('INVESTIGATING');
    expect(contacted.body.firstFeedbackAt).toBe(desk.clock.now().toISOString());
    const paused = await must(handler, no, 'pause', { request: '请提供维修清单' });
    expect(paused.body.status).toBe('WAITING_CUSTOMER');
    const standing = (kind: string) =>
      paused.body.clocks.find((clock: { kind: string }) => clock.kind === kind);
    expect([standing('resolution').dueAt, standing('resolution').pausedAt]).toEqual([
      null,
      desk.clock.now().toISOString(),
    ]);
    expect(standing('regulator').dueAt).not.toBeNull();
    desk.clock.pass(5 * HOUR_MS);
    expect((await must(handler, no, 'resume')).body.status).toBe('INVESTIGATING');
    const proposed = await must(handler, no, 'propose', { ...NOTICE, compensationFen: 120_000 });
    expect(proposed.body).toMatchObject({
      status: 'PROPOSED',
      compensationFen: 120_000,
      notice: { findings: NOTICE.findings, proof: NOTICE.proof },
    });
    expect(proposed.body.notice.remedies).toContain('12378');
    expect((await must(handler, no, 'dispute', { reason: '金额还是太低' })).body).toMatchObject({
      status: 'DISPUTED',
      escalation: 1,
    });
    expect((await must(lead, no, 'decide', NOTICE)).body.status).toBe('DECIDED');
    expect((await must(handler, no, 'confirm')).body.answer).toBe('accepted');
    const closed = await must(handler, no, 'close', { rootCause: rootCauseOf(colleague) });
    expect(closed.body).toMatchObject({ status: 'CLOSED', rootCause: { code: 'process' } });
    expect((await must(colleague, no, 'rectify', { note: '已上线' })).body.rootCause.doneAt).toBe(
      desk.clock.now().toISOString(),
    );

    const events = await lead.call('GET', `/complaints/${no}/events`);
    expect(events.body.items.map(({ name }: { name: string }) => name)).toEqual([
      'register',
      'answered',
      'assign',
      'contact',
      'pause',
      'resume',
      'propose',
      'dispute',
      'decide',
      'confirm',
      'close',
      'rectify',
    ]);
    const clocks = await lead.call('GET', `/complaints/${no}/clocks`);
    expect(
      clocks.body.items.find(({ kind }: { kind: string }) => kind === 'resolution'),
    ).toMatchObject({ verdict: 'met', pausedMs: 5 * HOUR_MS, grossMs: 5 * HOUR_MS, netMs: 0 });
    expect(await trailOf(desk, no)).toEqual(
      expect.arrayContaining(['complaint.assigned', 'complaint.decided', 'complaint.closed']),
    );
  });

  it('is given to whoever may have it and has the least to do, when nobody is named', async () => {
    const no = await world.file();
    const assigned = await world.act(world.lead, no, 'assign');
    expect(assigned.status).toBe(200);
    const { body } = await world.lead.call('GET', `/complaints/${no}/candidates`);
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(assigned.body.handlerId);
    const refused = await world.act(world.lead, 'TS20260101000000', 'assign');
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found']);
  });

  it('keeps when a thing happened apart from when it was written down', async () => {
    const { lead, handler, must, desk } = world;
    const no = await world.file();
    await must(lead, no, 'assign', { handlerId: handler.id });
    desk.clock.pass(3 * HOUR_MS);
    const occurredAt = later(-2);
    const { body } = await must(handler, no, 'contact', {
      channel: 'phone',
      summary: '上午已电话联系',
      nextAt: later(20),
      occurredAt,
    });
    expect(body.firstFeedbackAt).toBe(occurredAt);
    const events = await lead.call('GET', `/complaints/${no}/events`);
    expect(events.body.items.at(-1)).toMatchObject({
      name: 'contact',
      occurredAt,
      recordedAt: desk.clock.now().toISOString(),
    });
  });

  it('does an act with an Idempotency-Key once', async () => {
    const { lead, handler } = world;
    const no = await world.file();
    const ask = () =>
      lead.call(
        'POST',
        `/complaints/${no}/assign`,
        { handlerId: handler.id },
        { 'idempotency-key': `assign-${no}` },
      );
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    const events = await lead.call('GET', `/complaints/${no}/events`);
    const assigned = events.body.items.filter(({ name }: { name: string }) => name === 'assign');
    expect(assigned).toHaveLength(1);
  });

  it('offers a notice to begin with that nobody can send as it is', async () => {
    const no = await world.investigating();
    const { body } = await world.handler.call('GET', `/complaints/${no}/draft`);
    expect(body).toMatchObject({ by: 'template' });
    expect(body.findings).toContain('定损金额偏低');
    expect(body.remedies).toContain('12378');
    const { findings, decision, basis } = body;
    const sent = await world.act(world.handler, no, 'propose', {
      findings,
      decision,
      basis,
      channel: 'phone',
      proof: '录音 1',
    });
    expect([sent.status, sent.body.code]).toEqual([422, 'notice_incomplete']);
  });

  it('answers a second transfer of one number of the regulator with the first complaint', async () => {
    const transfer = {
      matter: '理赔太慢',
      source: 'regulator_12378',
      sourceRef: 'JG-2026-0001',
    };
    const first = await world.lead.call('POST', '/complaints', transfer);
    const second = await world.lead.call('POST', '/complaints', transfer);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.complaintNo).toBe(first.body.complaintNo);
    expect(first.body.severity).toBe('S2');
  });
});

describe('a list of complaints', () => {
  it('is narrowed by state, handler, source, category and time, and put in order of deadlines', async () => {
    const { lead, handler } = world;
    const mine = await world.investigating({ category: 'SALES.GIFT', source: 'letter' });
    const numbers = async (query: string, by = lead) =>
      (await by.call('GET', `/complaints?${query}`)).body.items.map(
        ({ complaintNo }: { complaintNo: string }) => complaintNo,
      );
    expect(await numbers('category=SALES')).toEqual([mine]);
    expect(await numbers('category=SALES.GIFT&source=letter&status=open')).toEqual([mine]);
    expect(await numbers('category=SALES&status=CLOSED,DECLINED')).toEqual([]);
    expect(await numbers('category=SALES&handlerId=me', handler)).toEqual([mine]);
    expect(await numbers('category=SALES&handlerId=me')).toEqual([]);
    expect(await numbers('category=SALES&handlerId=none')).toEqual([]);
    expect(await numbers('category=SALES&isOverdue=true')).toEqual([]);
    expect(await numbers(`category=SALES&from=${later(1)}`)).toEqual([]);
    const due = (await lead.call('GET', '/complaints?sort=due&status=open')).body.items.flatMap(
      ({ nextClock }: { nextClock: { dueAt: string | null } | null }) => nextClock?.dueAt ?? [],
    );
    expect(due).toEqual([...due].sort());
  });
});

describe('whoever only reads', () => {
  it('is offered nothing to do', async () => {
    const no = await world.file();
    const may = async (token: string) =>
      (await world.desk.call('GET', `/complaints/${no}`, { token })).body.may;
    expect(await may(await world.desk.signIn('auditor'))).toEqual([]);
    expect(await may(await world.desk.key(['complaints:read']))).toEqual([]);
    expect(await may(await world.desk.key(['complaints:read', 'complaints:write']))).toContain(
      'assign',
    );
    // Anybody at the desk may take what nobody has.
    expect(await may(world.colleague.token)).toEqual(['assign']);
  });
});
