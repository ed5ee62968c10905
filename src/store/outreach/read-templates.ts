import { z } from 'zod';
import {
  actionsSchema,
  type OutreachTemplate,
  TEMPLATE_STATES,
  type TemplateState,
  variantsSchema,
} from '../../domain/outreach/template.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import { PUSH_CLASSES, type PushClass } from '../../domain/push/settings.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import type { Sql } from '../sql.ts';

/** A version of a template with what its code's other versions make of it. */
export interface TemplateRow extends OutreachTemplate {
  readonly isNewest: boolean;
}

const rowSchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.int(),
  push_class: z.enum(PUSH_CLASSES),
  occasion: z.string().nullable(),
  title: z.string(),
  variants: variantsSchema,
  actions: actionsSchema,
  status: z.enum(TEMPLATE_STATES),
  author_id: z.string(),
  writer_ids: z.array(z.string()),
  reviewer_id: z.string().nullable(),
  review_note: z.string().nullable(),
  submitted_at: z.date().nullable(),
  reviewed_at: z.date().nullable(),
  created_at: z.date(),
  updated_at: z.date(),
  is_newest: z.boolean(),
});

const SELECT = `SELECT t.*, NOT EXISTS (
    SELECT 1 FROM outreach_templates n WHERE n.code = t.code AND n.version > t.version) AS is_newest
  FROM outreach_templates t`;

/** One version; `forUpdate` keeps others from moving it until the transaction ends. */
export async function readTemplate(
  sql: Sql,
  id: string,
  { forUpdate = false }: { readonly forUpdate?: boolean } = {},
): Promise<TemplateRow | undefined> {
  // Before it is read: whether it is the newest is a matter of other rows, and those are seen as of the statement's start.
  if (forUpdate) await sql.query('SELECT 1 FROM outreach_templates WHERE id = $1 FOR UPDATE', [id]);
  const { rows } = await sql.query(`${SELECT} WHERE t.id = $1`, [id]);
  return rows[0] === undefined ? undefined : toTemplate(rows[0]);
}

/** The version of a code that is sent: the newest that was approved. */
export async function readApprovedTemplate(
  sql: Sql,
  code: string,
): Promise<TemplateRow | undefined> {
  const { rows } = await sql.query(
    `${SELECT} WHERE t.code = $1 AND t.status = 'approved' ORDER BY t.version DESC LIMIT 1`,
    [code],
  );
  return rows[0] === undefined ? undefined : toTemplate(rows[0]);
}

/** By code, newest version first. */
export async function listTemplates(
  sql: Sql,
  query: PageRequest & {
    readonly code?: string | undefined;
    readonly status?: TemplateState | undefined;
    readonly pushClass?: PushClass | undefined;
    readonly occasion?: string | undefined;
    readonly allVersions: boolean;
  },
): Promise<Page<TemplateRow>> {
  const [code, version] = decodeCursor(query.cursor, 2) ?? [];
  const { rows } = await sql.query(
    `SELECT * FROM (${SELECT}) t
     WHERE ($1::text IS NULL OR t.code = $1) AND ($2::text IS NULL OR t.status = $2)
       AND ($3::text IS NULL OR t.push_class = $3) AND ($4::text IS NULL OR t.occasion = $4)
       AND ($5 OR t.is_newest) AND ($6::text IS NULL OR (t.code, -t.version) > ($6, -$7::int))
     ORDER BY t.code, t.version DESC LIMIT $8`,
    [
      query.code ?? null,
      query.status ?? null,
      query.pushClass ?? null,
      query.occasion ?? null,
      query.allVersions,
      code ?? null,
      version ?? null,
      query.limit + 1,
    ],
  );
  return toPage(rows.map(toTemplate), {
    limit: query.limit,
    cursorOf: (template) => [template.code, String(template.version)],
    toItem: (template) => template,
  });
}

function toTemplate(given: unknown): TemplateRow {
  const row = rowSchema.parse(given);
  return {
    id: row.id,
    code: row.code,
    version: row.version,
    isNewest: row.is_newest,
    pushClass: row.push_class,
    occasion: row.occasion ?? undefined,
    title: row.title,
    variants: row.variants,
    actions: row.actions,
    status: row.status,
    authorId: row.author_id,
    writerIds: row.writer_ids,
    reviewerId: row.reviewer_id ?? undefined,
    reviewNote: row.review_note ?? undefined,
    submittedAt: row.submitted_at ?? undefined,
    reviewedAt: row.reviewed_at ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
