import type { PushQueue } from '../../domain/outreach/delivery.ts';
import type { PushWay } from '../../domain/push/settings.ts';
import type {
  AnotherPush,
  Invited,
  Inviter,
  NewInvitation,
} from '../../domain/questionnaire/invitation.ts';
import { nextQuestion, progress, turnOf } from '../../domain/questionnaire/paths.ts';
import type { Questionnaire } from '../../domain/questionnaire/questionnaire.ts';
import { addMs, DAY_MS } from '../../lib/clock.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import type { SurveyLink, SurveyWords } from './push-texts.ts';
import { findPublished, findQuestionnaire } from './questionnaire-store.ts';

export interface InviterDeps {
  readonly random: Random;
  readonly queue: PushQueue<Sql>;
  readonly words: SurveyWords;
  readonly linkOf: SurveyLink;
}

/** Asks people: one invitation for each questionnaire and event, however often and from wherever it is asked for. */
export function makeInviter(deps: InviterDeps): Inviter<Sql> {
  return {
    invite: (sql, input, now) => invite(deps, sql, { input, now }),
    pushAgain: (sql, input, now) => pushAgain(deps, sql, { input, now }),
    withdraw: (sql, invitationId, reason, now) =>
      withdraw(deps, sql, { invitationId, reason, now }),
  };
}

const INSERT = {
  name: 'survey-invite',
  text: `INSERT INTO invitations (id, questionnaire_id, questionnaire_code, event_key, customer_id, subject,
      attributed_to, visit_id, status, expires_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9, $10, $10)
    ON CONFLICT (questionnaire_code, event_key) DO NOTHING RETURNING id`,
};
const KNOWN = {
  name: 'survey-invited',
  text: 'SELECT id, delivery_id FROM invitations WHERE questionnaire_code = $1 AND event_key = $2',
};

async function invite(
  deps: InviterDeps,
  sql: Sql,
  { input, now }: { readonly input: NewInvitation; readonly now: Date },
): Promise<Invited> {
  const known = await findInvited(sql, input);
  if (known !== undefined) return known;
  const questionnaire = await findPublished(sql, input.questionnaireCode);
  if (questionnaire === undefined) return { kind: 'no_questionnaire' };
  const invitationId = newId('invitation', deps.random);
  // Until it is known when it was sent; the look at deliveries makes it `expiresAfterDays` from then.
  const expiresAt = addMs(input.dueUntil, questionnaire.expiresAfterDays * DAY_MS);
  const { rows } = await sql.query({
    ...INSERT,
    values: [
      invitationId,
      questionnaire.id,
      questionnaire.code,
      input.eventKey,
      input.customerId,
      JSON.stringify(input.subject),
      input.attributedTo === undefined ? null : JSON.stringify(input.attributedTo),
      input.visitId ?? null,
      expiresAt,
      now,
    ],
  });
  if (rows.length === 0) {
    // Somebody else asked at the same moment.
    const other = await findInvited(sql, input);
    if (other === undefined) throw new Error('an invitation was there and is not');
    return other;
  }
  if (input.ways.length === 0) {
    return { kind: 'invited', invitationId, isNew: true, deliveryId: undefined };
  }
  const { queue } = deps;
  const { deliveryId } = await queue.queue(
    sql,
    {
      occasionKey: `survey:${questionnaire.code}:${input.eventKey}`,
      ...pushOf(deps, { ...input, invitationId, questionnaire, expiresAt, isReminder: false }),
    },
    now,
  );
  await sql.query('UPDATE invitations SET delivery_id = $2 WHERE id = $1', [
    invitationId,
    deliveryId,
  ]);
  return { kind: 'invited', invitationId, isNew: true, deliveryId };
}

