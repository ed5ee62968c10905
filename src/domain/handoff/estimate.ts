import { HOUR_MS, MINUTE_MS } from '../../lib/clock.ts';

/** What a waiting time is reckoned from; only what happened, nothing assumed. */
export interface WaitFacts {
  /** Place among those who wait and whom nobody was asked to take, from 1. */
  readonly position: number;
  /** The people at work who could have it (assign.ts `fittingAgents`); offers count in what they have. */
  readonly agents: readonly { readonly capacity: number; readonly active: number }[];
  /** How long their recent hand-offs took from acceptance to the end, in milliseconds. */
  readonly handlingMs: readonly number[];
  /** How long recent requests waited for acceptance while somebody had room, in milliseconds. */
  readonly acceptanceMs: readonly number[];
}

/** Whole minutes; `fromMinutes` is less than `toMinutes`. Always a range: nobody knows the minute. */
export interface WaitEstimate {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** Fewer samples than this say nothing. */
const SAMPLES_MIN = 5;
/** A range that ends later than this helps nobody. */
const TO_MAX_MS = 2 * HOUR_MS;
/** How much longer or shorter the wait may be than on average, in standard deviations: about four of five cases. */
const SPREAD = 1.28;

/**
 * How long somebody at this place waits, or undefined when there is no basis to say: nobody at work, too few samples,
 * or so long that a number would be no help.
 */
export function estimateWait(facts: WaitFacts): WaitEstimate | undefined {
  const capacity = sum(facts.agents.map((each) => each.capacity));
  const free = sum(facts.agents.map((each) => Math.max(0, each.capacity - each.active)));
  if (capacity === 0 || facts.position < 1) return undefined;
  if (facts.position <= free) return ofAcceptance(facts.acceptanceMs);
  return ofDepartures(facts.position - free, capacity, facts.handlingMs);
}

/** Somebody has room: what remains is that they see it and take it. */
function ofAcceptance(acceptanceMs: readonly number[]): WaitEstimate | undefined {
  if (acceptanceMs.length < SAMPLES_MIN) return undefined;
  const sorted = acceptanceMs.toSorted((a, b) => a - b);
  return inMinutes(quantile(sorted, 0.1), quantile(sorted, 0.9));
}

/**
 * Everybody is busy: it takes as many ends of conversations as there are people before, and one more. With `capacity`
 * conversations of a mean length at once, one ends every mean / capacity; ends come at random, so the time until the
 * nth one spreads with the square root of n.
 */
function ofDepartures(
  ends: number,
  capacity: number,
  handlingMs: readonly number[],
): WaitEstimate | undefined {
  if (handlingMs.length < SAMPLES_MIN) return undefined;
  const betweenMs = sum(handlingMs) / handlingMs.length / capacity;
  const meanMs = ends * betweenMs;
  const spreadMs = SPREAD * Math.sqrt(ends) * betweenMs;
  return inMinutes(Math.max(0, meanMs - spreadMs), meanMs + spreadMs);
}

function inMinutes(fromMs: number, toMs: number): WaitEstimate | undefined {
  if (!(toMs <= TO_MAX_MS)) return undefined;
  const fromMinutes = Math.floor(fromMs / MINUTE_MS);
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 1, Math.ceil(toMs / MINUTE_MS)) };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
