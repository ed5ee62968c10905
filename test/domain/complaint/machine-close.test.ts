import { describe, expect, it } from 'vitest';
import type { ComplaintAct } from '../../../src/domain/complaint/acts.ts';
import type { ComplaintCase } from '../../../src/domain/complaint/case.ts';
import { type ActGiven, actOn } from '../../../src/domain/complaint/machine.ts';
import { addMs, DAY_MS } from '../../../src/lib/clock.ts';
import { outcomeOf, resultOf } from './acting.ts';
import {
  ACTORS,
  agent,
  clockOf,
  complaintIn,
  EARLIER_ONE,
  FAR,
  givenBy,
  LATER,
  NOTICE,
  RECEIVED_AT,
  ROOT_CAUSE,
  SINCE,
} from './complaint-samples.ts';

const { handler, lead, customer } = ACTORS;

type Outcome = ReturnType<typeof outcomeOf>;
type Given = Partial<ActGiven> & Pick<ActGiven, 'by'>;

const outcome = (complaint: ComplaintCase, act: ComplaintAct, given: Given): Outcome =>
  outcomeOf({ complaint, act, by: given.by, given });
const result = (complaint: ComplaintCase, act: ComplaintAct, given: Given): ComplaintCase =>
  resultOf({ complaint, act, by: given.by, given });

describe('closing', () => {
  const close = { name: 'close', rootCause: ROOT_CAUSE, answer: 'accepted' } as const;

  it.each([
    ['without a notice', { notice: undefined }, close, 'notice_incomplete'],
    ['without remedies', { notice: { ...NOTICE, remedies: '' } }, close, 'notice_incomplete'],
    ['without proof', { notice: { ...NOTICE, proof: '' } }, close, 'proof_missing'],
    ['without a root cause', {}, { ...close, rootCause: undefined }, 'root_cause_missing'],
    ['with one of before', { rootCause: ROOT_CAUSE }, { ...close, rootCause: undefined }, 'done'],
    ['without an answer', {}, { ...close, answer: undefined }, 'answer_missing'],
    ['with one of before', { answer: 'accepted' }, { ...close, answer: undefined }, 'done'],
    ['with all', {}, close, 'done'],
  ] as const)('a decision %s', (_name, patch, act, wanted) => {
    expect(outcome(complaintIn('DECIDED', patch), act, { by: lead })).toBe(wanted);
  });

  it('takes silence for an answer three days after the notice, not before', () => {
    const silent = { ...close, answer: 'no_reply' } as const;
    const until = addMs(NOTICE.at, 3 * DAY_MS);
    const at = (time: Date): Outcome =>
      outcome(complaintIn('DECIDED'), silent, { by: lead, at: time });
    expect(at(addMs(until, -1))).toBe('reply_still_possible');
    expect(at(until)).toBe('done');
  });

  it('never writes another answer than the one that the customer gave', () => {
    const rejected = { ...close, answer: 'rejected' } as const;
    const closed = result(complaintIn('CONFIRMED'), rejected, { by: handler });
    expect(closed).toMatchObject({ answer: 'accepted', closeReason: 'accepted' });
  });

  it('keeps the reason apart for what was reviewed', () => {
    const closed = result(
      complaintIn('REVIEW_DECIDED'),
      { ...close, answer: undefined },
      { by: lead },
    );
    expect(closed).toMatchObject({ answer: 'rejected', closeReason: 'review_decided' });
  });

  it.each([
    ['S1', handler, 'handler_closes'],
    ['S2', handler, 'handler_closes'],
    ['S2', agent('handler', true), 'handler_closes'],
    ['S2', lead, 'done'],
    ['S3', handler, 'done'],
    ['S4', handler, 'done'],
  ] as const)('%s is not closed by whoever handled it when it is grave', (severity, by, wanted) => {
    expect(outcome(complaintIn('CONFIRMED', { severity }), close, { by })).toBe(wanted);
  });
});

