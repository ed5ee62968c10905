import type { z } from 'zod';
import type { campaignDetail } from '../../../../server/contract/campaigns.ts';
import type { CAMPAIGN_COPY } from '../../copy-admin/campaigns.ts';

export type CampaignDetail = z.infer<typeof campaignDetail>;
type Counts = CampaignDetail['counts'];

/** What is told apart in a bar: arrived or not is one thing to whoever watches a campaign go out. */
export type TallyKey = keyof typeof CAMPAIGN_COPY.counts;
/** Of people. */
export type Tally = Readonly<Record<TallyKey, number>>;

/** In the order of the bar: what is done first. */
export const TALLY_KEYS: readonly TallyKey[] = [
  'sent',
  'suppressed',
  'failed',
  'unknown',
  'sending',
  'planned',
];
const STILL: readonly TallyKey[] = ['planned', 'sending'];

/** How many people are in which state. */
export function tallyOf(counts: Counts): Tally {
  const tally = { planned: 0, sending: 0, sent: 0, failed: 0, suppressed: 0, unknown: 0 };
  for (const { status, count } of counts) {
    tally[status === 'delivered' ? 'sent' : status] += count;
  }
  return tally;
}

/** Everybody who has a row. */
export function totalOf(tally: Tally): number {
  return TALLY_KEYS.reduce((sum, key) => sum + tally[key], 0);
}

/** Everybody of whom it is settled what became of the message. */
export function doneOf(tally: Tally): number {
  return totalOf(tally) - STILL.reduce((sum, key) => sum + tally[key], 0);
}

/** Why people get nothing, the commonest first: final ones, and those who wait with a reason. */
export function reasonsOf(counts: Counts): readonly {
  readonly status: Counts[number]['status'];
  readonly reason: string;
  count: number;
}[] {
  return counts
    .flatMap(({ status, reason, count }) => (reason === null ? [] : [{ status, reason, count }]))
    .toSorted((a, b) => b.count - a.count);
}

/** A look at a campaign that goes out. */
export interface Sample {
  readonly atMs: number;
  /** Messages that were given to a channel. */
  readonly released: number;
}

/** Looks older than this say nothing about the speed of now, in milliseconds. */
export const SPEED_SPAN_MS = 30_000;
/** Less than this between two looks is no speed yet, in milliseconds. */
const SPEED_MIN_MS = 3_000;

/** Messages a minute over the last looks; undefined while there are too few of them, or nothing leaves. */
export function speedOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const ms = last.atMs - first.atMs;
  const released = last.released - first.released;
  return ms < SPEED_MIN_MS || released <= 0 ? undefined : Math.round((released * 60_000) / ms);
}

/** The looks that still count, with a new one. */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= SPEED_SPAN_MS), sample];
}

/** Messages that left, whatever became of them. */
export function releasedOf({ sent, failed, unknown, sending }: Tally): number {
  return sent + failed + unknown + sending;
}

/** True while it changes by itself: its page looks again and again. */
export function isLive(status: CampaignDetail['status']): boolean {
  return status === 'scheduled' || status === 'planning' || status === 'running';
}
