import { describe, expect, it } from 'vitest';
import type { ComplaintAct } from '../../../src/domain/complaint/acts.ts';
import { addMs, DAY_MS } from '../../../src/lib/clock.ts';
import { resultOf } from './acting.ts';
import { ACTORS, complaintIn, LATER } from './complaint-samples.ts';

const { customer, handler } = ACTORS;

describe('a complaint goes one level up', () => {
  it.each([
    ['for nothing', '还有一张发票', [], 0],
    ['for the regulator', '再不处理我就打12378', ['regulator_risk', 'escalated'], 1],
    ['for the public', '我要发到黑猫上', ['media_risk', 'escalated'], 1],
    ['for a lawyer', '我已经找了律师，准备起诉', ['escalated'], 1],
  ] as const)('%s', (_name, text, flags, escalation) => {
    const complaint = complaintIn('INVESTIGATING');
    const act: ComplaintAct = { name: 'supplement', text };
    expect(resultOf({ complaint, act, by: customer })).toMatchObject({ flags, escalation });
  });

  it('once for threats, however often they come', () => {
    const act: ComplaintAct = { name: 'supplement', text: '我要曝光，还要起诉' };
    const first = resultOf({ complaint: complaintIn('PROPOSED'), act, by: customer });
    const second = resultOf({ complaint: first, act, by: customer });
    expect(second).toMatchObject({ escalation: 1, flags: ['media_risk', 'escalated'] });
  });

  it('with each dispute once, whatever is said in it', () => {
    const act: ComplaintAct = { name: 'dispute', reason: '我去12378' };
    const once = resultOf({ complaint: complaintIn('PROPOSED'), act, by: customer });
    expect(once).toMatchObject({ escalation: 1, flags: ['escalated', 'regulator_risk'] });
    const again = { ...once, status: 'PROPOSED' } as const;
    expect(resultOf({ complaint: again, act, by: customer }).escalation).toBe(2);
  });

  it.each([
    ['reopen', 'CLOSED'],
    ['request_review', 'DECIDED'],
  ] as const)('for what is said with %s', (name, status) => {
    const act: ComplaintAct = { name, reason: '找律师了' };
    expect(resultOf({ complaint: complaintIn(status), act, by: customer }).escalation).toBe(1);
  });

  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 0],
  ])(
    'with the third contact without progress, not before and not again: after %i',
    (contactsInState, escalation) => {
      const contact: ComplaintAct = {
        name: 'contact',
        channel: 'phone',
        summary: '仍在核实',
        nextAt: addMs(LATER, DAY_MS),
      };
      const investigating = complaintIn('INVESTIGATING', { contactsInState });
      expect(resultOf({ complaint: investigating, act: contact, by: handler }).escalation).toBe(
        escalation,
      );
      const assigned = complaintIn('ASSIGNED', { contactsInState });
      expect(resultOf({ complaint: assigned, act: contact, by: handler }).escalation).toBe(0);
    },
  );
});
