import type { Actor } from '../../domain/audit.ts';
import type {
  ClaimDetail,
  ClaimEventInput,
  ClaimPut,
  RecordedEvents,
} from '../../domain/claim/record.ts';
import type { PutOutcome } from '../../domain/customer/record.ts';
import { putClaim } from './put-claim.ts';
import { readClaims } from './read-claims.ts';
import { type ClaimStoreDeps, recordClaimEvents } from './record-events.ts';

export interface ClaimStore {
  put(put: ClaimPut, actor: Actor): Promise<PutOutcome>;
  recordEvents(
    claimNo: string,
    sent: { readonly events: readonly ClaimEventInput[]; readonly actor: Actor },
  ): Promise<RecordedEvents>;
  find(claimNo: string): Promise<ClaimDetail | undefined>;
}

/** The claims as the insurer's systems and the people at the desk know them. */
export function makeClaimStore(deps: ClaimStoreDeps): ClaimStore {
  return {
    put: (put, actor) => putClaim(deps, put, actor),
    recordEvents: (claimNo, sent) => recordClaimEvents(deps, claimNo, sent),
    find: async (claimNo) => {
      const [claim] = await readClaims(deps.pool, { key: 'claimNo', value: claimNo });
      return claim;
    },
  };
}