describe('opening again and reviewing', () => {
  // Until 24:00 in Shanghai of the thirtieth day, the first not counted.
  const last = new Date('2026-07-01T16:00:00.000Z');
  const reopen = { name: 'reopen', reason: '又坏了' } as const;
  const review = { name: 'request_review', reason: '不认可' } as const;

  it.each([
    [last, 'done'],
    [addMs(last, 1), 'too_late'],
  ] as const)('is possible for thirty whole days: %s', (at, wanted) => {
    expect(outcome(complaintIn('CLOSED'), reopen, { by: customer, at })).toBe(wanted);
    expect(outcome(complaintIn('CLOSED'), review, { by: customer, at })).toBe(wanted);
    expect(outcome(complaintIn('DECIDED'), review, { by: customer, at })).toBe(wanted);
  });

  it('counts a review from the decision, not from the closing', () => {
    const complaint = complaintIn('CLOSED', {
      decidedAt: addMs(SINCE, -2 * DAY_MS),
      receivedAt: addMs(RECEIVED_AT, -9 * DAY_MS),
    });
    expect(outcome(complaint, review, { by: customer, at: last })).toBe('too_late');
    expect(outcome(complaint, reopen, { by: customer, at: last })).toBe('done');
  });

  it('reviews no decision twice, and nothing where nothing was decided', () => {
    const reviewed = complaintIn('CLOSED', { reviewRequestedAt: SINCE });
    expect(outcome(reviewed, review, { by: customer })).toBe('illegal_move');
    const withdrawn = complaintIn('CLOSED', { notice: undefined, closeReason: 'withdrawn' });
    expect(outcome(withdrawn, review, { by: customer })).toBe('illegal_move');
    expect(outcome(withdrawn, reopen, { by: customer })).toBe('done');
  });

  it('begins the new round without what the last one came to', () => {
    const opened = result(complaintIn('CLOSED', { regulatorDays: 30 }), reopen, { by: customer });
    expect(opened).toMatchObject({
      status: 'REOPENED',
      handlerId: 'handler',
      notice: undefined,
      answer: undefined,
      closedAt: undefined,
      ratingAskedAt: undefined,
      regulatorDays: 15,
    });
  });
});

describe('extending', () => {
  const complaint = complaintIn('INVESTIGATING');
  const step = (days: number) =>
    ({ name: 'extend', clock: 'regulator', days, reason: '复杂', notice: '延长' }) as const;
  const promise = (until: Date) =>
    ({ name: 'extend', clock: 'resolution', until, reason: '客户同意', notice: '改期' }) as const;

  it.each([
    [15, 30, handler, 'done'],
    [15, 60, lead, 'no_extension'],
    [15, 15, lead, 'no_extension'],
    [15, 31, lead, 'no_extension'],
    [30, 60, handler, 'needs_supervisor'],
    [30, 60, agent('handler', true), 'needs_supervisor'],
    [30, 60, lead, 'done'],
    [30, 30, lead, 'no_extension'],
    [60, 60, lead, 'no_extension'],
    [60, 90, lead, 'no_extension'],
  ] as const)('from %i to %i days', (regulatorDays, days, by, wanted) => {
    expect(outcome({ ...complaint, regulatorDays }, step(days), { by })).toBe(wanted);
  });

  it('is told to the customer, with a reason', () => {
    expect(outcome(complaint, { ...step(30), notice: ' ' }, { by: lead })).toBe(
      'notice_incomplete',
    );
    expect(outcome(complaint, { ...step(30), reason: '' }, { by: lead })).toBe('notice_incomplete');
  });

  it('never saves what is late already', () => {
    const at = (dueAt: Date): Outcome =>
      outcome(complaint, step(30), { by: lead, clocks: [clockOf('regulator', dueAt)] });
    expect(at(addMs(LATER, -1))).toBe('already_overdue');
    expect(at(LATER)).toBe('done');
    const breached = clockOf('regulator', FAR, { verdict: 'breached', breachedAt: SINCE });
    expect(outcome(complaint, step(30), { by: lead, clocks: [breached] })).toBe('already_overdue');
  });

  it('extends what stands still, and nothing that has ended', () => {
    const standing = clockOf('regulator', null, { pausedAt: SINCE });
    expect(outcome(complaint, step(30), { by: lead, clocks: [standing] })).toBe('done');
    const done = clockOf('regulator', FAR, { doneAt: SINCE, verdict: 'met' });
    expect(outcome(complaint, step(30), { by: lead, clocks: [done] })).toBe('no_extension');
    const superseded = clockOf('regulator', FAR, { endedAt: SINCE, endedBy: 'superseded' });
    const next = clockOf('regulator', addMs(LATER, -1), { cycle: 2 });
    const clocks = [superseded, next];
    expect(outcome(complaint, step(30), { by: lead, clocks })).toBe('already_overdue');
  });

  it.each([
    ['later, by a lead', promise(addMs(FAR, DAY_MS)), lead, 'done'],
    ['later, by the handler', promise(addMs(FAR, DAY_MS)), handler, 'needs_supervisor'],
    ['earlier', promise(addMs(FAR, -1)), lead, 'no_extension'],
    ['to the same time', promise(FAR), lead, 'no_extension'],
    ['by days', { ...promise(FAR), days: 3 }, lead, 'no_extension'],
  ] as const)('moves the promise only %s', (_name, act, by, wanted) => {
    expect(outcome(complaint, act, { by })).toBe(wanted);
  });

  it('marks the complaint, once', () => {
    const extended = result(complaint, step(30), { by: handler });
    expect(extended).toMatchObject({ flags: ['extended'], regulatorDays: 30 });
    expect(result(extended, step(60), { by: lead })).toMatchObject({
      flags: ['extended'],
      regulatorDays: 60,
    });
  });
});

