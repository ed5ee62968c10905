import type { Timers } from './timers.ts';

interface Allowance {
  readonly expiresAt: number;
  left: number;
}

/** What one customer's acts allow an account to send. */
export interface Allowances {
  /** A newer one of a kind takes the older one's place. */
  grant(kind: string, given: { readonly allowed: number; readonly lifeMs: number }): void;
  /** Uses one up, of what ends first. closed: nothing is open; used_up: something is, with none left. */
  spend(): 'ok' | 'closed' | 'used_up';
  /** What is left, and when the last of it is over. */
  look(): { readonly left: number; readonly closesAt?: Date };
  clear(): void;
}

export function makeAllowances(timers: Timers): Allowances {
  const byKind = new Map<string, Allowance>();
  return {
    grant: (kind, { allowed, lifeMs }) => {
      byKind.set(kind, { expiresAt: timers.now().getTime() + lifeMs, left: allowed });
    },
    spend: () => {
      const now = timers.now().getTime();
      const open = [...byKind.values()].filter((one) => one.expiresAt > now);
      if (open.length === 0) return 'closed';
      const withSome = open.filter((one) => one.left > 0);
      const first = withSome.toSorted((a, b) => a.expiresAt - b.expiresAt)[0];
      if (first === undefined) return 'used_up';
      first.left -= 1;
      return 'ok';
    },
    look: () => {
      const now = timers.now().getTime();
      const open = [...byKind.values()].filter((one) => one.expiresAt > now);
      const left = open.reduce((sum, one) => sum + one.left, 0);
      if (open.length === 0) return { left };
      return { left, closesAt: new Date(Math.max(...open.map((one) => one.expiresAt))) };
    },
    clear: () => byKind.clear(),
  };
}
