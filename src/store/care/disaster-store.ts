import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../../domain/audit.ts';
import { dayAt, formatDay } from '../../domain/calendar/shanghai-day.ts';
import {
  type DisasterKind,
  disasterKey,
  disasterTemplateCode,
} from '../../domain/care/disaster.ts';
import { type AudienceRule, audienceRuleSchema } from '../../domain/outreach/audience.ts';
import { CAMPAIGN_STATES, type CampaignState } from '../../domain/outreach/campaign.ts';
import { PUSH_WAYS, type PushWay } from '../../domain/push/settings.ts';
import { addMs, type Clock, HOUR_MS } from '../../lib/clock.ts';
import { newId, type Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { inTransaction, type Sql } from '../sql.ts';
import { readApproved } from './approved-templates.ts';
import { countPeople } from './count-people.ts';
import { insertCampaign } from './insert-campaign.ts';

/** A notice before a disaster, as somebody presses it. */
export interface DisasterNotice {
  readonly city: string;
  readonly kind: DisasterKind;
  /** What the console calls it. */
  readonly name: string;
  /** Own words in place of the template; checked by whoever hands it in. */
  readonly text?: string | undefined;
  /** For the template. */
  readonly values: Readonly<Record<string, string>>;
  readonly ways: readonly PushWay[];
}

/** The campaign of a notice. */
export interface DisasterCampaign {
  readonly campaignId: string;
  readonly status: CampaignState;
  readonly audienceRule: AudienceRule;
  readonly ways: readonly PushWay[];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export type DisasterOutcome =
  | { readonly kind: 'new' | 'known'; readonly campaign: DisasterCampaign }
  | { readonly kind: 'no_template'; readonly code: string }
  | { readonly kind: 'nobody' };

export interface DisasterStore {
  /** The campaign of this city, kind and day: made when there is none yet, however often and by whomever it is asked. */
  send(notice: DisasterNotice, actor: Actor): Promise<DisasterOutcome>;
}

interface StoreDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** How long a warning is worth sending: what was not sent by then asks. */
const WORTH_MS = 12 * HOUR_MS;
/** All day: a warning is not kept back by hours. */
const MIDNIGHT = '00:00';
/** Versions of what supervisors wrote themselves. */
const OWN_CODE = 'disaster_own_words';
/** Whom the trail names as the reviewer of own words: the check of words, since a storm does not wait for a colleague. */
const REVIEWER = 'system:word-check';

/** Notices to the customers of a city before something happens. */
export function makeDisasterStore({ pool, clock, random }: StoreDeps): DisasterStore {
  return {
    send: (notice, actor) =>
      inTransaction(pool, (sql) => send(sql, { notice, actor, now: clock.now(), random })),
  };
}

interface Given {
  readonly notice: DisasterNotice;
  readonly actor: Actor;
  readonly now: Date;
  readonly random: Random;
}

async function send(sql: Sql, given: Given): Promise<DisasterOutcome> {
  const { notice, actor, now, random } = given;
  const day = dayAt(now.getTime());
  const occasionOn = formatDay(day);
  const occasionKey = disasterKey(notice.city, notice.kind, occasionOn);
  // Two who press at once: the second one waits and is answered with the first one's.
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [occasionKey]);
  const known = await readCampaign(sql, occasionKey);
  if (known !== undefined) return { kind: 'known', campaign: known };
  const audienceRule: AudienceRule = { all: [{ kind: 'city_in', cities: [notice.city] }] };
  if ((await countPeople(sql, { rule: audienceRule, day, countMax: 1 })) === 0) {
    return { kind: 'nobody' };
  }
  const code = disasterTemplateCode(notice.kind);
  const templateId =
    notice.text === undefined
      ? (await readApproved(sql, [code]))({ templateCode: code, occasion: 'disaster' })?.id
      : await insertOwnWords(sql, notice.text, given);
  if (templateId === undefined) return { kind: 'no_template', code };
  const campaign = {
    name: notice.name,
    occasionKey,
    pushClass: 'service',
    isUrgent: true,
    occasionOn,
    templateId,
    values: notice.values,
    audienceRule,
    ways: notice.ways,
    startsAt: now,
    endsAt: addMs(now, WORTH_MS),
    dailyFrom: MIDNIGHT,
    dailyUntil: MIDNIGHT,
    createdBy: actor.id,
  } as const;
  const campaignId = await insertCampaign(sql, campaign, { now, random });
  if (campaignId === undefined)
    throw new Error(`campaign of ${occasionKey} appeared under its lock`);
  const subject = { actor, subjectKind: 'campaign', subjectId: campaignId };
  const data = { city: notice.city, kind: notice.kind, isOwnText: notice.text !== undefined };
  await insertAudit(sql, [{ ...subject, action: 'disaster_notice.sent', data }], now);
  const { startsAt, endsAt, ways } = campaign;
  return {
    kind: 'new',
    campaign: { campaignId, status: 'scheduled', audienceRule, ways, startsAt, endsAt },
  };
}

/** What a supervisor wrote is a version of a template like any other, so that it can be read later. */
async function insertOwnWords(
  sql: Sql,
  text: string,
  { notice, actor, now, random }: Given,
): Promise<string> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [OWN_CODE]);
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO outreach_templates (id, code, version, push_class, occasion, title, variants, status, author_id,
       reviewer_id, submitted_at, reviewed_at, created_at, updated_at)
     SELECT $1, $2, COALESCE(max(version), 0) + 1, 'service', 'disaster', $3, $4::jsonb, 'approved', $5, $6, $7, $7,
       $7, $7
     FROM outreach_templates WHERE code = $2 RETURNING id`,
    [
      newId('outreachTemplate', random),
      OWN_CODE,
      notice.name,
      JSON.stringify([{ key: 'A', text }]),
      actor.id,
      REVIEWER,
      now,
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the version of own words was not written');
  return row.id;
}

const rowSchema = z.object({
  id: z.string(),
  status: z.enum(CAMPAIGN_STATES),
  audience_rule: audienceRuleSchema,
  ways: z.array(z.enum(PUSH_WAYS)),
  starts_at: z.date(),
  ends_at: z.date(),
});

async function readCampaign(sql: Sql, occasionKey: string): Promise<DisasterCampaign | undefined> {
  const { rows } = await sql.query(
    `SELECT ${Object.keys(rowSchema.shape).join(', ')} FROM campaigns WHERE occasion_key = $1`,
    [occasionKey],
  );
  if (rows[0] === undefined) return undefined;
  const { id, status, audience_rule, ways, starts_at, ends_at } = rowSchema.parse(rows[0]);
  return {
    campaignId: id,
    status,
    audienceRule: audience_rule,
    ways,
    startsAt: starts_at,
    endsAt: ends_at,
  };
}
