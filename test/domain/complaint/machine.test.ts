import { describe, expect, it } from 'vitest';
import type { ComplaintAct } from '../../../src/domain/complaint/acts.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/lib/clock.ts';
import { happenedIn, outcomeOf, resultOf } from './acting.ts';
import {
  ACTORS,
  agent,
  clockOf,
  complaintIn,
  EARLIER_ONE,
  FAR,
  LATER,
  NOTICE,
  RECEIVED_AT,
  SINCE,
} from './complaint-samples.ts';

const { handler, lead, customer, system } = ACTORS;
const notice = { findings: '已核实', decision: '补付', basis: '条款', channel: 'chat' } as const;
const propose: ComplaintAct = { name: 'propose', notice };
const decide: ComplaintAct = { name: 'decide', notice };
const contactAt = (nextAt: Date): ComplaintAct => ({
  name: 'contact',
  channel: 'phone',
  summary: '已联系',
  nextAt,
});

describe('when it happened', () => {
  const investigating = complaintIn('INVESTIGATING', { firstFeedbackAt: SINCE });
  const handedIn: ComplaintAct = { name: 'supplement', text: '照片' };
  it.each([
    ['in the future', propose, { at: LATER, now: addMs(LATER, -1) }],
    ['before it was received', contactAt(LATER), { at: addMs(RECEIVED_AT, -1), now: LATER }],
    ['said before it was received', handedIn, { at: addMs(RECEIVED_AT, -1), now: LATER }],
    ['before it came into its state', propose, { at: addMs(SINCE, -1), now: LATER }],
    ['with a next time that lies behind', contactAt(SINCE), { at: SINCE, now: LATER }],
  ])('is never %s', (_name, done, given) => {
    expect(outcomeOf({ complaint: investigating, act: done, by: handler, given })).toBe(
      'wrong_time',
    );
  });

  it('may be earlier than the assignment for a call that was made before', () => {
    const at = addMs(RECEIVED_AT, HOUR_MS);
    const given = { at, now: LATER };
    const called = resultOf({ complaint: complaintIn('ASSIGNED'), act: contactAt(LATER), given });
    expect(called).toMatchObject({ status: 'INVESTIGATING', firstFeedbackAt: at, since: at });
  });

  it('takes the earliest call for the first feedback, in whatever order they are written down', () => {
    const at = addMs(SINCE, -MINUTE_MS);
    const given = { at, now: LATER };
    const act = contactAt(LATER);
    expect(resultOf({ complaint: investigating, act, given }).firstFeedbackAt).toEqual(at);
    const later = resultOf({ complaint: investigating, act: contactAt(FAR) });
    expect(later.firstFeedbackAt).toEqual(SINCE);
  });

  it('takes no call from before it was opened again for the first feedback of the new round', () => {
    const clocks = [
      clockOf('first_feedback', null),
      clockOf('first_feedback', FAR, { cycle: 2, startedAt: addMs(SINCE, -MINUTE_MS) }),
    ];
    const given = { at: addMs(SINCE, -HOUR_MS), now: LATER, clocks };
    const complaint = complaintIn('ASSIGNED', { firstFeedbackAt: RECEIVED_AT });
    expect(outcomeOf({ complaint, act: contactAt(LATER), given })).toBe('wrong_time');
  });

  it('does not answer a dispute with a call from before it', () => {
    const given = { at: addMs(SINCE, -MINUTE_MS), now: LATER };
    const complaint = complaintIn('DISPUTED');
    expect(resultOf({ complaint, act: contactAt(LATER), given }).status).toBe('DISPUTED');
  });

  it('does not take what was said before the question for the answer to it', () => {
    const given = { at: addMs(SINCE, -MINUTE_MS), now: LATER };
    const one = {
      complaint: complaintIn('WAITING_CUSTOMER'),
      act: { name: 'supplement', text: '照片' },
      by: customer,
      given,
    } as const;
    expect(resultOf(one).status).toBe('WAITING_CUSTOMER');
    expect(happenedIn(one)).toEqual([{ kind: 'customer_spoke' }]);
  });
});

