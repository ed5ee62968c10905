import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplaintAct, ComplaintActor } from '../../../src/domain/complaint/acts.ts';
import type { ComplaintCase } from '../../../src/domain/complaint/case.ts';
import { nextTimer } from '../../../src/domain/complaint/follow-up.ts';
import { actOn } from '../../../src/domain/complaint/machine.ts';
import { isComplete, withProof } from '../../../src/domain/complaint/notice.ts';
import { type ComplaintStatus, isEnded } from '../../../src/domain/complaint/record.ts';
import type { ClockHappening } from '../../../src/domain/sla/clock-event.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import {
  ACTORS,
  agent,
  clockOf,
  complaintIn,
  EARLIER_ONE,
  givenBy,
  ROOT_CAUSE,
  SINCE,
} from './complaint-samples.ts';

const actors: fc.Arbitrary<ComplaintActor> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(ACTORS.handler) },
  { weight: 4, arbitrary: fc.constant(ACTORS.lead) },
  { weight: 3, arbitrary: fc.constant(ACTORS.customer) },
  fc.constantFrom(...Object.values(ACTORS), agent('handler', true), agent('another')),
);

const text = fc.constantFrom('', '已核实');
const notice = fc.record(
  {
    findings: fc.constantFrom('已核实', '已核实', '已核实', ''),
    decision: fc.constant('补付'),
    basis: fc.constant('条款'),
    channel: fc.constantFrom('chat', 'phone'),
    proof: text,
    compensationFen: fc.constant(100n),
  },
  { requiredKeys: ['findings', 'decision', 'basis', 'channel'] },
);
const reason = fc.constant('原因');
const named = <const N extends ComplaintAct['name']>(name: N) => ({ name: fc.constant(name) });

/** What ends it, rarely; else no walk would go far. */
const rareActs: fc.Arbitrary<ComplaintAct> = fc.oneof(
  fc.record(named('withdraw')),
  fc.record({ ...named('decline'), reason }),
  fc.record({ ...named('merge'), intoNo: fc.constant(EARLIER_ONE.complaintNo) }),
);

const usualActs: fc.Arbitrary<ComplaintAct> = fc.oneof(
  fc.record({ ...named('assign'), handlerId: fc.constantFrom('handler', 'another', 'excluded') }),
  fc.record({
    ...named('contact'),
    channel: fc.constant('phone'),
    summary: reason,
    nextAt: fc.constant(addMs(SINCE, 400 * DAY_MS)),
  }),
  fc.record({
    ...named('pause'),
    reason: fc.constantFrom('waiting_customer', 'external_appraisal', 'mediation'),
    request: reason,
  }),
  fc.record(named('resume')),
  fc.record({ ...named('propose'), notice }),
  fc.record({ ...named('decide'), notice }),
  fc.record(named('confirm')),
  fc.record({ ...named('dispute'), reason }),
  fc.record(named('expire')),
  fc.record({
    ...named('close'),
    rootCause: fc.constantFrom(undefined, ROOT_CAUSE),
    answer: fc.constantFrom(undefined, 'accepted', 'rejected', 'no_reply'),
  }),
  fc.record({ ...named('reopen'), reason }),
  fc.record({
    ...named('extend'),
    clock: fc.constantFrom('regulator', 'resolution'),
    days: fc.constantFrom(15, 30, 60, undefined),
    until: fc.constantFrom(undefined, addMs(SINCE, 900 * DAY_MS)),
    reason,
    notice: fc.constantFrom('延长', ''),
  }),
  fc.record({
    ...named('supplement'),
    text: reason,
    isNewFacts: fc.boolean(),
  }),
  fc.record({ ...named('request_review'), reason }),
  fc.record({ ...named('decide_review'), notice }),
  fc.record({
    ...named('relabel'),
    severity: fc.constantFrom('S1', 'S2', 'S3', 'S4', undefined),
    reason,
  }),
  fc.record({ ...named('escalate'), reason }),
  fc.record({ ...named('note'), text: reason }),
  fc.record(named('rectify')),
  fc.record({
    ...named('rate'),
    score: fc.integer({ min: 1, max: 5 }),
    solved: fc.constant('solved'),
  }),
);

const acts = fc.oneof({ weight: 60, arbitrary: usualActs }, { weight: 1, arbitrary: rareActs });

const steps = fc.array(
  fc.record({
    act: acts,
    by: actors,
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 6 * HOUR_MS }),
      fc.integer({ min: 0, max: 9 * DAY_MS }),
      fc.constant(0),
    ),
    /** Written down so much later. */
    lateMs: fc.constantFrom(0, 0, 0, MINUTE_MS, 5 * HOUR_MS),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

interface Walked {
  readonly before: ComplaintCase;
  readonly after: ComplaintCase;
  readonly act: ComplaintAct;
  readonly by: ComplaintActor;
  readonly happened: readonly ClockHappening[];
}

/** Takes the steps that the machine allows, as the store would: time goes on, and a message in the chat is proof. */
function walk(
  path: readonly (typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never)[],
) {
  let complaint = complaintIn('REGISTERED', { handlerId: undefined });
  let now = SINCE;
  const walked: Walked[] = [];
  for (const { act, by, afterMs, lateMs } of path) {
    now = addMs(now, afterMs);
    const far = addMs(now, 500 * DAY_MS);
    const acted = actOn(complaint, act, {
      ...givenBy(by, { at: addMs(now, -lateMs), now }),
      clocks: [clockOf('regulator', far), clockOf('resolution', far)],
    });
    if (acted.kind === 'refused') continue;
    const proved = withProof(acted.complaint, `con_1#${walked.length}`);
    walked.push({ before: complaint, after: proved, act, by, happened: acted.happened });
    complaint = ask(proved, now);
  }
  return walked;
}

