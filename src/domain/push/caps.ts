import { DAY_MS } from '../../lib/clock.ts';
import type { PushRequest, PushTouch } from './push.ts';
import type { PushSettings } from './settings.ts';

/** One limit of the budget, and how much of it is used. */
export interface CapUse {
  readonly scope: 'class' | 'total';
  readonly count: number;
  readonly days: number;
  /** Touches within those days. */
  readonly used: number;
  /** From when one more is allowed; `undefined`: now; infinite when none ever is. In milliseconds since 1970. */
  readonly freeAtMs: number | undefined;
}

type Budgeted = Pick<PushRequest, 'pushClass' | 'isAboutCase'>;

/**
 * The limits that hold for a push and what is used of them. A touch counts for exactly `days` times 24 hours: at that
 * instant it is free again. Service has no limit and uses up none. A survey about a closed case is not kept back by
 * the limits of surveys, only by the total; but it counts for both.
 */
export function capUses(
  request: Budgeted,
  touches: readonly PushTouch[],
  settings: PushSettings,
  nowMs: number,
): readonly CapUse[] {
  return limitsOf(request, settings).map((limit) => ({
    ...limit,
    used: touches.filter((touch) => counts(touch, limit, request, nowMs)).length,
    freeAtMs: freeAt(limit, request, touches, nowMs),
  }));
}

/** The limit that keeps a push back longest, of the class before the total, and when it is free. */
export function capObstacle(
  request: Budgeted,
  touches: readonly PushTouch[],
  settings: PushSettings,
  nowMs: number,
): { readonly reason: 'cap_class' | 'cap_total'; readonly freeAtMs: number } | undefined {
  let scope: CapUse['scope'] | undefined;
  let latestMs = nowMs;
  for (const limit of limitsOf(request, settings)) {
    const freeAtMs = freeAt(limit, request, touches, nowMs);
    if (freeAtMs === undefined) continue;
    if (scope === undefined || freeAtMs > latestMs) scope = limit.scope;
    latestMs = Math.max(latestMs, freeAtMs);
  }
  if (scope === undefined) return undefined;
  return { reason: scope === 'class' ? 'cap_class' : 'cap_total', freeAtMs: latestMs };
}

type Limit = Pick<CapUse, 'scope' | 'count' | 'days'>;

function limitsOf({ pushClass, isAboutCase }: Budgeted, { caps }: PushSettings): readonly Limit[] {
  if (pushClass === 'service') return [];
  const limits: Limit[] = [];
  if (!(pushClass === 'survey' && isAboutCase)) {
    for (const { count, days } of caps[pushClass]) limits.push({ scope: 'class', count, days });
  }
  for (const { count, days } of caps.total) limits.push({ scope: 'total', count, days });
  return limits;
}

/** Touches come newest first: a limit is free again when the oldest of the newest `count` is over. */
function freeAt(
  limit: Limit,
  request: Budgeted,
  touches: readonly PushTouch[],
  nowMs: number,
): number | undefined {
  if (limit.count === 0) return Number.POSITIVE_INFINITY;
  let left = limit.count;
  for (const touch of touches) {
    if (!counts(touch, limit, request, nowMs)) continue;
    left -= 1;
    if (left === 0) return touch.at.getTime() + limit.days * DAY_MS;
  }
  return undefined;
}

function counts(
  { pushClass, at }: PushTouch,
  { scope, days }: Limit,
  request: Budgeted,
  nowMs: number,
): boolean {
  const isOfLimit = scope === 'class' ? pushClass === request.pushClass : pushClass !== 'service';
  return isOfLimit && at.getTime() + days * DAY_MS > nowMs;
}

/** For how many days touches matter. */
export function longestCapDays({ caps }: PushSettings): number {
  const all = [...caps.marketing, ...caps.care, ...caps.survey, ...caps.total];
  return Math.max(1, ...all.map(({ days }) => days));
}
