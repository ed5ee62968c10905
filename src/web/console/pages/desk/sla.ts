import type { DeskState, Handoff } from '../../desk-context.tsx';

/** How long a customer waits, against how long they may. */
export interface Wait {
  readonly waitedMs: number;
  readonly limitMs: number;
  /** `risk` from 80 % of the limit, `late` from the limit on. */
  readonly level: 'fine' | 'risk' | 'late';
}

const RISK_SHARE = 0.8;

type Waiting = Pick<Handoff, 'state' | 'queuedAt' | 'acceptedAt' | 'firstReplyAt' | 'waitingSince'>;

/** What a customer waits for now; undefined when the next words are theirs, or all is over. */
export function waitOf(
  handoff: Waiting,
  settings: Pick<DeskState['settings'], 'firstReplySeconds' | 'nextReplySeconds'>,
  nowMs: number,
): Wait | undefined {
  const since = sinceOf(handoff);
  if (since === undefined) return undefined;
  const seconds =
    handoff.firstReplyAt === null ? settings.firstReplySeconds : settings.nextReplySeconds;
  const waitedMs = Math.max(0, nowMs - Date.parse(since));
  const limitMs = seconds * 1000;
  const isRisk = waitedMs >= limitMs * RISK_SHARE;
  return { waitedMs, limitMs, level: waitedMs >= limitMs ? 'late' : isRisk ? 'risk' : 'fine' };
}

function sinceOf(handoff: Waiting): string | undefined {
  switch (handoff.state) {
    case 'queued':
    case 'offered':
      return handoff.queuedAt;
    case 'with_agent':
      if (handoff.firstReplyAt === null) {
        return handoff.waitingSince ?? handoff.acceptedAt ?? undefined;
      }
      return handoff.waitingSince ?? undefined;
    case 'wrapping_up':
    case 'returned':
    case 'closed':
      return undefined;
  }
}

/** Mine in the order in which they need me: longest unanswered first, then the newest, finished talks last. */
export function sortMine(mine: readonly Handoff[]): readonly Handoff[] {
  return mine.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      (a.waitingSince ?? '').localeCompare(b.waitingSince ?? '') ||
      (b.acceptedAt ?? '').localeCompare(a.acceptedAt ?? '') ||
      a.id.localeCompare(b.id),
  );
}

function rankOf({ state, waitingSince }: Handoff): number {
  if (state === 'wrapping_up') return 2;
  return waitingSince === null ? 1 : 0;
}

/** The conversation `step` places after the current one in a list, round and round. */
export function neighbour(
  ids: readonly string[],
  current: string | undefined,
  step: 1 | -1,
): string | undefined {
  if (ids.length === 0) return undefined;
  const at = current === undefined ? -1 : ids.indexOf(current);
  if (at === -1) return step === 1 ? ids[0] : ids.at(-1);
  return ids[(at + step + ids.length) % ids.length];
}

/** Whom to answer next after this one: who waits longest; undefined when nobody does. */
export function nextUnanswered(
  mine: readonly Handoff[],
  current: string | undefined,
): string | undefined {
  return sortMine(mine).find(
    ({ waitingSince, conversationId, state }) =>
      state === 'with_agent' && waitingSince !== null && conversationId !== current,
  )?.conversationId;
}
