import type { z } from 'zod';
import type { board } from '../../../../server/contract/setup.ts';
import type { BarChartData } from '../../chart-option.ts';
import { COPY } from '../../copy.ts';
import { BOARD_COPY } from '../../copy-admin/board.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { formatTime } from '../../format.ts';

type Board = z.infer<typeof board>;

/** Requests, acceptances and ends, hour by hour. */
export function hoursData(hours: Board['byHour']): BarChartData {
  return {
    categoryLabel: BOARD_COPY.hour,
    categories: hours.map(({ from }) => formatTime(from)),
    series: [
      { name: BOARD_COPY.requests, values: hours.map(({ requested }) => requested) },
      { name: BOARD_COPY.accepts, values: hours.map(({ accepted }) => accepted) },
      { name: BOARD_COPY.ends, values: hours.map(({ closed }) => closed) },
    ],
  };
}

/** Why people were asked for, the most frequent reason first. */
export function reasonsData(reasons: Board['byReason']): BarChartData {
  const sorted = [...reasons].sort((a, b) => b.count - a.count);
  return {
    categoryLabel: BOARD_COPY.reason,
    categories: sorted.map(({ reason }) => labelOf(COPY.reasons, reason)),
    series: [{ name: BOARD_COPY.count, values: sorted.map(({ count }) => count) }],
    isHorizontal: true,
  };
}
