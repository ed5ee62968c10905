import { HOUR_MS } from '../lib/clock.ts';
import type { Id } from '../lib/ids.ts';
import type { JsonObject } from '../lib/json.ts';

/** What people of the insurer, or its partners, have to do for a customer. */
export const SERVICE_REQUEST_KINDS = [
  'renewal',
  'policy_cancel',
  'profile_change',
  'policy_document',
  'invoice',
  'roadside_assistance',
  'expedite',
  'call_back',
  'task',
] as const;
export type ServiceRequestKind = (typeof SERVICE_REQUEST_KINDS)[number];

export const SERVICE_REQUEST_STATUSES = ['open', 'in_progress', 'done', 'cancelled'] as const;
export type ServiceRequestStatus = (typeof SERVICE_REQUEST_STATUSES)[number];

/** A numbered request, registered for somebody to carry out. */
export interface NewServiceRequest {
  readonly requestNo: string;
  readonly requestedAt: Date;
  /** `open` unless the desk carried it out itself. */
  readonly status?: ServiceRequestStatus;
  readonly identityId: Id<'identity'>;
  readonly conversationId: Id<'conversation'>;
  readonly customerId?: Id<'customer'>;
  /** Normalised mobile number to call back. */
  readonly contactPhone?: string;
  readonly plate?: string;
  readonly isUrgent: boolean;
  /** What the kind needs beside that. */
  readonly details: ServiceRequestDetails;
}

export type ServiceRequestDetails =
  | {
      readonly kind: 'renewal';
      readonly policyNos?: readonly string[];
      readonly wishes?: string;
      /** When the customer likes to be called, in their own words. */
      readonly callAt?: string;
    }
  | {
      readonly kind: 'policy_cancel';
      readonly covers: CancelledCovers;
      readonly policyNos?: readonly string[];
      readonly reason?: string;
    }
  | {
      readonly kind: 'profile_change';
      readonly field: ProfileField;
      /** The new value, when it may be taken in a chat: never a bank account or a full ID number. */
      readonly value?: string;
      readonly note?: string;
    }
  | {
      readonly kind: 'policy_document';
      readonly policyNos?: readonly string[];
      readonly deliverTo: string;
    }
  | {
      readonly kind: 'invoice';
      readonly policyNos?: readonly string[];
      /** Whom it is made out to; the policyholder when absent. */
      readonly title?: string;
      readonly deliverTo: string;
    }
  | {
      readonly kind: 'roadside_assistance';
      readonly problem: RoadsideProblem;
      readonly place: string;
      readonly latitude?: number;
      readonly longitude?: number;
      readonly isDangerous: boolean;
      readonly destination?: string;
      readonly note?: string;
    }
  | { readonly kind: 'expedite'; readonly caseNo: string }
  | {
      readonly kind: 'call_back';
      /** What it is about, in the customer's words. */
      readonly topic?: string;
      /** The promised time, RFC 3339, half-open. */
      readonly callFrom: string;
      readonly callTo: string;
    }
  /** What an agent writes down for whoever carries it out. */
  | {
      readonly kind: 'task';
      readonly title: string;
      readonly note?: string;
      /** RFC 3339. */
      readonly dueAt?: string;
    };

/** What an agent registers for the customer of a conversation. */
export interface ServiceRequestInput {
  readonly conversationId: Id<'conversation'>;
  readonly contactPhone?: string | undefined;
  readonly plate?: string | undefined;
  readonly isUrgent: boolean;
  readonly details: Extract<ServiceRequestDetails, { readonly kind: 'call_back' | 'task' }>;
}

export const CANCELLED_COVERS = ['compulsory', 'commercial', 'both', 'unsure'] as const;
/** What a customer wants to give up. */
export type CancelledCovers = (typeof CANCELLED_COVERS)[number];

/** Where `deliverTo` is no e-mail address: the policyholder's account in the insurer's app. */
export const DELIVER_TO_ACCOUNT = 'account';

/** Within this long after asking a colleague calls, in milliseconds: a promise of the house, no law. */
export const CALL_BACK_WITHIN_MS = 24 * HOUR_MS;

export const PROFILE_FIELDS = [
  'phone',
  'address',
  'plate',
  'name',
  'id_number',
  'vehicle',
  'owner',
  'payee_account',
  'contact_person',
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

export const ROADSIDE_PROBLEMS = [
  'tow',
  'jump_start',
  'flat_tyre',
  'fuel',
  'locked_out',
  'stuck',
  'unknown',
] as const;
export type RoadsideProblem = (typeof ROADSIDE_PROBLEMS)[number];

/** A request for roadside assistance that is still under way. */
export interface OpenRescue {
  readonly requestNo: string;
  readonly requestedAt: Date;
  readonly problem: RoadsideProblem;
  readonly place: string;
}

/** So that nobody is sent twice, and the customer may call it off. */
export interface RescueReader {
  /** Those of this chat identity that were made since then, newest first. */
  openOf(identityId: Id<'identity'>, since: Date): Promise<readonly OpenRescue[]>;
}

/** A request as the desk and the API show it. Personal data is masked. */
export interface ServiceRequestView {
  readonly requestNo: string;
  readonly kind: ServiceRequestKind;
  readonly status: ServiceRequestStatus;
  readonly requestedAt: Date;
  readonly conversationId: string;
  readonly customerNo: string | null;
  readonly contactPhone: string | null;
  readonly plate: string | null;
  readonly isUrgent: boolean;
  readonly details: JsonObject;
  /** Every step since it was registered, oldest first. */
  readonly steps: readonly ServiceRequestStep[];
  readonly updatedAt: Date;
}

/** One change of the status, by whom and why. */
export interface ServiceRequestStep {
  readonly at: Date;
  readonly status: ServiceRequestStatus;
  /** `agent:agt_...` or `api_key:key_...`. */
  readonly by: string;
  readonly note: string | null;
}

const NEXT: Readonly<Record<ServiceRequestStatus, readonly ServiceRequestStatus[]>> = {
  open: ['in_progress', 'done', 'cancelled'],
  in_progress: ['open', 'done', 'cancelled'],
  done: [],
  cancelled: [],
};

/** What is done or cancelled stays so: who needs more registers a new request. */
export function mayBecome(from: ServiceRequestStatus, to: ServiceRequestStatus): boolean {
  return NEXT[from].includes(to);
}

export type StatusChanged =
  | { readonly kind: 'changed'; readonly request: ServiceRequestView }
  | { readonly kind: 'not_found' }
  /** It is done or cancelled already: `status` says which. */
  | { readonly kind: 'refused'; readonly status: ServiceRequestStatus };

/** What whoever carries it out needs to know, unmasked. */
export interface ServiceRequestReveal {
  readonly contactPhone: string | null;
  readonly plate: string | null;
  readonly details: JsonObject;
}
