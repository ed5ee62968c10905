import {
  checkAnswer,
  type NewAnswers,
  type StoredAnswer,
  scoresOf,
  toAnswers,
} from '../../domain/questionnaire/answer.ts';
import type { AnswerOutcome } from '../../domain/questionnaire/invitation.ts';
import { openness } from '../../domain/questionnaire/invitation.ts';
import { isComplete, turnOf, walk } from '../../domain/questionnaire/paths.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { readPushSettings } from '../push/settings-store.ts';
import type { Sql } from '../sql.ts';
import { openFollowUps } from './open-follow-ups.ts';
import { type After, OPEN_ROWS, type OpenRow, toOpenRow } from './open-row.ts';

/** The end of a statement's parameters. */
interface Given {
  readonly now: Date;
  readonly random: Random;
}

/** Locked first and read afterwards: a statement that waited shows of other tables what was there before it did. */
const LOCK = { name: 'survey-lock', text: 'SELECT 1 FROM invitations WHERE id = $1 FOR UPDATE' };
const TAKE = { name: 'survey-take', text: `${OPEN_ROWS} WHERE i.id = $1` };

/**
 * Writes answers of a chat, the web form or the phone: one answer for each invitation, each change a version of it.
 * The same values again change nothing. Attribution is of the invitation and is never touched.
 */
export async function saveAnswers(
  sql: Sql,
  input: NewAnswers,
  given: Given,
): Promise<AnswerOutcome> {
  await sql.query({ ...LOCK, values: [input.invitationId] });
  const { rows } = await sql.query({ ...TAKE, values: [input.invitationId] });
  if (rows[0] === undefined) return { kind: 'not_found' };
  const row = toOpenRow(rows[0]);
  const state = row.status;
  const completedAt = row.completed_at ?? undefined;
  const open = openness({ state, expiresAt: row.expires_at, completedAt }, given.now);
  if (open !== 'open') return { kind: open };
  const values = checked(row, input);
  if (values.wrong.length > 0) return { kind: 'invalid', questionIds: values.wrong };
  if (input.isRefused === true && completedAt === undefined) return refuse(sql, row, given);
  const merged = merge(row, values.right, given.now);
  const after = settle(row, merged);
  const isAnonymous = row.is_anonymous || (row.offers_anonymity && input.isAnonymous === true);
  const isNews = !isSame(row.answers ?? [], after.stored);
  if (isNews || isAnonymous !== row.is_anonymous) {
    await write(sql, { row, input, after: { ...after, isAnonymous }, given });
  }
  const followUps = isAnonymous ? [] : await openFollowUps(sql, { row, input, after, given });
  const status = isNews ? after.status : statusOf(row, after.status);
  return { kind: 'saved', state: status, answers: toAnswers(after.stored), followUps };
}

/** Nothing was answered: a wish alone makes no answer. */
function statusOf(row: OpenRow, after: After['status']): OpenRow['status'] {
  return row.answers === null ? row.status : after;
}

interface Checked {
  readonly right: readonly (readonly [questionId: string, value: StoredAnswer['value']])[];
  readonly wrong: readonly string[];
}

function checked({ content }: OpenRow, { values }: NewAnswers): Checked {
  const right: [string, StoredAnswer['value']][] = [];
  const wrong: string[] = [];
  for (const [questionId, value] of Object.entries(values)) {
    const question = content.questions.find(({ id }) => id === questionId);
    const taken = question === undefined ? undefined : checkAnswer(question, value);
    if (taken === undefined) wrong.push(questionId);
    else right.push([questionId, typeof taken === 'object' && taken !== null ? [...taken] : taken]);
  }
  return { right, wrong };
}

/** What was there, with what is new; the time of an answer is when it last changed. */
function merge(row: OpenRow, right: Checked['right'], now: Date): readonly StoredAnswer[] {
  const at = now.toISOString();
  const kept = new Map((row.answers ?? []).map((one) => [one.questionId, one]));
  for (const [questionId, value] of right) {
    const old = kept.get(questionId);
    if (old === undefined || JSON.stringify(old.value) !== JSON.stringify(value)) {
      kept.set(questionId, { questionId, value, at });
    }
  }
  const order = row.content.questions.map(({ id }) => id);
  return [...kept.values()].sort(
    (a, b) => order.indexOf(a.questionId) - order.indexOf(b.questionId),
  );
}

