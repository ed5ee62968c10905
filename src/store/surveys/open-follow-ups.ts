import { z } from 'zod';
import type { NewAnswers } from '../../domain/questionnaire/answer.ts';
import { type FollowUpKind, findingsOf, hoursFor } from '../../domain/questionnaire/findings.ts';
import { type Attribution, attributionSchema } from '../../domain/questionnaire/invitation.ts';
import { addMs, HOUR_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import { insertNotices } from '../notices/insert-notice.ts';
import { readPushSettings } from '../push/settings-store.ts';
import type { Sql } from '../sql.ts';
import type { After, OpenRow } from './open-row.ts';

interface Opening {
  readonly row: OpenRow;
  readonly input: NewAnswers;
  readonly after: After;
  readonly given: { readonly now: Date; readonly random: Random };
}

/** Opens what has to be seen to after these answers, each kind once; what is open already learns what is new. */
export async function openFollowUps(sql: Sql, opening: Opening): Promise<readonly string[]> {
  const { row, input, after } = opening;
  const { low, hasComplaintWords } = findingsOf(row.content, after.answers, input.said);
  const kinds: FollowUpKind[] = [
    ...(low.length > 0 ? ['low_score' as const] : []),
    ...(hasComplaintWords ? ['complaint_words' as const] : []),
    ...(input.wish === 'call_back' ? ['call_back' as const] : []),
  ];
  if (kinds.length === 0) return [];
  const facts = factsOf(opening, low);
  const opened: string[] = [];
  for (const kind of kinds) {
    const id = await open(sql, opening, { kind, facts });
    if (id !== undefined) opened.push(id);
  }
  return opened;
}

function factsOf({ row, input, after }: Opening, low: readonly object[]): JsonObject {
  const words = row.content.questions.flatMap(({ id, kind }) => {
    const value = after.answers[id];
    return kind === 'text' && typeof value === 'string' ? [value] : [];
  });
  const all = input.said === undefined ? words : [...words, input.said];
  const parsed = z.array(z.record(z.string(), z.json())).parse(low);
  return {
    questionnaire: row.questionnaire_code,
    subject: z.record(z.string(), z.json()).parse(row.subject),
    low: parsed,
    ...(all.length === 0 ? {} : { words: all }),
  };
}

const INSERT = {
  name: 'survey-follow-up',
  text: `INSERT INTO follow_ups (id, kind, invitation_id, visit_id, customer_id, conversation_id, facts, status,
      owner_id, created_at, due_at, updated_at)
    SELECT $1, $2, $3, $4, $5, d.conversation_id, $6, 'open', $7, $8, $9, $8
    FROM (VALUES (1)) one LEFT JOIN outreach_deliveries d ON d.id = $10
    ON CONFLICT (invitation_id, kind) DO UPDATE SET facts = EXCLUDED.facts, updated_at = EXCLUDED.updated_at
      WHERE follow_ups.status <> 'done'
    RETURNING id`,
};

/** The id when it is new. */
async function open(
  sql: Sql,
  { row, given }: Opening,
  { kind, facts }: { readonly kind: FollowUpKind; readonly facts: JsonObject },
): Promise<string | undefined> {
  const { followUpHours } = await readPushSettings(sql);
  const about = attributionSchema.safeParse(row.attributed_to);
  const ownerId = await findOwner(sql, {
    about: about.success ? about.data : undefined,
    customerId: row.customer_id,
  });
  const id = newId('followUp', given.random);
  const { rows } = await sql.query<{ id: string }>({
    ...INSERT,
    values: [
      id,
      kind,
      row.id,
      row.visit_id,
      row.customer_id,
      JSON.stringify(facts),
      ownerId ?? null,
      given.now,
      addMs(given.now, hoursFor(kind, followUpHours) * HOUR_MS),
      row.delivery_id,
    ],
  });
  if (rows[0]?.id !== id) return undefined;
  if (ownerId !== undefined) {
    const data = { followUpId: id, kind };
    await insertNotices(sql, [{ agentId: ownerId, kind: 'follow_up', data }], given);
  }
  return id;
}

const OWNER = {
  name: 'survey-follow-up-owner',
  text: `SELECT a.id,
      (a.role = 'supervisor' AND a.team_id IS NOT NULL AND a.team_id = (SELECT team_id FROM agents WHERE id = $1)) AS leads,
      (a.display_name = c.relationship_manager OR a.username = c.relationship_manager) AS manages
    FROM agents a LEFT JOIN customers c ON c.id = $3
    WHERE a.disabled_at IS NULL AND a.role IN ('agent', 'supervisor', 'admin')
      AND a.id IS DISTINCT FROM $1 AND a.display_name IS DISTINCT FROM $2
      AND (a.role <> 'agent' OR a.display_name = c.relationship_manager OR a.username = c.relationship_manager)
    ORDER BY leads DESC NULLS LAST, manages DESC NULLS LAST, (a.role = 'supervisor') DESC,
      (SELECT count(*) FROM follow_ups f WHERE f.owner_id = a.id AND f.status <> 'done'), a.id
    LIMIT 1`,
};

/**
 * Who sees to it: the lead of the team of whoever it is about, else the customer's manager, else the lead with the
 * fewest open ones. Never whoever it is about. Undefined: there is nobody.
 */
async function findOwner(
  sql: Sql,
  {
    about,
    customerId,
  }: { readonly about: Attribution | undefined; readonly customerId: string | null },
): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>({
    ...OWNER,
    values: [about?.id ?? null, about?.name ?? null, customerId],
  });
  return rows[0]?.id;
}
