import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import {
  actOnCampaign,
  type CampaignAct,
  type CampaignRefusal,
  type CampaignState,
} from '../../domain/outreach/campaign.ts';
import type {
  CampaignDetail,
  CampaignEstimate,
  CampaignInput,
  CampaignRecord,
  CampaignResults,
} from '../../domain/outreach/record.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PushClass } from '../../domain/push/settings.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { decodeCursor, toPage } from '../cursor.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { readDetail } from './campaign-detail.ts';
import { CAMPAIGN_COLUMNS, toCampaign, toLife } from './campaign-rows.ts';
import { type EstimateDeps, type EstimateInput, estimateCampaign } from './estimate.ts';
import { readResults } from './results.ts';
import { queueHeld } from './sweep.ts';

type Outcome =
  | { readonly kind: 'done'; readonly campaign: CampaignDetail }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unknown_template' }
  | { readonly kind: 'refused'; readonly code: CampaignRefusal };

export interface CampaignsDeps extends EstimateDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  /** A campaign may have something to send now. */
  readonly wake: () => void;
}

type Command = 'start' | 'pause' | 'resume' | 'cancel';
type Decision =
  | { readonly decision: 'extend'; readonly startsAt: Date; readonly endsAt: Date }
  | { readonly decision: 'drop' };

export interface Campaigns {
  list(
    query: PageRequest & {
      readonly status?: CampaignState | undefined;
      readonly pushClass?: PushClass | undefined;
    },
  ): Promise<Page<CampaignRecord>>;
  find(id: string): Promise<CampaignDetail | undefined>;
  results(id: string): Promise<CampaignResults | undefined>;
  create(input: CampaignInput, actor: Actor): Promise<Outcome>;
  estimate(input: EstimateInput): Promise<CampaignEstimate>;
  act(id: string, command: Command, actor: Actor): Promise<Outcome>;
  decide(id: string, decision: Decision, actor: Actor): Promise<Outcome>;
}

/** Campaigns as people make them and act on them. */
export function makeCampaigns(deps: CampaignsDeps): Campaigns {
  const { pool } = deps;
  const change = async (change: Change): Promise<Outcome> => {
    const outcome = await inTransaction(pool, (sql) => act(sql, deps, change));
    if (outcome !== 'moved') return outcome;
    deps.wake();
    return found(deps, change.id);
  };
  return {
    list: (query) => list(pool, query),
    find: (id) => readDetail(deps, id),
    results: (id) => readResults(pool, id),
    create: async (input, actor) => {
      const id = await inTransaction(pool, (sql) => create(sql, deps, { input, actor }));
      return id === undefined ? { kind: 'unknown_template' } : found(deps, id);
    },
    estimate: (input) => estimateCampaign(deps, input),
    act: (id, command, actor) => change({ id, command, actor }),
    decide: (id, decision, actor) => change({ id, command: decision.decision, decision, actor }),
  };
}

async function found(deps: CampaignsDeps, id: string): Promise<Outcome> {
  const campaign = await readDetail(deps, id);
  return campaign === undefined ? { kind: 'not_found' } : { kind: 'done', campaign };
}

async function list(
  sql: Sql,
  query: PageRequest & {
    readonly status?: CampaignState | undefined;
    readonly pushClass?: PushClass | undefined;
  },
): Promise<Page<CampaignRecord>> {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const before = at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at);
  const { rows } = await sql.query(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaigns p
     WHERE ($1::timestamptz IS NULL OR (p.created_at, p.id) < ($1, $2))
       AND ($3::text IS NULL OR p.status = $3) AND ($4::text IS NULL OR p.push_class = $4)
     ORDER BY p.created_at DESC, p.id DESC LIMIT $5`,
    [before, id ?? null, query.status ?? null, query.pushClass ?? null, query.limit + 1],
  );
  return toPage(rows.map(toCampaign), {
    limit: query.limit,
    cursorOf: (campaign) => [campaign.createdAt.toISOString(), campaign.id],
    toItem: (campaign) => campaign,
  });
}

/** Undefined: its template is not there, or is one of another class. */
async function create(
  sql: Sql,
  { clock, random }: CampaignsDeps,
  { input, actor }: { readonly input: CampaignInput; readonly actor: Actor },
): Promise<string | undefined> {
  const now = clock.now();
  const template = await sql.query(
    'SELECT 1 FROM outreach_templates WHERE id = $1 AND push_class = $2',
    [input.templateId, input.pushClass],
  );
  if (template.rowCount === 0) return undefined;
  const id = newId('campaign', random);
  await sql.query(
    `INSERT INTO campaigns (id, name, occasion_key, push_class, is_urgent, template_id, "values", audience_rule, ways,
       share_of_b, starts_at, ends_at, daily_from, daily_until, per_minute, created_by, created_at, updated_at)
     VALUES ($1, $2, $1, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13, $14, $15, $16, $16)`,
    [
      id,
      input.name,
      input.pushClass,
      input.isUrgent,
      input.templateId,
      JSON.stringify(input.values),
      JSON.stringify(input.audienceRule),
      JSON.stringify(input.ways),
      input.shareOfB,
      input.startsAt,
      input.endsAt,
      input.dailyFrom,
      input.dailyUntil,
      input.perMinute,
      actor.id,
      now,
    ],
  );
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: 'campaign.created' }], now);
  return id;
}

interface Change {
  readonly id: string;
  readonly command: Command | 'extend' | 'drop';
  readonly decision?: Decision;
  readonly actor: Actor;
}

/** The row is locked: of two who act at once, the second sees what the first one made of it. */
async function act(
  sql: Sql,
  { clock }: CampaignsDeps,
  { id, command, decision, actor }: Change,
): Promise<'moved' | Exclude<Outcome, { readonly kind: 'done' }>> {
  const now = clock.now();
  const { rows } = await sql.query(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaigns p WHERE p.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (rows[0] === undefined) return { kind: 'not_found' };
  const campaign = toCampaign(rows[0]);
  const move = actOnCampaign(
    toLife(campaign),
    decision?.decision === 'extend'
      ? { kind: 'extend', startsAt: decision.startsAt, endsAt: decision.endsAt }
      : await toAct(sql, command, campaign),
    now,
  );
  if (move.kind === 'refused') return move;
  const { startsAt, endsAt } = move.window ?? campaign;
  await sql.query(
    `UPDATE campaigns SET status = $2, reason = NULL, starts_at = $3, ends_at = $4, updated_at = $5 WHERE id = $1`,
    [id, move.state, startsAt, endsAt, now],
  );
  if (command === 'resume' || command === 'extend') await queueHeld(sql, id, now);
  const data = { from: campaign.status, to: move.state };
  await insertAudit(sql, [{ ...subjectOf(id, actor), action: `campaign.${command}`, data }], now);
  return 'moved';
}

async function toAct(
  sql: Sql,
  command: Change['command'],
  { templateId }: CampaignRecord,
): Promise<CampaignAct> {
  switch (command) {
    case 'start':
      return { kind: 'start', isTemplateApproved: await isApproved(sql, templateId) };
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'drop':
      return { kind: command };
    case 'extend':
      throw new Error('a new window says when it is');
  }
}

async function isApproved(sql: Sql, templateId: string | null): Promise<boolean | undefined> {
  if (templateId === null) return undefined;
  const { rows } = await sql.query<{ status: string }>(
    'SELECT status FROM outreach_templates WHERE id = $1',
    [templateId],
  );
  return rows[0]?.status === 'approved';
}

function subjectOf(id: string, actor: Actor) {
  return { actor, subjectKind: 'campaign', subjectId: id };
}
