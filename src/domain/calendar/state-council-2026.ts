import type { HolidayDay } from './holiday-table.ts';

const off = (name: string, ...dates: readonly string[]): readonly HolidayDay[] =>
  dates.map((date) => ({ date: `2026-${date}`, isWorkday: false, name }));
const madeUp = (name: string, ...dates: readonly string[]): readonly HolidayDay[] =>
  dates.map((date) => ({ date: `2026-${date}`, isWorkday: true, name: `${name}调休上班` }));

/**
 * Public holidays and make-up working days of 2026, by the State Council's notice as four calendar libraries have it
 * (domain.md 5.1, read 2026-11-22). The notice for 2027 was not out then.
 */
export const STATE_COUNCIL_2026: readonly HolidayDay[] = [
  ...off('元旦', '01-01', '01-02', '01-03'),
  ...madeUp('元旦', '01-04'),
  ...off('春节', '02-15', '02-16', '02-17', '02-18', '02-19', '02-20', '02-21', '02-22', '02-23'),
  ...madeUp('春节', '02-14', '02-28'),
  ...off('清明节', '04-04', '04-05', '04-06'),
  ...off('劳动节', '05-01', '05-02', '05-03', '05-04', '05-05'),
  ...madeUp('劳动节', '05-09'),
  ...off('端午节', '06-19', '06-20', '06-21'),
  ...off('中秋节', '09-25', '09-26', '09-27'),
  ...off('国庆节', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'),
  ...madeUp('国庆节', '09-20', '10-10'),
];
