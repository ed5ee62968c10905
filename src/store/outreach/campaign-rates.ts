import { bucketOf, refilled } from '../../domain/outreach/rates.ts';
import { addMs, MINUTE_MS } from '../../lib/clock.ts';
import type { Sql } from '../sql.ts';
import type { OpenCampaign } from './candidates.ts';

/** What a campaign may send now by its own rate. */
export function tokensOf(campaign: OpenCampaign, now: Date): number {
  const { per_minute: perMinute, tokens, refilled_at: refilledAt } = campaign;
  if (perMinute === null) return Number.POSITIVE_INFINITY;
  return refilled({ tokens, refilledAt }, perMinute, now);
}

const SAVE = {
  name: 'outreach-save-campaign-rates',
  text: `UPDATE campaigns p SET tokens = s.tokens, refilled_at = $2
    FROM jsonb_to_recordset($1::jsonb) AS s(id text, tokens float8) WHERE p.id = s.id`,
};

/** What is left of the campaigns' own rates while a batch is decided. Within one transaction only. */
export class CampaignRates {
  readonly #now: Date;
  readonly #left = new Map<string, { tokens: number; waiting: number }>();

  constructor(now: Date) {
    this.#now = now;
  }

  /** Undefined: one more may leave, and is counted. Otherwise when to ask again. */
  take(campaign: OpenCampaign | undefined): Date | undefined {
    if (campaign === undefined || campaign.per_minute === null) return undefined;
    const known = this.#left.get(campaign.id);
    const left = known ?? { tokens: tokensOf(campaign, this.#now), waiting: 0 };
    this.#left.set(campaign.id, left);
    if (left.tokens >= 1) {
      left.tokens -= 1;
      return undefined;
    }
    left.waiting += 1;
    const { refill } = bucketOf(campaign.per_minute);
    return addMs(this.#now, Math.ceil((left.waiting * MINUTE_MS) / refill));
  }

  /** Writes down what is left. */
  async save(sql: Sql): Promise<void> {
    if (this.#left.size === 0) return;
    const rows = [...this.#left].map(([id, { tokens }]) => ({ id, tokens }));
    await sql.query({ ...SAVE, values: [JSON.stringify(rows), this.#now] });
  }
}
