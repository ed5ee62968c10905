import type { z } from 'zod';
import type { complaintClock, complaintSummary } from '../../../server/contract/complaint.ts';

type NextClock = NonNullable<z.infer<typeof complaintSummary>['nextClock']>;
export type Clock = z.infer<typeof complaintClock>;

/** How a clock that still waits stands, in milliseconds. */
export type ClockState =
  | { readonly kind: 'paused' }
  /** It has no deadline: its calendar has no hours. */
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly leftMs: number; readonly usedShare: number }
  | { readonly kind: 'late'; readonly byMs: number };

/** How a clock that still waits stands now. At its very deadline it is in time. */
export function stateOf(
  { startedAt, dueAt, pausedAt }: Pick<NextClock, 'startedAt' | 'dueAt' | 'pausedAt'>,
  nowMs: number,
): ClockState {
  // One that is late was late before it was made to stand still.
  const leftMs = dueAt === null ? undefined : Date.parse(dueAt) - nowMs;
  if (pausedAt !== null && (leftMs === undefined || leftMs >= 0)) return { kind: 'paused' };
  if (leftMs === undefined) return { kind: 'none' };
  if (leftMs < 0) return { kind: 'late', byMs: -leftMs };
  const wholeMs = leftMs + nowMs - Date.parse(startedAt);
  return { kind: 'running', leftMs, usedShare: wholeMs <= 0 ? 1 : 1 - leftMs / wholeMs };
}

/** Half and four fifths of the time: where somebody is warned. */
const HALF = 0.5;
const MOST = 0.8;

export type ClockTone = 'calm' | 'half' | 'most' | 'late' | 'paused';

/** The colour of a clock: as the warnings of the desk, at 50 %, 80 % and 100 %. */
export function toneOf(state: ClockState): ClockTone {
  switch (state.kind) {
    case 'paused':
    case 'none':
      return 'paused';
    case 'late':
      return 'late';
    case 'running':
      return state.usedShare >= MOST ? 'most' : state.usedShare >= HALF ? 'half' : 'calm';
  }
}

/** True while a clock waits for something: running, standing still or late. */
export function isOpen({ doneAt, endedAt }: Pick<Clock, 'doneAt' | 'endedAt'>): boolean {
  return doneAt === null && endedAt === null;
}

/** How much of its time a clock has used up, 0 to 1: by the marks that the server computed where it can, since working time is not the wall's. */
export function usedShareOf(clock: Clock, nowMs: number): number {
  const { startedAt, halfAt, mostAt, dueAt } = clock;
  if (clock.verdict === 'breached') return 1;
  const end = clock.doneAt ?? clock.endedAt ?? clock.pausedAt;
  const at = end === null ? nowMs : Date.parse(end);
  if (dueAt === null) return usedBeforePause(clock);
  const marks = [
    { at: Date.parse(startedAt), share: 0 },
    ...(halfAt === null ? [] : [{ at: Date.parse(halfAt), share: HALF }]),
    ...(mostAt === null ? [] : [{ at: Date.parse(mostAt), share: MOST }]),
    { at: Date.parse(dueAt), share: 1 },
  ];
  return between(marks, at);
}

/** The deadline that a clock had when it was made to stand still; undefined: it does not stand, or had none. */
function dueBeforePause({ pausedAt, changes }: Clock): number | undefined {
  const last = changes.findLast(({ why }) => why === 'pause');
  return pausedAt === null || last === undefined || last.from === null
    ? undefined
    : Date.parse(last.from);
}

/** How much time of the wall a standing clock keeps; undefined for one that counts working time, or does not stand. */
export function keptMs(clock: Clock): number | undefined {
  const due = dueBeforePause(clock);
  if (due === undefined || clock.pausedAt === null || clock.length.basis === 'working') return;
  return due - Date.parse(clock.pausedAt);
}

/** By the wall, which is near enough for a bar. */
function usedBeforePause(clock: Clock): number {
  const due = dueBeforePause(clock);
  if (due === undefined || clock.pausedAt === null) return 0;
  const start = Date.parse(clock.startedAt) + clock.pausedMs;
  return due <= start ? 1 : Math.max(0, (Date.parse(clock.pausedAt) - start) / (due - start));
}

function between(marks: readonly { at: number; share: number }[], at: number): number {
  for (const [index, mark] of marks.entries()) {
    if (at > mark.at) continue;
    const before = marks[index - 1];
    if (before === undefined || mark.at === before.at) return mark.share;
    return before.share + ((at - before.at) / (mark.at - before.at)) * (mark.share - before.share);
  }
  return 1;
}