/** What the watch does between acts. */
function ask(complaint: ComplaintCase, now: Date): ComplaintCase {
  const isDue = nextTimer(complaint, { now: addMs(now, DAY_MS) })?.what === 'ask_rating';
  return isDue ? { ...complaint, ratingAskedAt: now } : complaint;
}

const PAUSED: Partial<Record<ComplaintStatus, string>> = {
  WAITING_CUSTOMER: 'waiting_customer',
  EXTERNAL_APPRAISAL: 'external_appraisal',
  MEDIATION: 'mediation',
};
const TOLD: readonly ComplaintStatus[] = [
  'PROPOSED',
  'CONFIRMED',
  'NO_REPLY',
  'DISPUTED',
  'DECIDED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
];

/** Facts that must hold, by name; those that do not are named in the failure. Cheaper than a matcher for each. */
type Facts = Readonly<Record<string, boolean>>;

function factsOfState({ status, notice, answer, closeReason = '', ...rest }: ComplaintCase): Facts {
  const isProved = notice !== undefined && isComplete(notice) && notice.proof !== '';
  const isSettled = ['accepted', 'rejected', 'no_reply', 'review_decided'].includes(closeReason);
  return {
    'what was told is complete and proved': !TOLD.includes(status) || isProved,
    'an answer answers a notice': answer === undefined || notice !== undefined,
    'nobody excluded handles it':
      rest.handlerId === undefined || !rest.excludedIds.includes(rest.handlerId),
    'whatever ended has a time, and nothing else':
      (rest.closedAt !== undefined) === isEnded(status),
    'closed is settled or withdrawn':
      status !== 'CLOSED' || isSettled || closeReason === 'withdrawn',
    'settled has proof, answer and cause':
      !isSettled || (isProved && answer !== undefined && rest.rootCause !== undefined),
    'merged names the other': status !== 'MERGED' || rest.mergedIntoNo === EARLIER_ONE.complaintNo,
    'rated was asked': rest.rating === undefined || rest.ratingAskedAt !== undefined,
    'the regulator knows the days': [15, 30, 60].includes(rest.regulatorDays),
    'flags are there once': new Set(rest.flags).size === rest.flags.length,
  };
}

function factsOfStep({ before, after, act, by, happened }: Walked): Facts {
  const isGrave = before.severity === 'S1' || before.severity === 'S2';
  const isHandler = by.id === before.handlerId;
  const isLead = by.kind === 'api_key' || (by.kind === 'agent' && by.isLead && !isHandler);
  const step = `${before.regulatorDays} ${after.regulatorDays}`;
  const isLonger = after.regulatorDays > before.regulatorDays;
  const told = ['contacted', 'proposed', 'decided'];
  const wasTold = happened.some(({ kind }) => told.includes(kind));
  return {
    'one number further': after.lastSeq === before.lastSeq + 1,
    'nobody excluded acts': by.id !== 'excluded',
    'the handler closes nothing grave': !(isHandler && isGrave && act.name === 'close'),
    'the grave and the disputed are decided by another lead':
      act.name !== 'decide' || !(isGrave || before.disputes > 0) || isLead,
    'the regulator goes step by step': !isLonger || step === '15 30' || step === '30 60',
    'sixty days are given by another lead': step !== '30 60' || isLead,
    'only people answer': !wasTold || by.kind === 'agent' || by.kind === 'api_key',
    'levels only rise': after.escalation >= before.escalation,
  };
}

function brokenIn(step: Walked): readonly string[] {
  const facts = { ...factsOfStep(step), ...factsOfState(step.after) };
  return Object.entries(facts).flatMap(([fact, holds]) => (holds ? [] : [fact]));
}

/** Which pause stands open, by the clock events alone; `two` when one began in another, or ended that was none. */
function openPause(walked: readonly Walked[]): string | undefined {
  let open: string | undefined;
  for (const one of walked.flatMap(({ happened }) => happened)) {
    if (one.kind === 'paused') open = open === undefined ? one.reason : 'two';
    if (one.kind === 'resumed') open = open === one.reason ? undefined : 'two';
    if (one.kind === 'ended' || one.kind === 'opened') open = undefined;
  }
  return open;
}

describe('whatever happens to a complaint', () => {
  it('never brings it into an impossible state', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, (path) => {
        const walked = walk(path);
        for (const step of walked) reached.add(step.after.status);
        expect(walked.flatMap(brokenIn)).toEqual([]);
        const last = walked.at(-1)?.after.status;
        if (last !== undefined) expect(openPause(walked)).toBe(PAUSED[last]);
      }),
      { numRuns: 400, seed: 20260601 },
    );
    // A walk that goes nowhere proves nothing.
    expect([...reached].sort()).toEqual([
      'ASSIGNED',
      'CLOSED',
      'CONFIRMED',
      'DECIDED',
      'DECLINED',
      'DISPUTED',
      'EXTERNAL_APPRAISAL',
      'INVESTIGATING',
      'MEDIATION',
      'MERGED',
      'NO_REPLY',
      'PROPOSED',
      'REGISTERED',
      'REOPENED',
      'REVIEW_DECIDED',
      'REVIEW_REQUESTED',
      'WAITING_CUSTOMER',
    ]);
  }, 30_000);
});
