import type { z } from 'zod';
import type { Report } from '../../domain/complaint/report.ts';
import type { report } from '../contract/report.ts';
import { iso, isoOrNull } from './answers.ts';

type Answer = z.infer<typeof report>;

/** A report as answers write it. */
export function toReport(made: Report): Answer {
  const head = { madeAt: iso(made.madeAt), base: { ...made.base } };
  switch (made.name) {
    case 'complaints':
      return {
        ...made,
        ...head,
        by: made.by.map(({ dimension, rows }) => ({ dimension, rows: rows.map(named) })),
      };
    case 'complaint-timeliness':
      return { ...made, ...head, ...timeliness(made) };
    case 'complaint-quality':
      return {
        ...made,
        ...head,
        measures: made.measures.map(named),
        satisfaction: {
          ...made.satisfaction,
          scores: [...made.satisfaction.scores],
          lowNos: [...made.satisfaction.lowNos],
        },
      };
    case 'complaint-regulator': {
      const { transferred } = made;
      const byCategory = [...transferred.byCategory];
      return { ...made, ...head, transferred: { ...named(transferred), byCategory } };
    }
    case 'complaint-groups':
      return {
        ...made,
        ...head,
        groups: made.groups.map((group) => ({
          ...named(group),
          firstAt: iso(group.firstAt),
          lastAt: iso(group.lastAt),
        })),
      };
    case 'complaint-root-causes':
      return { ...made, ...head, rows: made.rows.map(named), overdue: [...made.overdue] };
  }
}

function timeliness(made: Extract<Report, { readonly name: 'complaint-timeliness' }>) {
  const { measures, overClock } = made;
  return {
    measures: measures.map((one) => ({ ...one, lateNos: [...one.lateNos] })),
    overClock: {
      total: overClock.total,
      rows: overClock.rows.map((row) => ({
        ...row,
        dueAt: iso(row.dueAt),
        doneAt: isoOrNull(row.doneAt),
        endedAt: isoOrNull(row.endedAt),
      })),
    },
  };
}

function named<T extends { readonly complaintNos: readonly string[] }>(one: T) {
  return { ...one, complaintNos: [...one.complaintNos] };
}
