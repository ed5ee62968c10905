import type { ComplaintPromise } from '../domain/complaint/complainant.ts';
import { deadline } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';

const text = copy.complaintActs.promises;

/** Until when each promise holds, a line each, the soonest first; late ones are owned up to. */
export function promiseLines(promises: readonly ComplaintPromise[], now: Date): readonly string[] {
  return [...promises]
    .sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
    .flatMap(({ kind, dueAt }) => {
      const { by, late, still } = text[kind];
      if (by === undefined) return [];
      if (dueAt === null) return still === undefined ? [] : [still];
      return [now <= dueAt ? by(deadline(dueAt, now)) : late(deadline(dueAt, now))];
    });
}
