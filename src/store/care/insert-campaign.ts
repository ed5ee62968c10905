import type { AudienceRule } from '../../domain/outreach/audience.ts';
import type { PushClass, PushWay } from '../../domain/push/settings.ts';
import { newId, type Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** A campaign that is ready to be sent, or that tells why nothing is. */
export interface NewCampaign {
  readonly name: string;
  /** Unique: a second campaign of it is not made. */
  readonly occasionKey: string;
  readonly pushClass: PushClass;
  readonly isUrgent: boolean;
  readonly carePlanId?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly occasionOn: string;
  readonly templateId?: string | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly audienceRule: AudienceRule;
  readonly ways: readonly PushWay[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly dailyFrom: string;
  readonly dailyUntil: string;
  /** Given: nothing is sent, and this is why; for so many people. */
  readonly skipped?: { readonly reason: string; readonly people: number } | undefined;
  readonly createdBy: string;
}

/**
 * Writes the campaign for the sender to find; undefined when the occasion has one already. One that is skipped is
 * `cancelled`, and its `planned` says how many people it was for.
 */
export async function insertCampaign(
  sql: Sql,
  campaign: NewCampaign,
  { now, random }: { readonly now: Date; readonly random: Random },
): Promise<string | undefined> {
  const { skipped } = campaign;
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO campaigns (id, name, occasion_key, push_class, is_urgent, care_plan_id, occasion_on, template_id,
       "values", audience_rule, ways, starts_at, ends_at, daily_from, daily_until, created_by, created_at, updated_at,
       status, reason, planned, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12, $13, $14, $15, $16, $17, $17,
       $18, $19, $20, $21)
     ON CONFLICT (occasion_key) DO NOTHING RETURNING id`,
    [
      newId('campaign', random),
      campaign.name,
      campaign.occasionKey,
      campaign.pushClass,
      campaign.isUrgent,
      campaign.carePlanId ?? null,
      campaign.occasionOn,
      campaign.templateId ?? null,
      JSON.stringify(campaign.values ?? {}),
      JSON.stringify(campaign.audienceRule),
      JSON.stringify(campaign.ways),
      campaign.startsAt,
      campaign.endsAt,
      campaign.dailyFrom,
      campaign.dailyUntil,
      campaign.createdBy,
      now,
      skipped === undefined ? 'scheduled' : 'cancelled',
      skipped?.reason ?? null,
      skipped?.people ?? 0,
      skipped === undefined ? null : now,
    ],
  );
  return rows[0]?.id;
}
