import type { JsonObject } from '../../lib/json.ts';
import type { FollowUpKind } from './findings.ts';
import type { FollowUpResult, FollowUpState, FollowUpVerdict } from './follow-up.ts';

/** A follow-up as the desk reads it, masked. */
export interface FollowUpView {
  readonly id: string;
  readonly kind: FollowUpKind;
  readonly status: FollowUpState;
  readonly invitationId: string | null;
  readonly visitId: string | null;
  readonly customer: { readonly customerNo: string; readonly name: string } | null;
  readonly conversationId: string | null;
  readonly facts: JsonObject;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly contactedAt: Date | null;
  readonly doneAt: Date | null;
  readonly result: FollowUpResult | null;
  readonly note: string | null;
  readonly complaintNo: string | null;
  readonly verdict: FollowUpVerdict;
}