describe('recusal', () => {
  it('gives a complaint to nobody whom it is about, whoever asks', () => {
    const toExcluded: ComplaintAct = { name: 'assign', handlerId: 'excluded' };
    for (const by of [lead, handler, system, ACTORS.api_key]) {
      expect(outcomeOf({ complaint: complaintIn('ASSIGNED'), act: toExcluded, by })).toBe(
        'recused',
      );
    }
  });

  it('takes it away from a handler whom it turns out to be about, who may not even write a note', () => {
    const complaint = complaintIn('INVESTIGATING', { excludedIds: ['handler'] });
    const note: ComplaintAct = { name: 'note', text: '我没有错' };
    expect(outcomeOf({ complaint, act: note, by: handler })).toBe('recused');
    const away: ComplaintAct = { name: 'assign', handlerId: 'another' };
    expect(outcomeOf({ complaint, act: away, by: handler })).toBe('recused');
    expect(resultOf({ complaint, act: away, by: lead })).toMatchObject({
      handlerId: 'another',
      status: 'INVESTIGATING',
    });
  });

  it('lets nobody merge into a complaint that is about them', () => {
    const into = { ...EARLIER_ONE, excludedIds: ['lead'] };
    const merge: ComplaintAct = { name: 'merge', intoNo: into.complaintNo };
    const complaint = complaintIn('ASSIGNED');
    expect(outcomeOf({ complaint, act: merge, given: { into } })).toBe('recused');
  });
});

describe('who decides', () => {
  const other = agent('other');
  const leadWhoHandles = agent('handler', true);
  it.each([
    ['S3', 0, handler, 'done'],
    ['S3', 0, leadWhoHandles, 'done'],
    ['S3', 0, other, 'not_handler'],
    ['S2', 0, handler, 'needs_supervisor'],
    ['S1', 0, handler, 'needs_supervisor'],
    ['S1', 0, leadWhoHandles, 'needs_supervisor'],
    ['S1', 0, lead, 'done'],
    ['S3', 1, handler, 'needs_supervisor'],
    ['S3', 1, leadWhoHandles, 'needs_supervisor'],
    ['S3', 1, lead, 'done'],
    ['S3', 1, ACTORS.api_key, 'done'],
  ] as const)('%s, disputed %i times', (severity, disputes, by, wanted) => {
    const complaint = complaintIn('INVESTIGATING', { severity, disputes });
    expect(outcomeOf({ complaint, act: decide, by })).toBe(wanted);
  });

  it('lets any agent take what nobody has, and nothing else', () => {
    const complaint = complaintIn('REGISTERED', { handlerId: undefined });
    const take: ComplaintAct = { name: 'assign', handlerId: 'other' };
    expect(resultOf({ complaint, act: take, by: other }).handlerId).toBe('other');
    expect(outcomeOf({ complaint, act: { name: 'note', text: '备注' }, by: other })).toBe(
      'not_handler',
    );
  });

  it('has a review decided by a lead who did not handle it', () => {
    const complaint = complaintIn('REVIEW_REQUESTED');
    const review: ComplaintAct = { name: 'decide_review', notice };
    expect(outcomeOf({ complaint, act: review, by: handler })).toBe('needs_supervisor');
    expect(outcomeOf({ complaint, act: review, by: leadWhoHandles })).toBe('needs_supervisor');
    expect(outcomeOf({ complaint, act: review, by: lead })).toBe('done');
  });
});

