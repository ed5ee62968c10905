import type { DeliveryState } from '../outreach/delivery.ts';
import { PUSH_REFUSALS } from '../push/push.ts';
import type { VisitReason } from './visit.ts';

/** What is known of a visit when its next step is decided. */
export interface VisitFacts {
  readonly hasPhone: boolean;
  /** The customer's own word against being called; absent: nothing against it. */
  readonly phoneObstacle?: 'no_consent' | 'refused' | undefined;
  readonly isBereaved: boolean;
  readonly surveySilentUntil?: Date | undefined;
  /** Why it waits while its window is open: an open complaint or injury claim, a rejection of these days. */
  readonly hold?: VisitReason | undefined;
  /** Its reason went away. */
  readonly gone?: 'policy_cancelled' | 'renewed' | undefined;
  /** Of a complaint: the question that its own desk asks in the chat a day after closing. */
  readonly rating?: ComplaintQuestion | undefined;
  /** Of a complaint of S1 or S2: a person calls when the chat stays silent. */
  readonly isSevere: boolean;
  /** The newest push of its invitation; absent: there is none. */
  readonly push?: VisitPush | undefined;
  readonly answer?: VisitAnswerFacts | undefined;
}

export interface ComplaintQuestion {
  readonly askedAt?: Date | undefined;
  /** False: they have no chat, so a person calls. */
  readonly isInChat: boolean;
  readonly isAnswered: boolean;
}

export interface VisitPush {
  readonly state: DeliveryState;
  readonly reason?: string | undefined;
  readonly releasedAt?: Date | undefined;
  /** They were reminded already: nobody is written to a third time. */
  readonly isReminded: boolean;
}

export interface VisitAnswerFacts {
  readonly isComplete: boolean;
  readonly isRefused: boolean;
  /** Part of what they can be asked, 0 to 1. */
  readonly share: number;
  readonly csat?: number | undefined;
  /** Somebody calls because of it already. */
  readonly hasFollowUp: boolean;
}

const REFUSALS: ReadonlySet<string> = new Set(PUSH_REFUSALS);

/** Why a push did not arrive, in the words of visits. */
export function pushReason(push: Pick<VisitPush, 'state' | 'reason'>): VisitReason {
  return isRefusal(push.reason) ? push.reason : 'push_failed';
}

function isRefusal(reason: string | undefined): reason is (typeof PUSH_REFUSALS)[number] {
  return reason !== undefined && REFUSALS.has(reason);
}
