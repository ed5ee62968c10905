import type { ComplaintAct, ComplaintActor } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { ComplaintNews } from '../../domain/complaint/news.ts';
import type { RemediesOf } from '../../domain/complaint/notice.ts';
import type { ClockHappening } from '../../domain/sla/clock-event.ts';
import type { Random } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import type { LockedComplaint } from './lock-complaint.ts';

/** What carrying out an act needs beside its transaction. */
export interface ActDeps {
  readonly random: Random;
  /** What the customer can still do, as a notice tells it. */
  readonly remediesOf: RemediesOf;
  /** Absent: nobody is told, as in a turn of the customer's own, whose reply tells them. */
  readonly news?: Pick<ComplaintNews<Sql>, 'tell'> | undefined;
}

export interface ActGivenInStore extends ActDeps {
  readonly by: ComplaintActor;
  readonly now: Date;
  /** When it happened, when that was before now: written down afterwards. */
  readonly occurredAt?: Date | undefined;
}

/** An act that its machine allowed. */
export interface DoneAct {
  readonly locked: LockedComplaint;
  /** The complaint with the act done. */
  readonly after: ComplaintCase;
  readonly act: ComplaintAct;
  readonly at: Date;
  readonly happened: readonly ClockHappening[];
  readonly given: ActGivenInStore;
}