describe('merging', () => {
  const merge = { name: 'merge', intoNo: EARLIER_ONE.complaintNo } as const;
  const complaint = complaintIn('ASSIGNED');

  it.each([
    ['an earlier one', EARLIER_ONE, 'done'],
    ['itself', complaint, 'merge_into_itself'],
    ['a later one', { ...EARLIER_ONE, receivedAt: addMs(RECEIVED_AT, 1) }, 'merge_into_later'],
    [
      'one of the same instant with a higher number',
      { ...EARLIER_ONE, receivedAt: RECEIVED_AT, complaintNo: 'TS20260601000003' },
      'merge_into_later',
    ],
    [
      'one of the same instant with a lower number',
      { ...EARLIER_ONE, receivedAt: RECEIVED_AT },
      'done',
    ],
    ['a closed one', { ...EARLIER_ONE, status: 'CLOSED' }, 'merge_into_ended'],
    ['a merged one', { ...EARLIER_ONE, status: 'MERGED' }, 'merge_into_ended'],
  ] as const)('into %s', (_name, into, wanted) => {
    expect(outcome(complaint, merge, { by: lead, into })).toBe(wanted);
  });

  it('names the one that it goes on under', () => {
    expect(result(complaint, merge, { by: handler })).toMatchObject({
      status: 'MERGED',
      mergedIntoNo: EARLIER_ONE.complaintNo,
      closeReason: 'merged',
      closedAt: LATER,
    });
  });
});

describe('labels', () => {
  const relabel = (patch: object): ComplaintAct => ({ name: 'relabel', reason: '更正', ...patch });
  it.each([
    ['graver, by the handler', 'S3', { severity: 'S1' }, handler, 'done'],
    ['lighter, by the handler', 'S2', { severity: 'S3' }, handler, 'needs_supervisor'],
    [
      'lighter, by a lead who handles it',
      'S2',
      { severity: 'S3' },
      agent('handler', true),
      'needs_supervisor',
    ],
    ['lighter, by another lead', 'S2', { severity: 'S3' }, lead, 'done'],
    ['no complaint, by the handler', 'S3', { nature: 'suggestion' }, handler, 'needs_supervisor'],
    ['no complaint, by a lead', 'S3', { nature: 'suggestion' }, lead, 'done'],
    ['another category, by the handler', 'S3', { category: 'OTHER' }, handler, 'done'],
  ] as const)('become %s', (_name, severity, patch, by, wanted) => {
    const complaint = complaintIn('INVESTIGATING', { severity });
    expect(outcome(complaint, relabel(patch), { by })).toBe(wanted);
  });

  it('give other targets only when something became another', () => {
    const complaint = complaintIn('INVESTIGATING');
    const acted = actOn(complaint, relabel({ severity: 'S1' }), givenBy(lead));
    expect(acted).toMatchObject({ happened: [{ kind: 'retargeted', calendars: {} }] });
    const same = actOn(complaint, relabel({ severity: 'S3' }), givenBy(lead));
    expect(same).toMatchObject({ kind: 'done', happened: [] });
  });
});

describe('after the end', () => {
  it('is rated once, and only when it was asked', () => {
    const rate = { name: 'rate', score: 2, solved: 'not_solved', comment: '没解决' } as const;
    const rated = result(complaintIn('CLOSED'), rate, { by: customer });
    expect(rated.rating).toEqual({ score: 2, solved: 'not_solved', comment: '没解决', at: LATER });
    expect(outcome(rated, rate, { by: customer })).toBe('already_rated');
    const unasked = complaintIn('CLOSED', { ratingAskedAt: undefined });
    expect(outcome(unasked, rate, { by: customer })).toBe('not_asked');
  });

  it('has its cause put right by whoever was to, once', () => {
    const rectify = { name: 'rectify' } as const;
    const owner = agent('owner');
    const right = result(complaintIn('CLOSED'), rectify, { by: owner });
    expect(right.rootCause?.doneAt).toEqual(LATER);
    expect(outcome(right, rectify, { by: owner })).toBe('illegal_move');
    expect(outcome(complaintIn('CLOSED'), rectify, { by: agent('other') })).toBe('not_handler');
  });
});
