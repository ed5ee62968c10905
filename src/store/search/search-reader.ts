import type { Pool } from 'pg';
import { normalizeNumber, normalizePhone, normalizePlate } from '../../domain/identifiers.ts';
import type { SearchHit, SearchKind } from '../../domain/search.ts';
import {
  findClaims,
  findComplaints,
  findPolicies,
  findReports,
  findRequests,
} from './find-cases.ts';
import { findArticles, findConversations, findCustomers } from './find-people.ts';
import type { Finder, Wanted } from './wanted.ts';

export interface SearchReader {
  /** The best of each kind, in the kinds' order. Masked. */
  search(query: string, kinds: readonly SearchKind[]): Promise<readonly SearchHit[]>;
}

const FINDERS: Readonly<Record<SearchKind, Finder>> = {
  customer: findCustomers,
  policy: findPolicies,
  claim: findClaims,
  report: findReports,
  complaint: findComplaints,
  service_request: findRequests,
  conversation: findConversations,
  article: findArticles,
};

/** So many last characters of a number are enough to find it by. */
const TAIL_LENGTH_MIN = 6;

/** One box for everything that the desk knows by a name, a number, a plate or a phone. */
export function makeSearchReader({ pool }: { readonly pool: Pool }): SearchReader {
  return {
    search: async (query, kinds) => {
      const wanted = toWanted(query);
      const found = await Promise.all(kinds.map((kind) => FINDERS[kind](pool, wanted)));
      return found.flat();
    },
  };
}

function toWanted(query: string): Wanted {
  const words = query.trim();
  const number = normalizeNumber(words);
  return {
    words,
    prefix: `${escapeLike(words)}%`,
    number,
    tail: /^[0-9A-Z-]+$/.test(number) && number.length >= TAIL_LENGTH_MIN ? `%${number}` : null,
    phone: normalizePhone(words) ?? null,
    plate: normalizePlate(words) ?? null,
  };
}

/** People look for a text, not for a pattern. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
