import { afterAll, describe, expect, it } from 'vitest';
import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { openSurveyDesk, release } from '../../support/surveys.ts';

const { clock, db, surveys, ask, answer, count } = await openSurveyDesk();

afterAll(async () => {
  await db.stop();
});

describe('follow-ups', () => {
  it('go to the lead of whom it is about, once, with a day', async () => {
    const { invitationId } = await ask();
    await Promise.all(Array.from({ length: 10 }, () => answer(invitationId, { overall: 1 })));
    const { items } = await surveys.admin.followUps.list({ limit: 50, ownerId: 'agt_lead' });
    const own = items.filter((one) => one.invitationId === invitationId);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      kind: 'low_score',
      owner: { name: '陈主管' },
      dueAt: addMs(clock.now(), DAY_MS),
      verdict: 'open',
      customer: { name: '王*' },
    });
    expect(await count('desk_notices', `data->>'followUpId'`, own[0]?.id ?? '')).toBe(1);
  });

  it('keep the hours of the desk, and a call the hours that were promised', async () => {
    await db.pool.query(`INSERT INTO settings VALUES ('outreach', '{"followUpHours": 72}')`);
    const { invitationId } = await ask();
    await answer(invitationId, { overall: 2 }, { wish: 'call_back' });
    const { items } = await surveys.admin.followUps.list({ limit: 50, ownerId: 'agt_lead' });
    const own = items.filter((one) => one.invitationId === invitationId);
    expect(Object.fromEntries(own.map(({ kind, dueAt }) => [kind, dueAt]))).toEqual({
      low_score: addMs(clock.now(), 3 * DAY_MS),
      call_back: addMs(clock.now(), DAY_MS),
    });
    await db.pool.query(`DELETE FROM settings WHERE key = 'outreach'`);
  });

  it('are judged by when somebody was reached, and told once when nobody was', async () => {
    const { invitationId } = await ask();
    const saved = await answer(invitationId, { overall: 2 }, { wish: 'call_back' });
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    const [low, call] = saved.followUps;
    const by = { actor: { kind: 'agent', id: 'agt_lead' }, isLead: true } as const;
    const opened = clock.now();
    clock.advance(25 * HOUR_MS);
    await Promise.all([surveys.tick(clock.now()), surveys.tick(clock.now())]);
    const { rows } = await db.pool.query(
      `SELECT agent_id FROM desk_notices WHERE kind = 'follow_up_overdue' AND data->>'followUpId' = $1 ORDER BY 1`,
      [low],
    );
    expect(rows.map(({ agent_id }) => agent_id)).toEqual(['agt_lead', 'agt_other']);
    const { followUps } = surveys.admin;
    // It was done in time and is only written down now.
    const at = addMs(opened, 3 * HOUR_MS);
    expect(await followUps.contact(low ?? '', { at }, by)).toMatchObject({ verdict: 'in_time' });
    expect(await followUps.contact(call ?? '', {}, by)).toMatchObject({ verdict: 'late' });
    expect(await followUps.contact(call ?? '', { at: addMs(opened, -1) }, by)).toBe('wrong_time');
    expect(await followUps.finish(low ?? '', { result: 'solved' }, by)).toMatchObject({
      status: 'done',
      verdict: 'in_time',
    });
    expect(await followUps.finish(low ?? '', { result: 'solved' }, by)).toBe('done');
    const about = { actor: { kind: 'agent', id: 'agt_handler' }, isLead: true } as const;
    expect(await followUps.take(call ?? '', about)).toBe('excluded');
    clock.advance(-25 * HOUR_MS);
  });

  it('of words of complaint are of their own', async () => {
    const { invitationId } = await ask();
    const saved = await answer(invitationId, { overall: 4, comment: '再不解决我打12378' });
    expect(saved).toMatchObject({ kind: 'saved', followUps: [expect.stringMatching(/^flu_/)] });
    const { items } = await surveys.admin.followUps.list({ limit: 50, kind: 'complaint_words' });
    expect(items[0]?.facts['words']).toEqual(['再不解决我打12378']);
  });
});

describe('results', () => {
  it('count each answer once, with n, and order nobody by score', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ask('HIGH_VALUE')));
    for (const [nth, { invitationId, deliveryId }] of made.entries()) {
      await release(db.pool, {
        deliveryId: deliveryId ?? 0n,
        conversationId: `con_h${nth}`,
        at: clock.now(),
      });
      if (nth < 6) {
        await answer(invitationId, {
          overall: nth < 4 ? 5 : 2,
          response: 4,
          recommend: nth < 4 ? 10 : 3,
          comment: nth === 0 ? '联系我 13800001234' : null,
        });
      }
    }
    const { items } = await surveys.admin.questionnaires.list({ limit: 1, code: 'HIGH_VALUE' });
    const results = await surveys.admin.questionnaires.results(items[0]?.id ?? '', {
      groupBy: 'handler',
      from: '2026-06-01',
      to: '2026-06-30',
    });
    expect(results?.all.funnel).toMatchObject({
      sent: 8,
      delivered: 8,
      answered: 6,
      completed: 6,
      responseRate: 0.75,
    });
    expect(results?.all.csat).toMatchObject({ n: 6, topTwo: 4 / 6, mean: 4, isSmall: true });
    expect(results?.all.nps).toMatchObject({ n: 6, promoters: 4, detractors: 2 });
    expect(results?.all.ces).toMatchObject({ n: 0, mean: null, low: null });
    expect(results?.questions.map(({ id, n }) => `${id} ${n}`)).toEqual([
      'overall 6',
      'response 6',
      'recommend 6',
      'comment 1',
    ]);
    expect(results?.questions[0]?.shares.find(({ id }) => id === '5')).toMatchObject({ count: 4 });
    expect(results?.groups.map(({ label }) => label)).toContain('李明');
    expect(JSON.stringify(results?.comments)).not.toContain('13800001234');
  });
});
