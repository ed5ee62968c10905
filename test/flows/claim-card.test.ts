import { describe, expect, it } from 'vitest';
import { CLAIM_STATUSES } from '../../src/domain/claim/status.ts';
import { claimCard } from '../../src/flows/claim-card.ts';
import { claim, START } from '../dialogues/world.ts';

const reader = { level: 2, isReporter: false, now: START } as const;

describe('claimCard', () => {
  it.each(CLAIM_STATUSES)('has one current step at most and none done after it: %s', (status) => {
    const { steps } = claimCard(claim(status), reader);
    const states = steps.map(({ state }) => state).join(' ');
    expect(states).toMatch(/^(?:done ?)*(?:current ?)?(?:todo ?)*$/);
    expect(steps[0]).toMatchObject({ label: '报案', at: '6月11日 15:20' });
  });

  it.each([
    ['ASSESSING', ['done', 'done', 'current', 'todo', 'todo', 'todo']],
    ['PAID', ['done', 'done', 'done', 'done', 'done', 'done']],
    ['PAY_FAILED', ['done', 'done', 'done', 'done', 'done', 'current']],
    ['INVESTIGATING', ['done', 'current', 'todo', 'todo', 'todo', 'todo']],
  ] as const)('places %s on the line', (status, states) => {
    expect(claimCard(claim(status), reader).steps.map(({ state }) => state)).toEqual(states);
  });

  it('ends the line at a written decision', () => {
    const { steps } = claimCard(
      claim('REJECTED', {
        history: [
          { status: 'REPORTED', at: START },
          { status: 'CLAIM_REVIEW', at: START },
          { status: 'REJECTED', at: START },
        ],
      }),
      reader,
    );
    expect(steps.map(({ label }) => label)).toEqual([
      '报案',
      '查勘',
      '定损',
      '材料',
      '审核',
      '书面决定',
    ]);
  });

  it('gives the handler as a number to call, in digits', () => {
    const card = claimCard(
      claim('ASSESSING', { handler: { name: '李明', phone: '0755-1234 5678' } }),
      reader,
    );
    expect(card.facts).toContainEqual({ label: '理赔专员', value: '李明', phone: '075512345678' });
  });
});
