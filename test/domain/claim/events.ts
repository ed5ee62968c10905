import type { ClaimEvent } from '../../../src/domain/claim/record.ts';
import type { ClaimStatus } from '../../../src/domain/claim/status.ts';

const START = Date.parse('2026-06-10T00:00:00Z');

/** The instant `minute` minutes after the start of every test history. */
export function minute(count: number): Date {
  return new Date(START + count * 60_000);
}

/** An event at a minute; its id says what it is unless one is given. */
export function event(
  status: ClaimStatus | undefined,
  at: number,
  rest: Partial<ClaimEvent> = {},
): ClaimEvent {
  const id = `${rest.lossItemNo ?? 'case'}-${status ?? rest.rawStatus ?? 'facts'}-${at}`;
  return {
    sourceEventId: id,
    ...(status === undefined ? {} : { status }),
    occurredAt: minute(at),
    facts: {},
    isSnapshot: false,
    ...rest,
  };
}

/** The ordinary way of a claim, one stage a minute. */
export const ORDINARY_WAY: readonly ClaimStatus[] = [
  'DISPATCHED',
  'SURVEYING',
  'SURVEYED',
  'ASSESSING',
  'LOSS_REVIEW',
  'LOSS_CONFIRMED',
  'DOCS_PENDING',
  'DOCS_COMPLETE',
  'ADJUSTING',
  'CLAIM_REVIEW',
  'APPROVED',
  'PAYING',
  'PAID',
  'CLOSED_PAID',
];

export const OPENING = { reportedAt: minute(0) };
