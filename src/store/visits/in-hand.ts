import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { VisitActed, VisitActor, VisitRefusal } from '../../domain/visit/acts.ts';
import { callAt, callRefusal } from '../../domain/visit/may-call.ts';
import type { VisitTry } from '../../domain/visit/visit.ts';
import { insertAudit } from '../audit.ts';
import type { Sql } from '../sql.ts';
import type { ApplyGiven } from './apply-step.ts';
import type { StoredVisit } from './visit-row.ts';

/** A visit in the hands of somebody, in the transaction that holds it. */
export interface InHand {
  readonly sql: Sql;
  readonly visit: StoredVisit;
  readonly by: VisitActor;
  readonly given: ApplyGiven;
}

/** What a transaction came to, and what consoles are told after it. */
export interface Acted {
  readonly result: VisitActed;
  readonly events?: readonly DeskEvent[] | undefined;
}

export const DONE = { kind: 'done' } as const;

/** A refusal. */
export function refused(why: VisitRefusal, from?: Date): Acted {
  return { result: { kind: 'refused', why, from } };
}

/** Writes down who did what with a visit; no personal data. */
export async function audit(
  { sql, visit, by, given }: InHand,
  action: string,
  data: Readonly<Record<string, string | boolean | readonly string[]>>,
): Promise<void> {
  const subject = { subjectKind: 'return_visit', subjectId: visit.id };
  await insertAudit(sql, [{ actor: by.actor, action, ...subject, data }], given.now);
}

/** Whether whoever asks may call now. Undefined: they may. */
export function refuseCall({ visit, by, given }: InHand): Acted | undefined {
  const isTheirs = by.actor.kind !== 'agent' || visit.ownerId === by.actor.id;
  if (visit.status === 'calling' && !isTheirs) return refused('not_owner');
  const refusal = callRefusal(visit, given);
  return refusal === undefined ? undefined : refused(refusal.why, refusal.from);
}

/** The try that this call is. */
export function tryOf({ visit, by, given }: InHand): VisitTry {
  return callAt(visit, { ...given, byId: by.actor.id });
}
