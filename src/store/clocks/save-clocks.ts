import type { SlaClock } from '../../domain/sla/clock.ts';
import type { Sql } from '../sql.ts';
import { clockIdOf } from './clock-rows.ts';
import { replayStored } from './replay-stored.ts';
import { wakeFrom } from './wake.ts';
import { readLevels, type WatchedClock, writeClocks } from './write-clocks.ts';

/**
 * Replays a complaint's history and stores what its clocks are now: their rows, breaches, and the deadlines that lists
 * show. The caller holds the complaint's row lock and has appended its event. Warnings are the watch's: it looks at
 * once at a clock whose time has passed meanwhile.
 */
export async function saveClocks(
  sql: Sql,
  of: { readonly complaintId: string; readonly now: Date },
): Promise<readonly SlaClock[]> {
  const { complaintId, now } = of;
  const saved = await saveManyClocks(sql, { complaintIds: [complaintId], now });
  return saved.clocks.get(complaintId) ?? [];
}

/** The same for many complaints at once; `changed` counts the rows of clocks that were others before. */
export async function saveManyClocks(
  sql: Sql,
  of: { readonly complaintIds: readonly string[]; readonly now: Date },
): Promise<{
  readonly clocks: ReadonlyMap<string, readonly SlaClock[]>;
  readonly changed: number;
}> {
  const clocks = await replayStored(sql, of);
  const levels = await readLevels(sql, of.complaintIds);
  const watched = [...clocks].flatMap(([complaintId, own]) =>
    own.map((clock): WatchedClock => {
      const level = levels.get(clockIdOf(complaintId, clock)) ?? 0;
      return { complaintId, clock, wake: wakeFrom(clock, level) };
    }),
  );
  const { changed } = await writeClocks(sql, { ...of, clocks: watched });
  return { clocks, changed };
}
