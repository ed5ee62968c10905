import type { Random } from '../lib/ids.ts';

/** Numbers that customers write down: a kind, the day in China, six random digits: `RP20261123048213`. */
export interface CaseNumbers {
  report(now: Date): string;
  complaint(now: Date): string;
  request(now: Date): string;
  /** A code that nobody guesses, for an address: 100 random bits. */
  code(): string;
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

const CODE_LENGTH = 20;

/** Random, so that nobody learns from a number how many there are; a clash is refused by the store and tried again. */
export function makeCaseNumbers(random: Random): CaseNumbers {
  const next = (prefix: string, now: Date): string =>
    `${prefix}${DAY.format(now).replaceAll('-', '')}${random.digits(6)}`;
  return {
    report: (now) => next('RP', now),
    complaint: (now) => next('TS', now),
    request: (now) => next('SR', now),
    code: () => random.text(CODE_LENGTH),
  };
}