async function findInvited(
  sql: Sql,
  { questionnaireCode, eventKey }: NewInvitation,
): Promise<Extract<Invited, { kind: 'invited' }> | undefined> {
  const { rows } = await sql.query<{ id: string; delivery_id: string | null }>({
    ...KNOWN,
    values: [questionnaireCode, eventKey],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const deliveryId = row.delivery_id === null ? undefined : BigInt(row.delivery_id);
  return { kind: 'invited', invitationId: row.id, isNew: false, deliveryId };
}

/** A push of an invitation, as the sender takes it. */
export function pushOf(
  { words, linkOf }: Pick<InviterDeps, 'words' | 'linkOf'>,
  of: {
    readonly invitationId: Id<'invitation'>;
    readonly questionnaire: Questionnaire;
    readonly customerId: Id<'customer'>;
    readonly expiresAt: Date;
    readonly isAboutCase: boolean;
    readonly ways: readonly PushWay[];
    readonly dueFrom: Date;
    readonly dueUntil: Date;
    readonly isReminder: boolean;
  },
) {
  const { questionnaire, invitationId, isReminder } = of;
  const { content } = questionnaire;
  const turn = turnOf(content, invitationId);
  const question = nextQuestion(content, {}, turn);
  if (question === undefined) throw new Error(`questionnaire ${questionnaire.id} asks nothing`);
  const { atMost } = progress(content, {}, turn);
  const link = linkOf(invitationId, of.expiresAt);
  return {
    customerId: of.customerId,
    pushClass: 'survey',
    isAboutCase: of.isAboutCase,
    content: words.push({ invitationId, questionnaire, question, atMost, link, isReminder }),
    ways: of.ways,
    notBefore: of.dueFrom,
    notAfter: of.dueUntil,
  } as const;
}

interface OpenRow {
  readonly id: string;
  readonly questionnaire_id: string;
  readonly questionnaire_code: string;
  readonly event_key: string;
  readonly customer_id: string | null;
  readonly delivery_id: string | null;
  readonly expires_at: Date;
}

/** Takes an invitation that nobody answered, with its lock; undefined: it is answered, refused, over or none. */
async function takeOpen(sql: Sql, id: string): Promise<OpenRow | undefined> {
  const { rows } = await sql.query<{ [K in keyof OpenRow]: OpenRow[K] }>(
    `SELECT id, questionnaire_id, questionnaire_code, event_key, customer_id, delivery_id, expires_at
     FROM invitations WHERE id = $1 AND status IN ('planned', 'sent', 'opened', 'suppressed', 'failed')
     FOR UPDATE`,
    [id],
  );
  return rows[0];
}

async function pushAgain(
  deps: InviterDeps,
  sql: Sql,
  { input, now }: { readonly input: AnotherPush; readonly now: Date },
): Promise<bigint | undefined> {
  const row = await takeOpen(sql, input.invitationId);
  if (row?.customer_id === null || row === undefined) return undefined;
  const questionnaire = await findQuestionnaire(sql, row.questionnaire_id);
  if (questionnaire === undefined) throw new Error('an invitation has no questionnaire');
  const least = addMs(input.dueUntil, questionnaire.expiresAfterDays * DAY_MS);
  const expiresAt = new Date(Math.max(row.expires_at.getTime(), least.getTime()));
  const { deliveryId, isNew } = await deps.queue.queue(
    sql,
    {
      occasionKey: `survey:${row.questionnaire_code}:${row.event_key}:${input.nth}`,
      ...pushOf(deps, {
        ...input,
        questionnaire,
        expiresAt,
        customerId: row.customer_id,
        isReminder: true,
      }),
    },
    now,
  );
  if (isNew) {
    await sql.query(
      `UPDATE invitations SET delivery_id = $2, expires_at = $3, status = 'planned', reason = NULL, updated_at = $4
       WHERE id = $1`,
      [row.id, deliveryId, expiresAt, now],
    );
  }
  return deliveryId;
}

async function withdraw(
  deps: InviterDeps,
  sql: Sql,
  {
    invitationId,
    reason,
    now,
  }: { readonly invitationId: string; readonly reason: string; readonly now: Date },
): Promise<boolean> {
  const row = await takeOpen(sql, invitationId);
  if (row === undefined) return false;
  const isBack =
    row.delivery_id === null ||
    (await deps.queue.withdraw(sql, BigInt(row.delivery_id), reason, now));
  if (!isBack) return false;
  await sql.query(
    `UPDATE invitations SET status = 'suppressed', reason = $2, updated_at = $3 WHERE id = $1`,
    [row.id, reason, now],
  );
  return true;
}
