import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import type { TemplateState, TemplateWords } from '../../domain/outreach/template.ts';
import { isClean, type TemplateFinding } from '../../domain/outreach/template-check.ts';
import { moveTemplate, type TemplateAct } from '../../domain/outreach/template-review.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, isUniqueViolation, type Sql } from '../sql.ts';
import { listTemplates, readTemplate, type TemplateRow } from './read-templates.ts';

export interface TemplateStoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly check: (words: TemplateWords) => readonly TemplateFinding[];
}

export type TemplateActed =
  | { readonly kind: 'done'; readonly template: TemplateRow }
  | {
      readonly kind: 'refused';
      readonly why: 'not_found' | 'wrong_state' | 'own_work' | 'not_a_person';
    }
  | { readonly kind: 'blocked'; readonly findings: readonly TemplateFinding[] };

interface Act {
  readonly act: TemplateAct;
  readonly id: string;
  readonly actor: Actor;
  readonly note?: string | undefined;
  /** Of an edit. */
  readonly words?: TemplateWords;
}

const VERSION_CONSTRAINT = 'outreach_templates_code_version_key';

/** The words of pushes and their review. A version that was approved never changes: an edit makes the next one. */
export function makeTemplateStore(deps: TemplateStoreDeps) {
  const { pool } = deps;
  const carryOut = (act: Act): Promise<TemplateActed> =>
    inTransaction(pool, (sql) => actOn(sql, deps, act));
  return {
    list: (query: Parameters<typeof listTemplates>[1]) => listTemplates(pool, query),
    find: (id: string) => readTemplate(pool, id),
    create: (input: TemplateWords & { readonly code: string }, actor: Actor) =>
      create(deps, input, actor),
    change: (id: string, words: TemplateWords, actor: Actor) =>
      carryOut({ act: 'edit', id, words, actor }),
    submit: (id: string, actor: Actor) => carryOut({ act: 'submit', id, actor }),
    approve: (id: string, note: string | undefined, actor: Actor) =>
      carryOut({ act: 'approve', id, note, actor }),
    reject: (id: string, note: string, actor: Actor) =>
      carryOut({ act: 'reject', id, note, actor }),
    retire: (id: string, actor: Actor) => carryOut({ act: 'retire', id, actor }),
  };
}

async function create(
  deps: TemplateStoreDeps,
  input: TemplateWords & { readonly code: string },
  actor: Actor,
): Promise<TemplateRow | 'code_taken'> {
  const { code, ...words } = input;
  try {
    return await inTransaction(deps.pool, (sql) =>
      insertVersion(sql, deps, { code, version: 1, words, actor }),
    );
  } catch (error) {
    if (isUniqueViolation(error, VERSION_CONSTRAINT)) return 'code_taken';
    throw error;
  }
}

async function actOn(sql: Sql, deps: TemplateStoreDeps, act: Act): Promise<TemplateActed> {
  const found = await readTemplate(sql, act.id, { forUpdate: true });
  if (found === undefined) return { kind: 'refused', why: 'not_found' };
  const move = moveTemplate(act.act, found, act.actor);
  if (move.kind === 'refused') return move;
  const words = act.words ?? found;
  if (act.act === 'submit' || act.act === 'approve') {
    const findings = deps.check(words);
    if (!isClean(findings)) return { kind: 'blocked', findings };
  }
  if (move.kind === 'new_version')
    return nextVersion(sql, deps, { found, words, actor: act.actor });
  const template = await save(sql, deps, { ...act, words, status: move.status, found });
  return { kind: 'done', template };
}

/** Of several people who edit at once one makes the next version; the others find a draft that is not theirs. */
async function nextVersion(
  sql: Sql,
  deps: TemplateStoreDeps,
  { found, words, actor }: { found: TemplateRow; words: TemplateWords; actor: Actor },
): Promise<TemplateActed> {
  if (!found.isNewest) return { kind: 'refused', why: 'wrong_state' };
  const next = { code: found.code, version: found.version + 1, words, actor };
  const template = await insertVersion(sql, deps, next);
  return { kind: 'done', template };
}

async function insertVersion(
  sql: Sql,
  { clock, random }: TemplateStoreDeps,
  given: {
    readonly code: string;
    readonly version: number;
    readonly words: TemplateWords;
    readonly actor: Actor;
  },
): Promise<TemplateRow> {
  const { code, version, words, actor } = given;
  const now = clock.now();
  const id = newId('outreachTemplate', random);
  await sql.query(
    `INSERT INTO outreach_templates (id, code, version, push_class, occasion, title, variants, actions, status,
       author_id, writer_ids, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, 'draft', $9, jsonb_build_array($9::text), $10, $10)`,
    [id, code, version, ...columnsOf(words), actor.id, now],
  );
  const data = { code, version };
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'template.written', data }], now);
  return mustRead(sql, id);
}

function columnsOf(words: TemplateWords): readonly unknown[] {
  const { pushClass, occasion, title, variants, actions } = words;
  return [pushClass, occasion ?? null, title, JSON.stringify(variants), JSON.stringify(actions)];
}

const DONE: Readonly<Record<TemplateAct, string>> = {
  edit: 'template.changed',
  submit: 'template.submitted',
  approve: 'template.approved',
  reject: 'template.rejected',
  retire: 'template.retired',
};

async function save(
  sql: Sql,
  { clock }: TemplateStoreDeps,
  act: Act & {
    readonly words: TemplateWords;
    readonly status: TemplateState;
    readonly found: TemplateRow;
  },
): Promise<TemplateRow> {
  const { id, actor, note, status, words, found } = act;
  const now = clock.now();
  const isReview = act.act === 'approve' || act.act === 'reject';
  const isEdit = act.act === 'edit';
  const writerIds = isEdit ? [...new Set([...found.writerIds, actor.id])] : found.writerIds;
  await sql.query(
    `UPDATE outreach_templates SET status = $2, push_class = $3, occasion = $4, title = $5, variants = $6::jsonb,
       actions = $7::jsonb, writer_ids = $8::jsonb, updated_at = $9,
       submitted_at = CASE WHEN $10 THEN $9 ELSE submitted_at END,
       reviewer_id = CASE WHEN $11 THEN $12 ELSE reviewer_id END,
       reviewed_at = CASE WHEN $11 THEN $9 ELSE reviewed_at END,
       review_note = CASE WHEN $11 THEN $13 ELSE review_note END
     WHERE id = $1`,
    [
      id,
      status,
      ...columnsOf(words),
      JSON.stringify(writerIds),
      now,
      act.act === 'submit',
      isReview,
      actor.id,
      note ?? null,
    ],
  );
  const { code, version } = found;
  const entry = { ...subjectOf(id, actor), action: DONE[act.act], data: { code, version } };
  await insertAudit(sql, [note === undefined ? entry : { ...entry, reason: note }], now);
  return mustRead(sql, id);
}

function subjectOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'outreach_template', subjectId: id };
}

async function mustRead(sql: Sql, id: string): Promise<TemplateRow> {
  const row = await readTemplate(sql, id);
  if (row === undefined) throw new Error('a template that was just written is gone');
  return row;
}
