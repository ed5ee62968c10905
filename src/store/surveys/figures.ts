import { z } from 'zod';
import { SCALES, type ScaleKind } from '../../domain/questionnaire/question.ts';
import { type Figures, type ResultGroup, toFunnel } from '../../domain/questionnaire/results.ts';
import { type Counts, cesOf, csatOf, npsOf } from '../../domain/questionnaire/stats.ts';
import type { Sql } from '../sql.ts';

/** Which invitations are counted; half-open, by when somebody was asked. */
export interface Counted {
  readonly code: string;
  /** Undefined: every version of the code. */
  readonly questionnaireId: string | undefined;
  readonly from: Date;
  readonly until: Date;
}

/** Answers given on the phone came by no push. */
const WAY = `COALESCE(CASE WHEN a.via = 'phone' THEN 'phone' END, d.way, 'none')`;

/** By what a row is told apart: the key, and what it is called. None of it comes from a caller. */
const KEYS: Readonly<Record<ResultGroup | 'all', readonly [key: string, label: string]>> = {
  all: [`''`, `''`],
  handler: [
    `COALESCE(i.attributed_to->>'id', i.attributed_to->>'name', '')`,
    `COALESCE(i.attributed_to->>'name', '')`,
  ],
  team: [`COALESCE(i.attributed_to->>'team', '')`, `COALESCE(i.attributed_to->>'team', '')`],
  branch: [
    `COALESCE(i.attributed_to->>'branch', c.branch, '')`,
    `COALESCE(i.attributed_to->>'branch', c.branch, '')`,
  ],
  month: [
    `to_char(i.created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`,
    `to_char(i.created_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')`,
  ],
  way: [WAY, WAY],
  version: [`lpad(q.version::text, 6, '0')`, `q.version::text`],
};

/** Counts of each step of a scale, from the lowest on. */
function steps(kind: ScaleKind): string {
  const { min, max } = SCALES[kind];
  const counts = Array.from({ length: max - min + 1 }, (_, nth) => {
    return `count(*) FILTER (WHERE a.${kind} = ${min + nth})::int`;
  });
  return `ARRAY[${counts.join(', ')}] AS ${kind}`;
}

const WAS_SENT = `(i.sent_at IS NOT NULL OR d.released_at IS NOT NULL AND d.status <> 'failed' OR a.via = 'phone')`;
const WAS_OPENED = `(i.opened_at IS NOT NULL OR d.opened_at IS NOT NULL OR a.id IS NOT NULL)`;
const STEPS = [
  ['invited', 'true'],
  ['sent', WAS_SENT],
  ['delivered', `(d.status IN ('sent', 'delivered') OR ${WAS_OPENED})`],
  ['opened', WAS_OPENED],
  ['answered', 'a.id IS NOT NULL'],
  ['completed', `a.status = 'completed'`],
  ['refused', `i.status = 'refused'`],
  ['expired', `i.status = 'expired'`],
  [
    'not_sent',
    `(i.status IN ('suppressed', 'failed') OR d.status IN ('suppressed', 'failed') AND i.sent_at IS NULL)`,
  ],
  ['anonymous', 'COALESCE(a.is_anonymous, false)'],
] as const;

const rowSchema = z.object({
  key: z.string(),
  label: z.string(),
  invited: z.number(),
  sent: z.number(),
  delivered: z.number(),
  opened: z.number(),
  answered: z.number(),
  completed: z.number(),
  refused: z.number(),
  expired: z.number(),
  not_sent: z.number(),
  anonymous: z.number(),
  median: z.number().nullable(),
  csat: z.array(z.number()),
  nps: z.array(z.number()),
  ces: z.array(z.number()),
});

export interface FigureRow {
  readonly key: string;
  readonly label: string;
  /** Answers without a name among them. */
  readonly anonymous: number;
  readonly figures: Figures;
}

/** The tables that every count of invitations is taken from. */
export const COUNTED_FROM = `FROM invitations i JOIN questionnaires q ON q.id = i.questionnaire_id
    LEFT JOIN outreach_deliveries d ON d.id = i.delivery_id LEFT JOIN survey_answers a ON a.invitation_id = i.id
    LEFT JOIN customers c ON c.id = i.customer_id
  WHERE i.questionnaire_code = $1 AND ($2::text IS NULL OR i.questionnaire_id = $2)
    AND i.created_at >= $3 AND i.created_at < $4`;

/** The parameters of COUNTED_FROM. */
export function countedValues({ code, questionnaireId, from, until }: Counted): unknown[] {
  return [code, questionnaireId ?? null, from, until];
}

/** The numbers of each group, in the order of its key: never of its score. */
export async function readFigures(
  sql: Sql,
  counted: Counted,
  by: ResultGroup | 'all',
): Promise<readonly FigureRow[]> {
  const [key, label] = KEYS[by];
  const counts = STEPS.map(([name, when]) => `count(*) FILTER (WHERE ${when})::int AS ${name}`);
  const { rows } = await sql.query(
    `SELECT ${key} AS key, max(${label}) AS label, ${counts.join(', ')},
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.completed_at - a.started_at)::float8)
         FILTER (WHERE a.status = 'completed') AS median,
       ${steps('csat')}, ${steps('nps')}, ${steps('ces')}
     ${COUNTED_FROM} GROUP BY 1 ORDER BY 1`,
    countedValues(counted),
  );
  return rows.map(toFigures);
}

function toFigures(given: unknown): FigureRow {
  const { key, label, csat, nps, ces, median, not_sent, anonymous, ...counts } =
    rowSchema.parse(given);
  return {
    key,
    label,
    anonymous,
    figures: {
      funnel: toFunnel({ ...counts, notSent: not_sent, medianSeconds: median }),
      csat: csatOf(toCounts('csat', csat)),
      nps: npsOf(toCounts('nps', nps)),
      ces: cesOf(toCounts('ces', ces)),
    },
  };
}

function toCounts(kind: ScaleKind, counts: readonly number[]): Counts {
  return counts.map((count, nth) => [SCALES[kind].min + nth, count]);
}

/** Of no invitation at all. */
export const NO_FIGURES: Figures = {
  funnel: toFunnel({
    invited: 0,
    sent: 0,
    delivered: 0,
    opened: 0,
    answered: 0,
    completed: 0,
    refused: 0,
    expired: 0,
    notSent: 0,
    medianSeconds: null,
  }),
  csat: csatOf([]),
  nps: npsOf([]),
  ces: cesOf([]),
};
