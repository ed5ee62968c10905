import type { z } from 'zod';
import type { deskNotice } from '../../../server/contract/sla.ts';
import { CLOCKS } from '../copy-admin/complaint-labels.ts';
import { NOTICE_COPY } from '../copy-admin/notices.ts';

export type DeskNotice = z.infer<typeof deskNotice>;

/** The deadline itself has passed; a level more is a day more. */
export const LATE_LEVEL = 2;

/** What a notice says in one line; it holds nobody's words. */
export function noticeText(notice: Pick<DeskNotice, 'kind' | 'clock' | 'level' | 'count'>): string {
  const { kind, clock, level, count } = notice;
  if (kind === 'digest') return NOTICE_COPY.digest(count);
  if (kind !== 'clock' || clock === null || level === null) return NOTICE_COPY.kinds[kind];
  const { levels } = NOTICE_COPY;
  const name = CLOCKS[clock];
  if (level === 0) return levels.half(name);
  if (level === 1) return levels.most(name);
  return level === LATE_LEVEL ? levels.late(name) : levels.later(name, level - LATE_LEVEL);
}

/** True when it is worth a word of the browser: a deadline has passed, or a person is asked for. */
export function isUrgent({ kind, level }: Pick<DeskNotice, 'kind' | 'level'>): boolean {
  switch (kind) {
    case 'clock':
      return (level ?? 0) >= LATE_LEVEL;
    case 'digest':
    case 'escalated':
    case 'rating':
    case 'outreach':
    case 'follow_up_overdue':
      return true;
    case 'assigned':
    case 'answered':
    case 'group':
    case 'waiting':
    case 'rating_call':
    case 'referral':
    case 'return_visit':
    case 'follow_up':
      return false;
  }
}
