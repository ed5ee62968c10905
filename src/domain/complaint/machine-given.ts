import type { ClockTarget, SlaClock } from '../sla/clock.ts';
import type { CalendarVersions, ClockHappening } from '../sla/clock-event.ts';
import type { PolicySubject } from '../sla/policy.ts';
import type { Acted, ActRefusal, ComplaintAct, ComplaintActName, ComplaintActor } from './acts.ts';
import type { CaseNature, ComplaintCase } from './case.ts';
import type { RemediesOf } from './notice.ts';
import type { ComplaintFlag } from './record.ts';

/** Which clocks a complaint gets, by the policies in force. */
export type TargetsOf = (subject: PolicySubject & { readonly nature: CaseNature }) => {
  readonly targets: readonly ClockTarget[];
  readonly calendars: CalendarVersions;
};

/** What an act is judged by, beside the complaint. */
export interface Circumstances {
  readonly by: ComplaintActor;
  /** When it happened. */
  readonly at: Date;
  /** When it is written down. */
  readonly now: Date;
  readonly targetsOf: TargetsOf;
  /** As they are at `at`; only an extension asks for them. */
  readonly clocks: readonly SlaClock[];
  readonly remediesOf: RemediesOf;
  /** For a merge: the other one, of the same complainant. */
  readonly into?: ComplaintCase | undefined;
}

/** One act by its name. */
export type ActOf<N extends ComplaintActName> = Extract<ComplaintAct, { readonly name: N }>;

/** The complaint after the act, one number further in its history. */
export function done(
  before: ComplaintCase,
  patch: Partial<ComplaintCase>,
  given: Pick<Circumstances, 'at'> & { readonly happened?: readonly ClockHappening[] },
): Acted {
  const after = { ...before, ...patch };
  const hasMoved = after.status !== before.status;
  return {
    kind: 'done',
    complaint: {
      ...after,
      since: hasMoved ? given.at : before.since,
      lastSeq: before.lastSeq + 1,
    },
    happened: given.happened ?? [],
  };
}

/** The act is refused, and nothing has changed. */
export function refused(why: ActRefusal): Acted {
  return { kind: 'refused', why };
}

/** The flags with one more, each once. */
export function flagged(
  { flags }: Pick<ComplaintCase, 'flags'>,
  flag: ComplaintFlag,
): readonly ComplaintFlag[] {
  return flags.includes(flag) ? flags : [...flags, flag];
}

/** True for a lead who does not handle it, and for the insurer's own systems. */
export function isOtherLead({ handlerId }: ComplaintCase, by: ComplaintActor): boolean {
  return by.kind === 'agent' ? by.isLead && by.id !== handlerId : by.kind === 'api_key';
}