describe('a notice', () => {
  const complaint = complaintIn('INVESTIGATING');
  it.each([
    ['without findings', { ...notice, findings: ' ' }, 'notice_incomplete'],
    ['without a decision', { ...notice, decision: '' }, 'notice_incomplete'],
    ['without a basis', { ...notice, basis: '\n' }, 'notice_incomplete'],
    ['with a blank of the draft left', { ...notice, basis: '依据____条____' }, 'notice_incomplete'],
    ['by phone without proof', { ...notice, channel: 'phone' }, 'proof_missing'],
    [
      'by letter with an empty proof',
      { ...notice, channel: 'letter', proof: '  ' },
      'proof_missing',
    ],
    ['by letter with its number', { ...notice, channel: 'letter', proof: 'EMS 1234' }, 'done'],
    ['in the chat', notice, 'done'],
  ] as const)('%s', (_name, input, wanted) => {
    expect(outcomeOf({ complaint, act: { name: 'propose', notice: input } })).toBe(wanted);
    expect(outcomeOf({ complaint, act: { name: 'decide', notice: input } })).toBe(wanted);
  });

  it('needs its proof in a chat that there is not', () => {
    const silent = complaintIn('INVESTIGATING', { conversationId: undefined });
    expect(outcomeOf({ complaint: silent, act: propose })).toBe('proof_missing');
  });

  it('says what the customer can still do', () => {
    const given = { remediesOf: () => '' };
    expect(outcomeOf({ complaint, act: decide, given })).toBe('notice_incomplete');
  });

  it('leaves the answer to an earlier one behind, and keeps what is paid', () => {
    const disputed = complaintIn('DISPUTED', { compensationFen: 5_000n });
    const decided = resultOf({ complaint: disputed, act: decide });
    expect(decided).toMatchObject({ answer: undefined, compensationFen: 5_000n, decidedAt: LATER });
    const more = { name: 'decide', notice: { ...notice, compensationFen: 9_000n } } as const;
    expect(resultOf({ complaint: disputed, act: more }).compensationFen).toBe(9_000n);
  });
});

describe('what the customer answers', () => {
  it('escalates with each dispute', () => {
    const complaint = complaintIn('PROPOSED', { disputes: 1, escalation: 1, flags: ['escalated'] });
    expect(
      resultOf({ complaint, act: { name: 'dispute', reason: '太少' }, by: customer }),
    ).toMatchObject({
      status: 'DISPUTED',
      disputes: 2,
      escalation: 2,
      flags: ['escalated'],
      answer: 'rejected',
    });
  });

  it('accepts a decision once', () => {
    const accepted = resultOf({
      complaint: complaintIn('DECIDED'),
      act: { name: 'confirm' },
      by: customer,
    });
    expect(accepted).toMatchObject({ status: 'DECIDED', answer: 'accepted', answeredAt: LATER });
    expect(outcomeOf({ complaint: accepted, act: { name: 'confirm' }, by: customer })).toBe(
      'illegal_move',
    );
  });

  it('has three days for a plan, to the millisecond', () => {
    const over = addMs(NOTICE.at, 3 * DAY_MS);
    const expire = (at: Date): string =>
      outcomeOf({
        complaint: complaintIn('PROPOSED'),
        act: { name: 'expire' },
        by: system,
        given: { at },
      });
    expect(expire(addMs(over, -1))).toBe('reply_still_possible');
    expect(expire(over)).toBe('done');
  });

  it('ends a withdrawn complaint the same moment, closed', () => {
    expect(
      resultOf({
        complaint: complaintIn('INVESTIGATING'),
        act: { name: 'withdraw' },
        by: customer,
      }),
    ).toMatchObject({ status: 'CLOSED', closeReason: 'withdrawn', closedAt: LATER });
  });

  it.each(['CONFIRMED', 'DECIDED', 'REVIEW_REQUESTED'] as const)(
    'may not make the clock start anew once it is decided: %s',
    (status) => {
      const act: ComplaintAct = { name: 'supplement', text: '新情况', isNewFacts: true };
      expect(outcomeOf({ complaint: complaintIn(status), act })).toBe('illegal_move');
      expect(outcomeOf({ complaint: complaintIn(status), act, by: customer })).toBe('done');
    },
  );

  it('never makes the regulator wait by saying that something is new', () => {
    const act: ComplaintAct = { name: 'supplement', text: '新情况', isNewFacts: true };
    const complaint = complaintIn('INVESTIGATING', { regulatorDays: 30 });
    expect(happenedIn({ complaint, act, by: customer })).toEqual([{ kind: 'customer_spoke' }]);
    expect(resultOf({ complaint, act, by: handler }).regulatorDays).toBe(15);
  });
});
