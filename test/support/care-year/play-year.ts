import type { Pool } from 'pg';
import { addMs, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { type Agenda, makeAgenda } from './agenda.ts';
import { plusDays, startOfDay } from './calendar-2027.ts';
import { type Facts, readFacts } from './facts.ts';
import { playLife } from './life.ts';
import { openChats } from './minds.ts';
import { chat, makePeople } from './people.ts';
import { openYearDesk, type YearDesk } from './year-desk.ts';

export interface YearOptions {
  readonly pool: Pool;
  /** `YYYY-MM-DD`, from December 2026 to December 2027. */
  readonly firstDay: string;
  readonly days: number;
  /** `HH:mm` of the looks of each day, earliest first. */
  readonly looks: readonly string[];
  /** Days on which nobody runs the desk, or looks at which it does not, as `YYYY-MM-DD HH:mm`. */
  readonly standstill?: readonly string[];
  readonly told?: (day: string) => void;
}

/** A year that was played, with what is known of it beside the desk's own rows. */
export interface Played {
  readonly desk: Pick<YearDesk, 'pool' | 'care' | 'arrived' | 'faults'>;
  readonly facts: Facts;
  readonly firstDay: string;
  /** The last day that was played to its end. */
  readonly lastDay: string;
  readonly endedAt: Date;
  /** Every moment at which the desk looked. */
  readonly looks: readonly Date[];
}

/** Plays days of the demo insurer: what happens, what the desk does, and what customers do about it. */
export async function playYear(options: YearOptions): Promise<Played> {
  const { pool, firstDay, days, standstill = [] } = options;
  const desk = await openYearDesk(pool, firstDay);
  const facts = await readFacts(pool);
  const agenda: Agenda = makeAgenda();
  const playing = { desk, facts, agenda, firstDay, days };
  chat(playing, await openChats(playing));
  playLife(playing);
  const people = makePeople(playing);
  const looks: Date[] = [];
  for (let nth = 0; nth < days; nth += 1) {
    const day = plusDays(firstDay, nth);
    for (const time of options.looks) {
      const at = timeOf(day, time);
      desk.skip(at);
      await agenda.until(at);
      if (standstill.includes(day) || standstill.includes(`${day} ${time}`)) continue;
      await desk.step(at);
      looks.push(at);
      await people.react(at);
      if (isForCalls(day, at)) await people.call(at);
    }
    options.told?.(day);
  }
  const lastDay = plusDays(firstDay, days - 1);
  const endedAt = looks.at(-1) ?? startOfDay(lastDay);
  return { desk, facts, firstDay, lastDay, endedAt, looks };
}

function timeOf(day: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return addMs(startOfDay(day), hours * HOUR_MS + minutes * MINUTE_MS);
}

function isForCalls(day: string, at: Date): boolean {
  const hour = (at.getTime() - startOfDay(day).getTime()) / HOUR_MS;
  return hour >= 10 && hour < 19;
}
