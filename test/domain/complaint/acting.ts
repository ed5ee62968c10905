import type {
  ActRefusal,
  ComplaintAct,
  ComplaintActor,
} from '../../../src/domain/complaint/acts.ts';
import type { ComplaintCase } from '../../../src/domain/complaint/case.ts';
import { type ActGiven, actOn } from '../../../src/domain/complaint/machine.ts';
import { ACTORS, givenBy } from './complaint-samples.ts';

/** One act on one complaint; by a lead who does not handle it when nobody is named. */
export interface Acting {
  readonly complaint: ComplaintCase;
  readonly act: ComplaintAct;
  readonly by?: ComplaintActor;
  readonly given?: Partial<ActGiven>;
}

function acted({ complaint, act, by = ACTORS.lead, given = {} }: Acting) {
  return actOn(complaint, act, givenBy(by, given));
}

/** Why it is refused, or `done`. */
export function outcomeOf(acting: Acting): ActRefusal | 'done' {
  const result = acted(acting);
  return result.kind === 'refused' ? result.why : 'done';
}

/** What it is to the clocks. */
export function happenedIn(acting: Acting): unknown {
  const result = acted(acting);
  return result.kind === 'done' ? result.happened : result.why;
}

/** What becomes of the complaint. Throws when the act is refused. */
export function resultOf(acting: Acting): ComplaintCase {
  const result = acted(acting);
  if (result.kind === 'refused') throw new Error(result.why);
  return result.complaint;
}
