import type { Pool } from 'pg';
import { toClaimView } from '../../domain/claim/to-view.ts';
import type { ClaimReader } from '../../domain/claim/view.ts';
import { normalizeNumber } from '../../domain/identifiers.ts';
import { readClaims } from './read-claims.ts';

/** Claims as flows read them. Who may read which is decided before: see `IdentityReader`. */
export function makeClaimReader({ pool }: { readonly pool: Pool }): ClaimReader {
  return {
    ofCustomer: async (customerId) => {
      const claims = await readClaims(pool, { key: 'customer', value: customerId });
      return claims.map(toClaimView);
    },
    byNumber: async (claimOrReportNo) => {
      const value = normalizeNumber(claimOrReportNo);
      const [claim] = await readClaims(pool, { key: 'number', value, limit: 1 });
      return claim === undefined ? undefined : toClaimView(claim);
    },
  };
}
