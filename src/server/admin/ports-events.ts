import type { Actor } from '../../domain/audit.ts';
import type { NewConsent } from '../../domain/consent.ts';
import type { CheckInDecision, DoorCode } from '../../domain/owner-event/check-in.ts';
import type {
  OwnerEventInput,
  OwnerEventStatus,
  SignUpRefusal,
  SignUpStatus,
} from '../../domain/owner-event/owner-event.ts';
import type { EventView, SignUpView } from '../../domain/owner-event/view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { ReferralReward, ReferralStatus } from '../../domain/referral/referral.ts';
import type { ReferralView } from '../../domain/referral/view.ts';
import type { Id } from '../../lib/ids.ts';

export type EventChanged =
  | { readonly kind: 'changed'; readonly event: EventView }
  | { readonly kind: 'not_found' }
  /** Its state does not allow it. */
  | { readonly kind: 'refused'; readonly status: OwnerEventStatus }
  /** More people have a place than there would be. */
  | { readonly kind: 'too_small'; readonly taken: number }
  /** It begins before now, so nobody could come; or it has not begun and cannot be finished. */
  | { readonly kind: 'wrong_time' };

export type SignedUp =
  | { readonly kind: 'done'; readonly signUp: SignUpView }
  | { readonly kind: 'not_found'; readonly what: 'event' | 'customer' | 'sign-up' }
  | { readonly kind: 'refused'; readonly reason: SignUpRefusal | 'over' };

export type CheckedIn =
  | { readonly kind: 'checked_in' | 'already'; readonly signUp: SignUpView }
  | { readonly kind: 'not_found'; readonly what: 'event' | 'ticket' }
  | Extract<CheckInDecision, { readonly kind: 'refused' }>;

/** What the routes of owner events need. `id`: of the event, or its short number. */
export interface OwnerEventsPort {
  /** By beginning, the latest first. */
  list(
    query: PageRequest & { readonly status?: OwnerEventStatus | undefined },
  ): Promise<Page<EventView>>;
  find(id: string): Promise<EventView | undefined>;
  create(input: OwnerEventInput, actor: Actor): Promise<EventView>;
  /** Whoever signed up is told of another time or place; more places go to whoever waits. */
  change(id: string, input: OwnerEventInput, actor: Actor): Promise<EventChanged>;
  publish(id: string, actor: Actor): Promise<EventChanged>;
  /** Everybody who signed up or waits is told. */
  cancel(id: string, reason: string, actor: Actor): Promise<EventChanged>;
  /** Whoever did not come is a no-show. */
  finish(id: string, actor: Actor): Promise<EventChanged>;
  /** By number; names and phones masked. Undefined when there is no such event. */
  listSignUps(
    id: string,
    query: PageRequest & { readonly status?: SignUpStatus | undefined },
  ): Promise<Page<SignUpView> | undefined>;
  signUp(
    id: string,
    input: {
      readonly customerNo: string;
      readonly name?: string | undefined;
      readonly phone?: string | undefined;
      readonly photoConsent?: boolean | undefined;
    },
    actor: Actor,
  ): Promise<SignedUp>;
  cancelSignUp(id: string, signUpId: string, actor: Actor): Promise<SignedUp>;
  checkIn(id: string, ticket: string, actor: Actor): Promise<CheckedIn>;
  doorCode(
    id: string,
  ): Promise<(DoorCode & { readonly eventNo: string; readonly title: string }) | undefined>;
}

export type ReferralChanged =
  | { readonly kind: 'changed'; readonly referral: ReferralView }
  | { readonly kind: 'not_found' | 'not_yours' | 'unknown_agent' }
  | { readonly kind: 'refused'; readonly status: ReferralStatus };

/** What the routes of referrals need. */
export interface ReferralsPort {
  /** Newest first; masked. */
  list(
    query: PageRequest & {
      readonly status?: ReferralStatus | undefined;
      readonly assignedTo?: string | undefined;
    },
  ): Promise<Page<ReferralView>>;
  /** By whoever it is assigned to, or a lead. */
  change(
    id: string,
    change: {
      readonly status?: ReferralStatus | undefined;
      readonly assignedTo?: string | undefined;
      readonly note?: string | undefined;
    },
    by: { readonly actor: Actor; readonly isLead: boolean },
  ): Promise<ReferralChanged>;
  /** Whom to call; audited with its reason. */
  reveal(
    id: string,
    reason: string,
    by: { readonly actor: Actor; readonly isLead: boolean },
  ): Promise<{ readonly name: string; readonly phone: string } | 'not_found' | 'not_yours'>;
  reward(): Promise<ReferralReward>;
  /** `not_compliance`: whatever their role, only an account of compliance may. */
  setReward(
    mode: ReferralReward,
    reason: string,
    agentId: Id<'agent'>,
  ): Promise<'set' | 'not_compliance'>;
}

/** What POST /consents needs. */
export interface ConsentRecorderPort {
  /** How many customers it is about; 0: nobody has this number, 'not_found': no such customer. */
  record(input: NewConsent, actor: Actor): Promise<number | 'not_found'>;
}

/** What the routes of owner events, referrals and consents need. */
export interface EventsAdminDeps {
  readonly ownerEvents: OwnerEventsPort;
  readonly referrals: ReferralsPort;
  readonly consentRecorder: ConsentRecorderPort;
}
