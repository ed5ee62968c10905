import { afterAll, describe, expect, it } from 'vitest';
import { addMs, DAY_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { makeSurveyReader } from '../../../src/store/surveys/survey-reader.ts';
import { openSurveyDesk, release } from '../../support/surveys.ts';

const ACTOR = { kind: 'agent', id: 'agt_lead' } as const;
const { clock, db, surveys, ask, answer, count } = await openSurveyDesk();

afterAll(async () => {
  await db.stop();
});

describe('the question bank', () => {
  it('is there once, however often and from wherever it is loaded', async () => {
    const loads = await Promise.all(
      Array.from({ length: 4 }, () => surveys.ensureBank(clock.now())),
    );
    expect(loads).toEqual([0, 0, 0, 0]);
    const { items } = await surveys.admin.questionnaires.list({ limit: 50 });
    expect(items.map(({ code, status }) => `${code} ${status}`)).toEqual([
      'ANNUAL published',
      'EVENT published',
      'HIGH_VALUE published',
      'IN_CHAT published',
      'NEW_POLICY published',
      'POST_CLAIM published',
      'POST_COMPLAINT published',
      'RENEWAL published',
      'RENEWAL_DONE published',
    ]);
  });
});

describe('questionnaires', () => {
  it('never change once they are published', async () => {
    const { questionnaires } = surveys.admin;
    const content = {
      turns: 1,
      whole: {},
      questions: [{ id: 'q', kind: 'csat' as const, texts: { 'zh-CN': '怎么样？' } }],
    };
    const input = {
      title: '一次',
      purpose: 'OTHER' as const,
      content,
      offersAnonymity: false,
      expiresAfterDays: 7,
      remindAfterDays: null,
    };
    const drafts = await Promise.all(
      Array.from({ length: 5 }, () => questionnaires.create({ ...input, code: 'MINE' }, ACTOR)),
    );
    expect(drafts.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5]);
    const [first, second] = drafts.sort((a, b) => a.version - b.version);
    expect(await questionnaires.publish(first?.id ?? '', ACTOR)).toMatchObject({
      status: 'published',
    });
    expect(await questionnaires.put(first?.id ?? '', input, ACTOR)).toBe('not_draft');
    await questionnaires.publish(second?.id ?? '', ACTOR);
    expect(await questionnaires.find(first?.id ?? '')).toMatchObject({ status: 'retired' });
  });
});

describe('invitations', () => {
  it('are one for each event, and one push, from fifty who ask at once', async () => {
    const { input } = await ask('HIGH_VALUE');
    const now = clock.now();
    const again = { ...input, eventKey: 'fifty' };
    const made = await Promise.all(
      Array.from({ length: 50 }, () =>
        inTransaction(db.pool, (sql) => surveys.inviter.invite(sql, again, now)),
      ),
    );
    const ids = new Set(made.map((one) => (one.kind === 'invited' ? one.invitationId : one.kind)));
    expect(ids.size).toBe(1);
    expect(made.filter((one) => one.kind === 'invited' && one.isNew)).toHaveLength(1);
    expect(await count('invitations', 'event_key', 'fifty')).toBe(1);
    expect(await count('outreach_deliveries', 'occasion_key', 'survey:HIGH_VALUE:fifty')).toBe(1);
  });

  it('say the first question with its taps and the address of the form', async () => {
    const { deliveryId, invitationId } = await ask();
    const { rows } = await db.pool.query('SELECT * FROM outreach_deliveries WHERE id = $1', [
      deliveryId,
    ]);
    expect(rows[0].content.text).toContain('您对本次理赔服务整体是否满意？');
    expect(rows[0].content.text).toMatch(/https:\/\/desk\.example\/s\/inv_/);
    expect(rows[0].content.taps[0]).toEqual({
      label: '很满意',
      commands: [
        {
          do: 'startFlow',
          flow: 'survey',
          slots: { invitation_id: invitationId, survey_question: 'overall', survey_csat: 5 },
        },
      ],
    });
    expect(rows[0]).toMatchObject({
      push_class: 'survey',
      status: 'planned',
      customer_id: expect.any(String),
    });
  });

  it('are sent, opened, answered, and over in their own time', async () => {
    const { deliveryId, invitationId } = await ask('ANNUAL');
    await release(db.pool, {
      deliveryId: deliveryId ?? 0n,
      conversationId: 'con_1',
      at: clock.now(),
    });
    expect(await surveys.admin.invitations.find(invitationId)).toMatchObject({ status: 'sent' });
    const reader = makeSurveyReader(db);
    expect(await reader.openIn('con_1', addMs(clock.now(), MINUTE_MS))).toMatchObject({
      id: invitationId,
    });
    await surveys.tick(clock.now());
    const sent = await surveys.admin.invitations.find(invitationId);
    expect(sent?.expiresAt).toEqual(addMs(clock.now(), 14 * DAY_MS));
    // Once, three days later.
    await surveys.tick(addMs(clock.now(), 3 * DAY_MS - 1));
    const key = `survey-reminder:${invitationId}`;
    expect(await count('outreach_deliveries', 'occasion_key', key)).toBe(0);
    await Promise.all([
      surveys.tick(addMs(clock.now(), 3 * DAY_MS)),
      surveys.tick(addMs(clock.now(), 3 * DAY_MS)),
    ]);
    await surveys.tick(addMs(clock.now(), 5 * DAY_MS));
    expect(await count('outreach_deliveries', 'occasion_key', key)).toBe(1);
    await surveys.tick(addMs(clock.now(), 14 * DAY_MS));
    expect(await surveys.admin.invitations.find(invitationId)).toMatchObject({ status: 'expired' });
    expect(await answer(invitationId, { overall: 5 })).toEqual({ kind: 'expired' });
  });

  it('are withdrawn while nobody has sent them', async () => {
    const { invitationId, deliveryId } = await ask();
    const withdraw = () =>
      inTransaction(db.pool, (sql) =>
        surveys.inviter.withdraw(sql, invitationId, 'open_complaint', clock.now()),
      );
    expect(await withdraw()).toBe(true);
    expect(await count('outreach_deliveries', 'id::text', String(deliveryId))).toBe(1);
    expect(await surveys.admin.invitations.find(invitationId)).toMatchObject({
      status: 'suppressed',
      reason: 'open_complaint',
    });
  });

  it('are pushed again under a number of their own, once each', async () => {
    const { invitationId } = await ask();
    const push = () =>
      inTransaction(db.pool, (sql) =>
        surveys.inviter.pushAgain(
          sql,
          {
            invitationId,
            nth: 2,
            dueFrom: clock.now(),
            dueUntil: addMs(clock.now(), DAY_MS),
            isAboutCase: true,
            ways: ['web'],
          },
          clock.now(),
        ),
      );
    expect(await push()).toBe(await push());
  });
});

