import type { SearchHit } from '../../domain/search.ts';
import type { Sql } from '../sql.ts';

/** What was typed, as each kind looks for it. */
export interface Wanted {
  readonly words: string;
  /** The words as the beginning of a name, for LIKE. */
  readonly prefix: string;
  readonly number: string;
  /** The end of a number, for LIKE; null when too little was typed. */
  readonly tail: string | null;
  readonly phone: string | null;
  readonly plate: string | null;
}

export type Finder = (sql: Sql, wanted: Wanted) => Promise<readonly SearchHit[]>;

/** Shown of each kind: whoever needs more says more. */
export const HITS_PER_KIND = 5;

/** The parts that there are, in one line. */
export function detailOf(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part != null && part !== '').join(' · ');
}
