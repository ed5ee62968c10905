import type { HolidayDay } from './holiday-table.ts';

const off = (name: string, ...dates: readonly string[]): readonly HolidayDay[] =>
  dates.map((date) => ({ date: `2024-${date}`, isWorkday: false, name }));
const madeUp = (name: string, ...dates: readonly string[]): readonly HolidayDay[] =>
  dates.map((date) => ({ date: `2024-${date}`, isWorkday: true, name: `${name}调休上班` }));

/**
 * Public holidays and make-up working days of 2024, by the State Council's notice (国办发明电〔2023〕7号) as two
 * calendar libraries have it. The eve of Spring Festival (02-09) was recommended to employers, not ordered: a working
 * day. Weekend days that a holiday only joins (06-08, 06-09) are what their weekday says.
 */
export const STATE_COUNCIL_2024: readonly HolidayDay[] = [
  ...off('元旦', '01-01'),
  ...off('春节', '02-10', '02-11', '02-12', '02-13', '02-14', '02-15', '02-16', '02-17'),
  ...madeUp('春节', '02-04', '02-18'),
  ...off('清明节', '04-04', '04-05', '04-06'),
  ...madeUp('清明节', '04-07'),
  ...off('劳动节', '05-01', '05-02', '05-03', '05-04', '05-05'),
  ...madeUp('劳动节', '04-28', '05-11'),
  ...off('端午节', '06-10'),
  ...off('中秋节', '09-15', '09-16', '09-17'),
  ...madeUp('中秋节', '09-14'),
  ...off('国庆节', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'),
  ...madeUp('国庆节', '09-29', '10-12'),
];
