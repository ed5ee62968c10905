import fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { copy } from '../../../src/flows/copy/zh-cn.ts';
import { addMs, DAY_MS } from '../../../src/lib/clock.ts';
import { signLink } from '../../../src/lib/link-token.ts';
import { surveyFormRoutes } from '../../../src/server/forms/survey-form-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';
import { LINK_SECRET, openSurveyDesk } from '../../support/surveys.ts';

const { clock, db, surveys, ask, count } = await openSurveyDesk();
const app = fastify();
app.setErrorHandler(sendProblem);
await app.register(
  surveyFormRoutes({
    form: surveys.form,
    clock,
    linkSecret: LINK_SECRET,
    brand: { name: '安途保险', color: '#123456', hotline: '400-000-0000' },
    ends: copy.survey.ends,
  }),
);

afterAll(async () => {
  await app.close();
  await db.stop();
});

/** Somebody is asked, and has the link. */
async function invited(code: string) {
  const asked = await ask(code);
  const expiresAt = addMs(clock.now(), 14 * DAY_MS);
  const token = signLink({
    secret: LINK_SECRET,
    kind: 'survey',
    id: asked.invitationId,
    expiresAt,
  });
  const url = `/api/forms/surveys/${token}`;
  return {
    ...asked,
    url,
    get: (query = '') => app.inject({ method: 'GET', url: `${url}${query}` }),
    put: (body: object) => app.inject({ method: 'PUT', url: `${url}/answers`, payload: body }),
    refuse: () => app.inject({ method: 'POST', url: `${url}/refuse` }),
  };
}

describe('the form of a survey', () => {
  it('shows what is asked and nothing of whom', async () => {
    const { get, no, invitationId } = await invited('ANNUAL');
    const answer = await get();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({
      state: 'open',
      nextQuestionId: 'overall',
      progress: { answered: 0, atMost: 5 },
      answeredIds: [],
      callBackHours: 24,
      offersAnonymity: true,
      questions: [
        { id: 'overall', scale: { min: 1, max: 5 }, ends: { high: '非常满意' } },
        { id: 'used', isMultiple: true },
        { id: 'contact' },
        { id: 'recommend', scale: { min: 0, max: 10 } },
        { id: 'comment', isOptional: true },
      ],
    });
    for (const personal of [no, '王小明', '13800001234', '李明', invitationId]) {
      expect(answer.body).not.toContain(personal);
    }
    expect(await surveys.admin.invitations.find(invitationId)).toMatchObject({ status: 'opened' });
    expect((await get('?locale=en')).json().questions[0].text).toContain('How satisfied');
  });

  it('keeps a part, takes the rest, and the same again changes nothing', async () => {
    const { put, get, invitationId } = await invited('RENEWAL_DONE');
    expect((await put({ values: { easy: 2 } })).json()).toMatchObject({
      state: 'open',
      answeredIds: ['easy'],
      nextQuestionId: 'comment',
      answers: { easy: 2 },
      offersHelp: true,
    });
    const whole = { values: { easy: 6, comment: '很顺' } };
    const all = await Promise.all(Array.from({ length: 8 }, () => put(whole)));
    expect(all.map(({ statusCode }) => statusCode)).toEqual(all.map(() => 200));
    expect((await get()).json()).toMatchObject({ state: 'completed', answers: whole.values });
    expect(await count('survey_answers', 'invitation_id', invitationId)).toBe(1);
    const found = await surveys.admin.invitations.find(invitationId);
    expect(found?.answer).toMatchObject({ via: 'web_form', changes: 1 });
  });

  it('may be changed for fourteen days, and then says thank you', async () => {
    const { put, get, url, invitationId } = await invited('RENEWAL_DONE');
    await put({ values: { easy: 6, comment: null } });
    clock.advance(14 * DAY_MS - 1);
    expect((await get()).json()).toMatchObject({ state: 'completed' });
    clock.advance(1);
    expect((await get()).statusCode).toBe(410);
    const later = addMs(clock.now(), DAY_MS);
    const token = signLink({
      secret: LINK_SECRET,
      kind: 'survey',
      id: invitationId,
      expiresAt: later,
    });
    const other = url.replace(/[^/]+$/, token);
    const shown = await app.inject({ method: 'GET', url: other });
    expect(shown.json()).toMatchObject({ state: 'closed' });
    const changed = await app.inject({
      method: 'PUT',
      url: `${other}/answers`,
      payload: { values: { easy: 1 } },
    });
    expect(changed.statusCode).toBe(409);
    clock.advance(-14 * DAY_MS);
  });

  it('is refused once and for all', async () => {
    const { refuse, get, put } = await invited('NEW_POLICY');
    expect((await refuse()).json()).toMatchObject({ state: 'refused' });
    expect((await refuse()).statusCode).toBe(200);
    expect((await get()).json()).toMatchObject({ state: 'refused' });
    expect((await put({ values: { purchase: 5 } })).statusCode).toBe(409);
  });

  it('opens by its own link only', async () => {
    const { url, put } = await invited('ANNUAL');
    const broken = await app.inject({ method: 'GET', url: `${url.slice(0, -1)}` });
    expect(broken.statusCode).toBe(404);
    expect((await app.inject({ method: 'GET', url: '/api/forms/surveys/x.y.z' })).statusCode).toBe(
      404,
    );
    const expiresAt = addMs(clock.now(), -1_000);
    const old = signLink({ secret: LINK_SECRET, kind: 'survey', id: 'inv_none', expiresAt });
    expect((await app.inject({ method: 'GET', url: `/api/forms/surveys/${old}` })).statusCode).toBe(
      410,
    );
    const none = signLink({
      secret: LINK_SECRET,
      kind: 'survey',
      id: 'inv_none',
      expiresAt: addMs(clock.now(), DAY_MS),
    });
    expect(
      (await app.inject({ method: 'GET', url: `/api/forms/surveys/${none}` })).statusCode,
    ).toBe(404);
    const wrong = await put({ values: { overall: 9 } });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json().errors).toEqual([
      { path: 'body.values.overall', problem: 'no answer to this question' },
    ]);
    expect((await put({ values: 'x' })).statusCode).toBe(400);
  });

  it('slows down whoever asks by the hundred', async () => {
    const { get } = await invited('ANNUAL');
    const all = await Promise.all(Array.from({ length: 80 }, () => get()));
    expect(all.some(({ statusCode }) => statusCode === 429)).toBe(true);
  });
});
