import type { SimLimits } from '../options.ts';
import type { SimEvent } from '../types.ts';
import type { MediaShelf } from './media-shelf.ts';
import type { Timers } from './timers.ts';

/** What every part of the simulator shares. */
export interface SimCore {
  readonly timers: Timers;
  readonly limits: SimLimits;
  readonly media: MediaShelf;
  emit(event: SimEvent): void;
  /** A number that no other thing here has. */
  next(): number;
  baseUrl(): string;
}

export const DEFAULT_LIMITS: SimLimits = {
  messagesMax: 5,
  actionsMax: 3,
  callsPerMinute: 10_000,
  blindSyncsPerMinute: 20,
  pageMax: 1_000,
  emptyPageEvery: 4,
  duplicateMsgidErrcode: 41_096,
  badCodeErrcode: 41_050,
};
