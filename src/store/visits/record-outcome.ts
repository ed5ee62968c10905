import type { VisitOutcome } from '../../domain/visit/acts.ts';
import { VISIT_PLANS } from '../../domain/visit/plan.ts';
import { recordCall } from '../../domain/visit/record-result.ts';
import type { Visit, VisitTry } from '../../domain/visit/visit.ts';
import { invitationOf, withdraw } from './apply-step.ts';
import { carryOutEffect } from './effects.ts';
import { type Acted, audit, DONE, type InHand, refused, tryOf } from './in-hand.ts';
import { readFacts } from './read-facts.ts';
import { endStand, saveStand, saveTry, type VisitStand } from './save-visit.ts';

/** Results that are told by the customer in person: who they are must have been proved. */
const NEEDS_PROOF: ReadonlySet<string> = new Set(['SUCCESS', 'PARTIAL']);
/** From this share on a partial answer counts (domain.md 4.4). */
const HALF = 0.5;

/** Writes down what a call came to: the try, the answers, what follows for the visit and beyond it. */
export async function recordOutcome(held: InHand, outcome: VisitOutcome): Promise<Acted> {
  const { sql, visit, given } = held;
  const { result, note, callLaterAt } = outcome;
  const call = tryOf(held);
  const identity = outcome.identity ?? call.identity;
  const needsProof = NEEDS_PROOF.has(result) || outcome.values !== undefined;
  if (needsProof && identity?.ok !== true) return refused('not_identified');
  const one: VisitTry = { ...call, result, note, identity };
  const tries = [...visit.tries.filter(({ nth }) => nth !== one.nth), one];
  const tried: Visit = { ...visit, tries };
  const at = given.now;
  // Looked at before anything is written: a wish that cannot be kept changes nothing.
  if (recordCall(tried, { result, at, callLaterAt }, given.rules) === 'wrong_time')
    return refused('wrong_time');
  const answered = await writeAnswers(held, outcome);
  if (answered.refusal !== undefined) return answered.refusal;
  const { isHalf } = answered;
  const after = recordCall(tried, { result, at, callLaterAt, isHalf }, given.rules);
  if (after === 'wrong_time') return refused('wrong_time');
  await saveTry(sql, visit.id, one);
  if (after.step.do === 'end') await withdraw(sql, visit, given, after.step.reason ?? 'visited');
  const { ways, attemptsMax } = after;
  const invitationId = answered.invitationId ?? visit.invitationId;
  const stand = { ...standAfter(after.step, visit), ways, attemptsMax, invitationId };
  await saveStand(sql, visit.id, { stand, now: at });
  if (after.effect !== undefined) await carryOutEffect(sql, visit, after.effect, given);
  await audit(held, 'return_visit.recorded', { result });
  return { result: DONE };
}

function standAfter(
  step: Exclude<ReturnType<typeof recordCall>, 'wrong_time'>['step'],
  visit: Visit,
): VisitStand {
  switch (step.do) {
    case 'end':
      return endStand(step);
    case 'call':
      return { status: 'calling', nextAttemptAt: step.from, reason: null };
    case 'wait':
      return { status: 'planned', nextAttemptAt: step.until, reason: step.reason ?? null };
    case 'invite':
      return { status: visit.status, nextAttemptAt: null, reason: null };
  }
}

interface Answered {
  readonly isHalf?: boolean | undefined;
  readonly invitationId?: string | undefined;
  readonly refusal?: Acted | undefined;
}

/** Answers belong to the visit's invitation; a visit that was only called gets one without a message. */
async function writeAnswers(
  { sql, visit, given }: InHand,
  { values, result }: VisitOutcome,
): Promise<Answered> {
  const { surveys, now } = given;
  const isRefused = result === 'REFUSED';
  if (values === undefined && !(isRefused && visit.invitationId !== undefined)) return {};
  const invitationId = visit.invitationId ?? (await inviteByPhone({ sql, visit, given }));
  if (invitationId === undefined) return { refusal: refused('no_questionnaire') };
  const input = { invitationId, values: values ?? {}, via: 'phone', locale: 'zh-CN' } as const;
  const saved = await surveys.answer(sql, { ...input, isRefused }, now);
  if (saved.kind === 'invalid') return { refusal: { result: saved } };
  // Whoever refuses an invitation that is closed already has refused all the same.
  if (saved.kind !== 'saved') return isRefused ? {} : { refusal: refused('answers_closed') };
  const { facts } = await readFacts(sql, { ...visit, invitationId }, given);
  const share = facts.answer?.share ?? 0;
  return { invitationId, isHalf: share >= HALF };
}

/** An invitation that nothing is sent for. Undefined: no questionnaire of its kind is published. */
export async function inviteByPhone({
  sql,
  visit,
  given,
}: Pick<InHand, 'sql' | 'visit' | 'given'>): Promise<string | undefined> {
  const about = await invitationOf(sql, visit);
  const { dueFrom, dueUntil, kind } = visit;
  const { isAboutCase } = VISIT_PLANS[kind];
  const input = { ...about, dueFrom, dueUntil, isAboutCase, ways: [] };
  const invited = await given.surveys.invite(sql, input, given.now);
  if (invited.kind === 'no_questionnaire') return undefined;
  // The facts of its answers are read by the visit's row.
  await sql.query('UPDATE return_visits SET invitation_id = $2 WHERE id = $1', [
    visit.id,
    invited.invitationId,
  ]);
  return invited.invitationId;
}
