import type { Id } from '../../lib/ids.ts';
import type { ActRefusal, ComplaintAct, ComplaintActor } from './acts.ts';
import type { ComplaintCase } from './case.ts';

/** What became of an act on a stored complaint. */
export type ActResult =
  | { readonly kind: 'done'; readonly complaintNo: string }
  | { readonly kind: 'refused'; readonly why: ActRefusal; readonly complaint: ComplaintCase }
  | { readonly kind: 'not_found' }
  /** Something that the act names does not exist, or may not be named. */
  | {
      readonly kind: 'unknown';
      readonly field:
        | 'handlerId'
        | 'intoNo'
        | 'evidenceIds'
        | 'rootCause.ownerId'
        /** The chat, of a complaint that nobody chats about. */
        | 'channel';
    };

/**
 * What people, customers and the clock do with complaints. Each call is one transaction under the complaint's row
 * lock: its state, its history, its clocks replayed, the audit row, what the customer is told and whom the desk
 * warns. Implemented in store/complaints.
 */
export interface ComplaintDesk {
  act(
    complaintNo: string,
    act: ComplaintAct,
    given: {
      readonly by: ComplaintActor;
      /** When it happened, when that was before now: written down afterwards. */
      readonly occurredAt?: Date | undefined;
    },
  ): Promise<ActResult>;
  /** `assign` to whoever may have it and has the least to do; undefined: nobody may. */
  findHandler(complaintNo: string): Promise<Id<'agent'> | undefined>;
}
