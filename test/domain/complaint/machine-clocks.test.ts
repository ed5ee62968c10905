import { describe, expect, it } from 'vitest';
import type { ComplaintAct } from '../../../src/domain/complaint/acts.ts';
import type { ComplaintCase } from '../../../src/domain/complaint/case.ts';
import { REVIEW_TARGET } from '../../../src/domain/sla/policy.ts';
import { addMs, DAY_MS } from '../../../src/lib/clock.ts';
import { happenedIn } from './acting.ts';
import { complaintIn, EARLIER_ONE, LATER, ROOT_CAUSE } from './complaint-samples.ts';

const notice = { findings: '已核实', decision: '补付', basis: '条款', channel: 'chat' } as const;
const propose: ComplaintAct = { name: 'propose', notice };
const decide: ComplaintAct = { name: 'decide', notice };
const contactAt = (nextAt: Date): ComplaintAct => ({
  name: 'contact',
  channel: 'phone',
  summary: '已联系',
  nextAt,
});

describe('what an act is to the clocks', () => {
  it.each([
    ['contact', 'ASSIGNED', contactAt(addMs(LATER, DAY_MS)), [{ kind: 'contacted' }]],
    ['propose', 'INVESTIGATING', propose, [{ kind: 'proposed' }]],
    [
      'propose while waiting',
      'WAITING_CUSTOMER',
      propose,
      [{ kind: 'resumed', reason: 'waiting_customer' }, { kind: 'proposed' }],
    ],
    [
      'decide during a mediation',
      'MEDIATION',
      decide,
      [{ kind: 'resumed', reason: 'mediation' }, { kind: 'decided' }],
    ],
    ['decide what is disputed', 'DISPUTED', decide, [{ kind: 'decided' }]],
    [
      'resume',
      'EXTERNAL_APPRAISAL',
      { name: 'resume' },
      [{ kind: 'resumed', reason: 'external_appraisal' }],
    ],
    [
      'pause',
      'INVESTIGATING',
      { name: 'pause', reason: 'mediation', request: '双方同意调解' },
      [{ kind: 'paused', reason: 'mediation' }],
    ],
    ['confirm a plan', 'PROPOSED', { name: 'confirm' }, [{ kind: 'settled' }]],
    ['confirm a decision', 'DECIDED', { name: 'confirm' }, []],
    ['dispute', 'PROPOSED', { name: 'dispute', reason: '太少' }, [{ kind: 'customer_spoke' }]],
    ['expire', 'PROPOSED', { name: 'expire' }, [{ kind: 'settled' }]],
    ['withdraw', 'PROPOSED', { name: 'withdraw' }, [{ kind: 'ended', why: 'withdrawn' }]],
    [
      'decline',
      'REGISTERED',
      { name: 'decline', reason: '不是我公司承保' },
      [{ kind: 'ended', why: 'declined' }],
    ],
    [
      'merge',
      'ASSIGNED',
      { name: 'merge', intoNo: EARLIER_ONE.complaintNo },
      [{ kind: 'ended', why: 'merged' }],
    ],
    [
      'close',
      'CONFIRMED',
      { name: 'close', rootCause: ROOT_CAUSE },
      [{ kind: 'ended', why: 'closed' }],
    ],
    [
      'ask for a review',
      'DECIDED',
      { name: 'request_review', reason: '不认可' },
      [{ kind: 'review_requested', target: REVIEW_TARGET }],
    ],
    [
      'decide a review',
      'REVIEW_REQUESTED',
      { name: 'decide_review', notice },
      [{ kind: 'review_decided' }, { kind: 'contacted' }],
    ],
    ['supplement', 'ASSIGNED', { name: 'supplement', text: '照片' }, [{ kind: 'customer_spoke' }]],
    [
      'supplement what was asked for',
      'WAITING_CUSTOMER',
      { name: 'supplement', text: '发票' },
      [{ kind: 'resumed', reason: 'waiting_customer' }, { kind: 'customer_spoke' }],
    ],
    [
      'supplement new facts',
      'INVESTIGATING',
      { name: 'supplement', text: '另一次事故', isNewFacts: true },
      [{ kind: 'customer_spoke' }, { kind: 'new_facts' }],
    ],
    ['note', 'INVESTIGATING', { name: 'note', text: '内部记录' }, []],
    ['escalate', 'INVESTIGATING', { name: 'escalate', reason: '媒体' }, []],
    ['assign', 'INVESTIGATING', { name: 'assign', handlerId: 'another' }, []],
  ] as const)('%s', (_name, status, done, wanted) => {
    expect(happenedIn({ complaint: complaintIn(status), act: done })).toEqual(wanted);
  });

  it('is acknowledged by being opened again: no machine answers a second time', () => {
    const reopen: ComplaintAct = { name: 'reopen', reason: '又坏了' };
    expect(happenedIn({ complaint: complaintIn('CLOSED'), act: reopen })).toMatchObject([
      { kind: 'opened' },
      { kind: 'answered' },
    ]);
  });

  it('opens every clock anew when it is opened again, and none of the law for a suggestion', () => {
    const reopen: ComplaintAct = { name: 'reopen', reason: '又坏了' };
    const kinds = (nature: ComplaintCase['nature']): unknown => {
      const [opened] = [
        happenedIn({ complaint: complaintIn('CLOSED', { nature }), act: reopen }),
      ].flat();
      return opened;
    };
    const target = { kind: 'regulator', length: { basis: 'natural_days', days: 15 } };
    expect(kinds('complaint')).toMatchObject({
      kind: 'opened',
      targets: expect.arrayContaining([expect.objectContaining(target)]),
    });
    expect(kinds('suggestion')).toMatchObject({
      targets: expect.not.arrayContaining([expect.objectContaining({ kind: 'regulator' })]),
    });
  });
});
