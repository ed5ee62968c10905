import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Questionnaire } from '../../domain/questionnaire/questionnaire.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { QUESTIONNAIRE_COLUMNS, toQuestionnaire } from './questionnaire-row.ts';

/** What a draft holds. */
export type QuestionnaireInput = Pick<
  Questionnaire,
  'title' | 'purpose' | 'content' | 'offersAnonymity' | 'expiresAfterDays' | 'remindAfterDays'
>;

export interface QuestionnaireStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

export interface QuestionnaireQuery extends PageRequest {
  readonly code?: string | undefined;
  readonly status?: Questionnaire['status'] | undefined;
  readonly purpose?: Questionnaire['purpose'] | undefined;
}

export interface QuestionnaireStore {
  list(query: QuestionnaireQuery): Promise<Page<Questionnaire>>;
  find(id: string): Promise<Questionnaire | undefined>;
  create(
    input: QuestionnaireInput & { readonly code: string },
    actor: Actor,
  ): Promise<Questionnaire>;
  put(
    id: string,
    input: QuestionnaireInput,
    actor: Actor,
  ): Promise<Questionnaire | 'not_found' | 'not_draft'>;
  publish(id: string, actor: Actor): Promise<Questionnaire | 'not_found' | 'not_draft'>;
  retire(id: string, actor: Actor): Promise<Questionnaire | 'not_found' | 'not_published'>;
}

/** What customers are asked. A draft is changed; what was published only gets a next version. */
export function makeQuestionnaireStore(deps: QuestionnaireStoreDeps): QuestionnaireStore {
  return {
    list: (query) => list(deps.pool, query),
    find: (id) => findQuestionnaire(deps.pool, id),
    create: (input, actor) => create(deps, input, actor),
    put: (id, input, actor) => put(deps, id, { input, actor }),
    publish: (id, actor) => publish(deps, id, actor),
    retire: (id, actor) => retire(deps, id, actor),
  };
}

/** One version; undefined when there is none of that id. */
export async function findQuestionnaire(sql: Sql, id: string): Promise<Questionnaire | undefined> {
  const { rows } = await sql.query(
    `SELECT ${QUESTIONNAIRE_COLUMNS} FROM questionnaires WHERE id = $1`,
    [id],
  );
  return rows[0] === undefined ? undefined : toQuestionnaire(rows[0]);
}

const PUBLISHED = {
  name: 'survey-published',
  text: `SELECT ${QUESTIONNAIRE_COLUMNS} FROM questionnaires
    WHERE code = $1 AND status = 'published' ORDER BY version DESC LIMIT 1`,
};

/** What whoever is asked now is asked; undefined when none of that code is published. */
export async function findPublished(sql: Sql, code: string): Promise<Questionnaire | undefined> {
  const { rows } = await sql.query({ ...PUBLISHED, values: [code] });
  return rows[0] === undefined ? undefined : toQuestionnaire(rows[0]);
}

async function list(sql: Sql, query: QuestionnaireQuery): Promise<Page<Questionnaire>> {
  const [code, version] = decodeCursor(query.cursor, 2) ?? [];
  const after = /^\d{1,9}$/.test(version ?? '') ? Number(version) : null;
  const { rows } = await sql.query(
    `SELECT ${QUESTIONNAIRE_COLUMNS} FROM questionnaires
     WHERE ($1::text IS NULL OR code > $1 OR (code = $1 AND version < $2::int))
       AND ($3::text IS NULL OR code = $3) AND ($4::text IS NULL OR status = $4)
       AND ($5::text IS NULL OR purpose = $5)
     ORDER BY code, version DESC LIMIT $6`,
    [
      after === null ? null : code,
      after,
      query.code ?? null,
      query.status ?? null,
      query.purpose ?? null,
      query.limit + 1,
    ],
  );
  return toPage(rows.map(toQuestionnaire), {
    limit: query.limit,
    cursorOf: (one) => [one.code, String(one.version)],
    toItem: (one) => one,
  });
}

