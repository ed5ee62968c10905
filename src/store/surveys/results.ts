import type { Pool } from 'pg';
import { z } from 'zod';
import { dayAt, formatDay, parseDay, startOf } from '../../domain/calendar/shanghai-day.ts';
import { maskText } from '../../domain/mask.ts';
import { inLocale, isScale, type Question, SCALES } from '../../domain/questionnaire/question.ts';
import type { Questionnaire } from '../../domain/questionnaire/questionnaire.ts';
import type {
  QuestionResult,
  ResultsQuery,
  Share,
  SurveyResults,
} from '../../domain/questionnaire/results.ts';
import {
  ANONYMOUS_MIN,
  type Counts,
  cesOf,
  csatOf,
  npsOf,
  ratio,
} from '../../domain/questionnaire/stats.ts';
import type { Clock } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import type { Sql } from '../sql.ts';
import {
  COUNTED_FROM,
  type Counted,
  countedValues,
  type FigureRow,
  NO_FIGURES,
  readFigures,
} from './figures.ts';
import { findQuestionnaire } from './questionnaire-store.ts';

/** Days that are shown when none are asked for. */
const DAYS = 90;
const COMMENTS_MAX = 100;

/** What a questionnaire came to; undefined when there is none of that id. */
export function makeResultsReader({
  pool,
  clock,
}: {
  readonly pool: Pool;
  readonly clock: Clock;
}): (id: string, query: ResultsQuery) => Promise<SurveyResults | undefined> {
  return async (id, query) => {
    const questionnaire = await findQuestionnaire(pool, id);
    if (questionnaire === undefined) return undefined;
    return read(pool, questionnaire, { query, range: rangeOf(query, clock.now()) });
  };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function rangeOf({ from, to }: ResultsQuery, now: Date): Range {
  const last = parseDay(to ?? '') ?? dayAt(now.getTime());
  const first = parseDay(from ?? '') ?? last - DAYS + 1;
  if (first > last) {
    throw new AppError('unprocessable', 'the days are in the wrong order', {
      details: [{ path: 'query.to', problem: 'before from' }],
    });
  }
  return { first, last };
}

async function read(
  sql: Sql,
  questionnaire: Questionnaire,
  { query, range }: { readonly query: ResultsQuery; readonly range: Range },
): Promise<SurveyResults> {
  const { id, code } = questionnaire;
  const times = { from: new Date(startOf(range.first)), until: new Date(startOf(range.last + 1)) };
  const counted: Counted = { code, questionnaireId: id, ...times };
  const [all] = await readFigures(sql, counted, 'all');
  const byWay = await readFigures(sql, counted, 'way');
  const groups = await readGroups(sql, counted, query);
  const isAnonymous = (all?.anonymous ?? 0) > 0;
  const mayBreakDown = !isAnonymous || (all?.figures.funnel.answered ?? 0) >= ANONYMOUS_MIN;
  return {
    questionnaireId: id,
    code,
    from: formatDay(range.first),
    to: formatDay(range.last),
    all: all?.figures ?? NO_FIGURES,
    byWay: byWay.map(({ key, figures }) => ({ way: key, funnel: figures.funnel })),
    questions: await readQuestions(sql, questionnaire, { counted, mayBreakDown }),
    groups: groups.map(toGroup),
    comments: mayBreakDown ? await readComments(sql, counted) : [],
  };
}

/** Versions are compared over all of the code; everything else is of the version that was asked for. */
async function readGroups(sql: Sql, counted: Counted, { groupBy }: ResultsQuery) {
  if (groupBy === undefined) return [];
  const of = groupBy === 'version' ? { ...counted, questionnaireId: undefined } : counted;
  return readFigures(sql, of, groupBy);
}

/** A group in which somebody answered without their name is shown from five answers on. */
function toGroup({ key, label, anonymous, figures }: FigureRow): SurveyResults['groups'][number] {
  const isHidden = anonymous > 0 && figures.funnel.answered < ANONYMOUS_MIN;
  return { key, label, isHidden, figures: isHidden ? null : figures };
}

const valueRow = z.object({
  question_id: z.string(),
  value: z.union([z.number(), z.string(), z.null()]),
  count: z.number(),
});
type ValueRow = z.infer<typeof valueRow>;

/** Each chosen option by itself; of words only that there were some. */
const VALUES = `SELECT x->>'questionId' AS question_id, v.value, count(*)::int AS count
  FROM (SELECT a.answers ${COUNTED_FROM} AND a.id IS NOT NULL AND i.questionnaire_id = $2) given,
    jsonb_array_elements(given.answers) x,
    LATERAL (
      SELECT CASE WHEN x->>'questionId' = ANY($5::text[]) AND x->'value' <> 'null' THEN '"text"'::jsonb
        ELSE x->'value' END AS value WHERE jsonb_typeof(x->'value') <> 'array'
      UNION ALL SELECT o FROM jsonb_array_elements(
        CASE jsonb_typeof(x->'value') WHEN 'array' THEN x->'value' ELSE '[]' END) o) v
  GROUP BY 1, 2`;
/** Those who answered a question, whatever number of options they chose. */
const PEOPLE = `SELECT x->>'questionId' AS question_id, count(*)::int AS count
  FROM (SELECT a.answers ${COUNTED_FROM} AND a.id IS NOT NULL AND i.questionnaire_id = $2) given,
    jsonb_array_elements(given.answers) x WHERE x->'value' <> 'null' GROUP BY 1`;

async function readQuestions(
  sql: Sql,
  { content }: Questionnaire,
  of: { readonly counted: Counted; readonly mayBreakDown: boolean },
): Promise<readonly QuestionResult[]> {
  const values = countedValues(of.counted);
  const texts = content.questions.filter(({ kind }) => kind === 'text').map(({ id }) => id);
  const given = await sql.query(VALUES, [...values, texts]);
  const people = await sql.query<{ question_id: string; count: number }>(PEOPLE, values);
  const rows = z.array(valueRow).parse(given.rows);
  return content.questions.map((question) => {
    const own = rows.filter((row) => row.question_id === question.id);
    const n = people.rows.find((row) => row.question_id === question.id)?.count ?? 0;
    return toQuestion(question, { own: of.mayBreakDown ? own : [], n });
  });
}

function toQuestion(
  question: Question,
  { own, n }: { readonly own: readonly ValueRow[]; readonly n: number },
): QuestionResult {
  const { id, kind } = question;
  const countOf = (value: string | number | null): number =>
    own.find((row) => row.value === value)?.count ?? 0;
  const counts: Counts = isScale(kind) ? stepsOf(kind).map((step) => [step, countOf(step)]) : [];
  const shareOf = (value: string | number, label: string): Share => {
    const count = countOf(value);
    return { id: String(value), label, count, share: ratio(count, n) };
  };
  const options = (question.options ?? []).map((option) =>
    shareOf(option.id, inLocale(option.labels, 'zh-CN')),
  );
  return {
    id,
    kind,
    text: inLocale(question.texts, 'zh-CN'),
    n,
    skipped: countOf(null),
    shares:
      own.length === 0 && n > 0
        ? []
        : [...counts.map(([step]) => shareOf(step, String(step))), ...options],
    csat: kind === 'csat' ? csatOf(counts) : null,
    nps: kind === 'nps' ? npsOf(counts) : null,
    ces: kind === 'ces' ? cesOf(counts) : null,
  };
}

function stepsOf(kind: keyof typeof SCALES): readonly number[] {
  const { min, max } = SCALES[kind];
  return Array.from({ length: max - min + 1 }, (_, nth) => min + nth);
}

const commentRow = z.object({
  comment: z.string(),
  csat: z.number().int().nullable(),
  updated_at: z.date(),
});

async function readComments(sql: Sql, counted: Counted): Promise<SurveyResults['comments']> {
  const { rows } = await sql.query(
    `SELECT a.comment, a.csat, CASE WHEN a.is_anonymous THEN date_trunc('day', a.updated_at) ELSE a.updated_at END
       AS updated_at ${COUNTED_FROM} AND a.comment IS NOT NULL ORDER BY a.updated_at DESC LIMIT ${COMMENTS_MAX}`,
    countedValues(counted),
  );
  return z
    .array(commentRow)
    .parse(rows)
    .map(({ comment, csat, updated_at }) => ({ text: maskText(comment), csat, at: updated_at }));
}