describe('answers', () => {
  it('are one for each invitation, from fifty who answer at once', async () => {
    const { invitationId } = await ask('RENEWAL_DONE');
    const saved = await Promise.all(
      Array.from({ length: 50 }, (_, nth) => answer(invitationId, { easy: 5 + (nth % 2) })),
    );
    expect(saved.every(({ kind }) => kind === 'saved')).toBe(true);
    expect(await count('survey_answers', 'invitation_id', invitationId)).toBe(1);
    const { rows } = await db.pool.query(
      `SELECT a.version, count(v.*)::int AS versions, array_agg(v.version ORDER BY v.version) AS numbers
       FROM survey_answers a JOIN survey_answer_versions v ON v.answer_id = a.id
       WHERE a.invitation_id = $1 GROUP BY a.version`,
      [invitationId],
    );
    expect(rows[0].versions).toBe(rows[0].version);
    expect(rows[0].numbers).toEqual(Array.from({ length: rows[0].version }, (_, nth) => nth + 1));
  });

  it('are all kept when each is saved by itself, at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { invitationId } = await ask('ANNUAL');
      await Promise.all([
        answer(invitationId, { overall: 4 }),
        answer(invitationId, { recommend: 9 }),
        answer(invitationId, { overall: 4 }),
        answer(invitationId, { recommend: 9 }),
      ]);
      const { rows } = await db.pool.query(
        `SELECT jsonb_path_query_array(answers, '$[*].questionId') AS ids FROM survey_answers WHERE invitation_id = $1`,
        [invitationId],
      );
      expect(rows[0].ids.toSorted()).toEqual(['overall', 'recommend']);
    }
  });

  it('change nothing when they are sent again, and keep what is half-way', async () => {
    const { invitationId } = await ask('ANNUAL');
    await answer(invitationId, { overall: 4 });
    await answer(invitationId, { overall: 4 });
    const found = await surveys.admin.invitations.find(invitationId);
    expect(found).toMatchObject({ status: 'partial' });
    expect(found?.answer).toMatchObject({
      changes: 0,
      status: 'partial',
      scores: { csat: 4 },
      snapshot: { tier: 'gold', branch: '深圳' },
    });
  });

  it('are refused when they answer no question of it', async () => {
    const { invitationId } = await ask('ANNUAL');
    expect(await answer(invitationId, { overall: 6, nothing: 1, recommend: 9 })).toEqual({
      kind: 'invalid',
      questionIds: ['overall', 'nothing'],
    });
    expect(await count('survey_answers', 'invitation_id', invitationId)).toBe(0);
  });

  it('of a visit that is refused silence all of them for a year', async () => {
    const { invitationId, customerId } = await ask('NEW_POLICY', { visitId: 'rvs_1' });
    expect(await answer(invitationId, {}, { isRefused: true })).toMatchObject({ state: 'refused' });
    const { rows } = await db.pool.query(
      'SELECT survey_silent_until FROM customers WHERE id = $1',
      [customerId],
    );
    expect(rows[0].survey_silent_until).toEqual(new Date('2027-06-11T02:00:00Z'));
    expect(await answer(invitationId, { purchase: 5 })).toEqual({ kind: 'closed' });
  });

  it('are counted for whoever had it when it closed, whoever has it now', async () => {
    const { invitationId } = await ask('RENEWAL_DONE');
    await answer(invitationId, { easy: 7, comment: null });
    const found = await surveys.admin.invitations.find(invitationId);
    expect(found?.answer?.attributedTo).toMatchObject({ id: 'agt_handler', team: '理赔一组' });
  });

  it('without a name name nobody anywhere', async () => {
    const { invitationId, no } = await ask('EVENT');
    await answer(
      invitationId,
      { overall: 1, again: 'no', comment: '太差，我是王小明 13800001234' },
      { isAnonymous: true },
    );
    const found = await surveys.admin.invitations.find(invitationId);
    expect(found).toMatchObject({ customer: null, subject: null, answer: null, isAnonymous: true });
    const { items } = await surveys.admin.invitations.answers({ limit: 50, code: 'EVENT' });
    const text = JSON.stringify(items);
    expect(items).toHaveLength(1);
    expect(text).not.toContain(invitationId);
    expect(text).not.toContain(no);
    expect(text).not.toContain('13800001234');
    expect(await surveys.admin.invitations.answers({ limit: 50, customerNo: no })).toEqual({
      items: [],
    });
    expect(await count('follow_ups', 'invitation_id', invitationId)).toBe(0);
  });
});
