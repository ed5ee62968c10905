import type { Candidate, Wanted } from '../../../src/domain/handoff/assign.ts';

export const NOW = new Date('2026-11-23T09:00:00+08:00');
/** So many minutes before now. */
export const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

/** Somebody at work with room for five. */
export const agent = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  role: 'agent',
  skills: [],
  languages: ['zh'],
  capacity: 5,
  active: 0,
  presence: 'online',
  isHere: true,
  ...more,
});
/** A hand-off that anybody may have. */
export const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  language: 'zh',
  isInjury: false,
  preferred: [],
  recused: [],
  passedBy: [],
  ...more,
});