/** One at a time for each code: two drafts made at once are two versions. */
export async function lockCode(sql: Sql, code: string): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('questionnaire:' || $1, 0))`, [
    code,
  ]);
}

async function create(
  { pool, clock, random }: QuestionnaireStoreDeps,
  input: QuestionnaireInput & { readonly code: string },
  actor: Actor,
): Promise<Questionnaire> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    await lockCode(sql, input.code);
    const { rows } = await sql.query(
      `INSERT INTO questionnaires (id, code, version, status, purpose, title, content, offers_anonymity,
         expires_after_days, remind_after_days, created_by, created_at)
       SELECT $1, $2, COALESCE(max(version), 0) + 1, 'draft', $3, $4, $5, $6, $7, $8, $9, $10
         FROM questionnaires WHERE code = $2
       RETURNING ${QUESTIONNAIRE_COLUMNS}`,
      [newId('questionnaire', random), input.code, ...valuesOf(input), actor.id, now],
    );
    const made = toQuestionnaire(rows[0]);
    await audit(sql, { action: 'questionnaire.created', made, actor, now });
    return made;
  });
}

function valuesOf(input: QuestionnaireInput): unknown[] {
  return [
    input.purpose,
    input.title,
    JSON.stringify(input.content),
    input.offersAnonymity,
    input.expiresAfterDays,
    input.remindAfterDays,
  ];
}

async function put(
  { pool, clock }: QuestionnaireStoreDeps,
  id: string,
  { input, actor }: { readonly input: QuestionnaireInput; readonly actor: Actor },
): Promise<Questionnaire | 'not_found' | 'not_draft'> {
  return inTransaction(pool, async (sql) => {
    const status = await lockStatus(sql, id);
    if (status === undefined) return 'not_found';
    if (status !== 'draft') return 'not_draft';
    const { rows } = await sql.query(
      `UPDATE questionnaires SET purpose = $2, title = $3, content = $4, offers_anonymity = $5,
         expires_after_days = $6, remind_after_days = $7 WHERE id = $1
       RETURNING ${QUESTIONNAIRE_COLUMNS}`,
      [id, ...valuesOf(input)],
    );
    const made = toQuestionnaire(rows[0]);
    await audit(sql, { action: 'questionnaire.changed', made, actor, now: clock.now() });
    return made;
  });
}

async function lockStatus(sql: Sql, id: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ status: string }>(
    'SELECT status FROM questionnaires WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0]?.status;
}

async function publish(
  { pool, clock }: QuestionnaireStoreDeps,
  id: string,
  actor: Actor,
): Promise<Questionnaire | 'not_found' | 'not_draft'> {
  const now = clock.now();
  return inTransaction(pool, async (sql) => {
    const found = await findQuestionnaire(sql, id);
    if (found === undefined) return 'not_found';
    await lockCode(sql, found.code);
    if ((await lockStatus(sql, id)) !== 'draft') return 'not_draft';
    await sql.query(
      `UPDATE questionnaires SET status = 'retired' WHERE code = $1 AND status = 'published'`,
      [found.code],
    );
    const { rows } = await sql.query(
      `UPDATE questionnaires SET status = 'published', published_by = $2, published_at = $3
       WHERE id = $1 RETURNING ${QUESTIONNAIRE_COLUMNS}`,
      [id, actor.id, now],
    );
    const made = toQuestionnaire(rows[0]);
    await audit(sql, { action: 'questionnaire.published', made, actor, now });
    return made;
  });
}

async function retire(
  { pool, clock }: QuestionnaireStoreDeps,
  id: string,
  actor: Actor,
): Promise<Questionnaire | 'not_found' | 'not_published'> {
  return inTransaction(pool, async (sql) => {
    const status = await lockStatus(sql, id);
    if (status === undefined) return 'not_found';
    if (status !== 'published') return 'not_published';
    const { rows } = await sql.query(
      `UPDATE questionnaires SET status = 'retired' WHERE id = $1 RETURNING ${QUESTIONNAIRE_COLUMNS}`,
      [id],
    );
    const made = toQuestionnaire(rows[0]);
    await audit(sql, { action: 'questionnaire.retired', made, actor, now: clock.now() });
    return made;
  });
}

async function audit(
  sql: Sql,
  of: {
    readonly action: string;
    readonly made: Questionnaire;
    readonly actor: Actor;
    readonly now: Date;
  },
): Promise<void> {
  const { action, made, actor, now } = of;
  const data = { code: made.code, version: made.version };
  const subject = { subjectKind: 'questionnaire', subjectId: made.id };
  await insertAudit(sql, [{ actor, action, ...subject, data }], now);
}
