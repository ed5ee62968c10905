import { addMs } from '../../lib/clock.ts';
import { isEnded } from '../complaint/record.ts';
import {
  CALL_BACK_WITHIN_MS,
  type ServiceRequestKind,
  type ServiceRequestStatus,
} from '../service-request.ts';
import type { PacketComplaint, PacketPromise } from './packet.ts';

/** Where promises come from. */
export interface PromiseFacts {
  readonly complaints: readonly PacketComplaint[];
  readonly requests: readonly PromisedRequest[];
  /** Claims for which the insurer's system named a time of the next result. */
  readonly claims: readonly { readonly claimNo: string; readonly expectedAt: Date }[];
}

export interface PromisedRequest {
  readonly requestNo: string;
  readonly kind: ServiceRequestKind;
  readonly status: ServiceRequestStatus;
  readonly requestedAt: Date;
  /** The end of the promised time of a call-back, or when a task is due. */
  readonly dueAt?: Date | undefined;
}

/** The words of promises, in Chinese: flows/copy/handoff-packet.ts. */
export interface PromiseWords {
  readonly firstFeedback: string;
  readonly resolution: string;
  readonly claimResult: string;
  request(kind: ServiceRequestKind): string;
}

/** What the customer was told would happen and has not happened yet, soonest first, those without a time last. */
export function findPromises(facts: PromiseFacts, words: PromiseWords): readonly PacketPromise[] {
  const promises = [
    ...facts.complaints.filter(({ status }) => !isEnded(status)).flatMap(ofComplaint(words)),
    ...facts.requests.flatMap(ofRequest(words)),
    ...facts.claims.map(({ claimNo, expectedAt }) => ({
      text: words.claimResult,
      dueAt: expectedAt,
      ref: claimNo,
    })),
  ];
  return promises.sort((a, b) => timeOf(a) - timeOf(b));
}

function ofComplaint(
  words: PromiseWords,
): (complaint: PacketComplaint) => readonly PacketPromise[] {
  return ({ complaintNo: ref, firstFeedbackAt, firstFeedbackDueAt, resolutionDueAt }) => [
    ...(firstFeedbackAt === null
      ? [{ text: words.firstFeedback, dueAt: firstFeedbackDueAt, ref }]
      : []),
    { text: words.resolution, dueAt: resolutionDueAt, ref },
  ];
}

/** Requests for which the flows promise a call within a day (copy.serviceRequest.callBy). */
const CALLED_WITHIN_A_DAY: ReadonlySet<ServiceRequestKind> = new Set([
  'renewal',
  'policy_cancel',
  'profile_change',
  'policy_document',
  'invoice',
]);

function ofRequest(words: PromiseWords): (request: PromisedRequest) => readonly PacketPromise[] {
  return ({ requestNo: ref, kind, status, requestedAt, dueAt }) => {
    if (status === 'done' || status === 'cancelled') return [];
    const promisedAt =
      dueAt ?? (CALLED_WITHIN_A_DAY.has(kind) ? addMs(requestedAt, CALL_BACK_WITHIN_MS) : null);
    return [{ text: words.request(kind), dueAt: promisedAt, ref }];
  };
}

function timeOf({ dueAt }: PacketPromise): number {
  return dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
}
