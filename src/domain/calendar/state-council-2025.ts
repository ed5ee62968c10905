import type { HolidayDay } from './holiday-table.ts';

const off = (name: string, ...dates: readonly string[]): readonly HolidayDay[] =>
  dates.map((date) => ({ date: `2025-${date}`, isWorkday: false, name }));
const madeUp = (name: string, ...dates: readonly string[]): readonly HolidayDay[] =>
  dates.map((date) => ({ date: `2025-${date}`, isWorkday: true, name: `${name}调休上班` }));

/**
 * Public holidays and make-up working days of 2025, by the State Council's notice (国办发明电〔2024〕12号) as two
 * calendar libraries have it.
 */
export const STATE_COUNCIL_2025: readonly HolidayDay[] = [
  ...off('元旦', '01-01'),
  ...off('春节', '01-28', '01-29', '01-30', '01-31', '02-01', '02-02', '02-03', '02-04'),
  ...madeUp('春节', '01-26', '02-08'),
  ...off('清明节', '04-04', '04-05', '04-06'),
  ...off('劳动节', '05-01', '05-02', '05-03', '05-04', '05-05'),
  ...madeUp('劳动节', '04-27'),
  ...off('端午节', '05-31', '06-01', '06-02'),
  ...off('国庆节', '10-01', '10-02', '10-03', '10-04', '10-05', '10-07', '10-08'),
  ...off('中秋节', '10-06'),
  ...madeUp('国庆节', '09-28', '10-11'),
];