/** A whole answer holds what was asked on its way and nothing of a branch that was left again. */
function settle(row: OpenRow, merged: readonly StoredAnswer[]): After {
  const answers = toAnswers(merged);
  const turn = turnOf(row.content, row.id);
  if (!isComplete(row.content, answers, turn)) {
    return { stored: merged, answers, turn, status: 'partial' };
  }
  const asked = new Set(walk(row.content, answers, turn).answered.map(({ id }) => id));
  const stored = merged.filter(({ questionId }) => asked.has(questionId));
  return { stored, answers: toAnswers(stored), turn, status: 'completed' };
}

function isSame(before: readonly StoredAnswer[], after: readonly StoredAnswer[]): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

interface Writing {
  readonly row: OpenRow;
  readonly input: NewAnswers;
  readonly after: After & { readonly isAnonymous: boolean };
  readonly given: Given;
}

const WRITE = {
  name: 'survey-answer',
  text: `WITH answer AS (
      INSERT INTO survey_answers (id, invitation_id, status, answers, via, locale, is_anonymous, csat, nps, ces,
        comment, snapshot, version, started_at, updated_at, completed_at)
      SELECT $1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11,
        CASE WHEN $7 THEN '{}'::jsonb ELSE COALESCE((SELECT jsonb_strip_nulls(jsonb_build_object(
          'tier', c.tier, 'branch', c.branch)) FROM customers c WHERE c.id = $13), '{}') END,
        1, $12, $12, CASE WHEN $3 = 'completed' THEN $12::timestamptz END
      ON CONFLICT (invitation_id) DO UPDATE SET status = EXCLUDED.status, answers = EXCLUDED.answers,
        via = EXCLUDED.via, locale = EXCLUDED.locale, is_anonymous = EXCLUDED.is_anonymous, csat = EXCLUDED.csat,
        nps = EXCLUDED.nps, ces = EXCLUDED.ces, comment = EXCLUDED.comment, snapshot = EXCLUDED.snapshot,
        version = survey_answers.version + 1, updated_at = EXCLUDED.updated_at,
        completed_at = CASE WHEN $3 = 'completed' THEN COALESCE(survey_answers.completed_at, $12) END
      RETURNING id, version, completed_at),
    kept AS (
      INSERT INTO survey_answer_versions (answer_id, version, answers, via, at)
      SELECT id, version, $4::jsonb, $5, $12 FROM answer),
    invited AS (
      UPDATE invitations i SET status = $3, is_anonymous = $7, completed_at = answer.completed_at, updated_at = $12,
        opened_at = COALESCE(opened_at, $12)
      FROM answer WHERE i.id = $2)
    UPDATE outreach_deliveries SET answered_at = COALESCE(answered_at, $12), opened_at = COALESCE(opened_at, $12)
    WHERE id = ANY($14::bigint[])`,
};

async function write(sql: Sql, { row, input, after, given }: Writing): Promise<void> {
  const scores = scoresOf(row.content, after.answers, after.turn);
  await sql.query({
    ...WRITE,
    values: [
      newId('surveyAnswer', given.random),
      row.id,
      after.status,
      JSON.stringify(after.stored),
      input.via,
      input.locale,
      after.isAnonymous,
      scores.csat,
      scores.nps,
      scores.ces,
      scores.comment,
      given.now,
      row.customer_id,
      deliveriesOf(row),
    ],
  });
}

/** What they were sent: any of it brought the answer. */
function deliveriesOf(row: OpenRow): readonly string[] {
  return [row.delivery_id, row.reminder_delivery_id].filter((id) => id !== null);
}

/** They want nothing of it. Of a visit that counts for all of them, for as long as the settings say. */
async function refuse(sql: Sql, row: OpenRow, { now }: Given): Promise<AnswerOutcome> {
  await sql.query(
    `UPDATE invitations SET status = 'refused', opened_at = COALESCE(opened_at, $2), updated_at = $2 WHERE id = $1`,
    [row.id, now],
  );
  await sql.query(
    'UPDATE outreach_deliveries SET opened_at = COALESCE(opened_at, $2) WHERE id = ANY($1::bigint[])',
    [deliveriesOf(row), now],
  );
  if (row.visit_id !== null && row.customer_id !== null) {
    const { surveySilentMonths } = await readPushSettings(sql);
    await sql.query(
      `UPDATE customers SET survey_silent_until = GREATEST(survey_silent_until, $2::timestamptz + make_interval(months => $3))
       WHERE id = $1`,
      [row.customer_id, now, surveySilentMonths],
    );
  }
  return {
    kind: 'saved',
    state: 'refused',
    answers: toAnswers(row.answers ?? []),
    followUps: [],
  };
}
