import { describe, expect, it } from 'vitest';
import { occasionValues } from '../../../src/domain/outreach/occasion-values.ts';
import { renderTemplate, type TemplateState } from '../../../src/domain/outreach/template.ts';
import { moveTemplate, type TemplateAct } from '../../../src/domain/outreach/template-review.ts';
import { push } from '../../../src/flows/copy/push.ts';

describe('renderTemplate', () => {
  it.each([
    ['{称呼}好', { salutation: '张先生' }, '张先生好', []],
    ['{ 称呼 }好', { salutation: '张先生' }, '张先生好', []],
    ['——{公司} {经理}', { company: '安行' }, '——安行', []],
    ['——{公司} {经理}\n完', { company: '安行', manager: '任静' }, '——安行 任静\n完', []],
    ['{车牌}到期', {}, '{车牌}到期', ['plate']],
    ['{车牌}{车牌}{热线}', { hotline: '95500' }, '{车牌}{车牌}95500', ['plate']],
    ['{昵称}', {}, '{昵称}', []],
    // A value is no template.
    ['{姓名}', { name: '{热线}', hotline: '95500' }, '{热线}', []],
  ] as const)('%s with %j says %s', (text, values, said, missing) => {
    expect(renderTemplate({ text }, values, push.variables)).toEqual({ text: said, missing });
  });

  it('fills in the short message too, and tells what either of them lacks', () => {
    const variant = { text: '{称呼}好', smsText: '{热线}' };
    expect(renderTemplate(variant, { salutation: '您' }, push.variables)).toEqual({
      text: '您好',
      smsText: '{热线}',
      missing: ['hotline'],
    });
  });
});

describe('moveTemplate', () => {
  const AUTHOR = { kind: 'agent', id: 'author' } as const;
  const OTHER = { kind: 'agent', id: 'other' } as const;
  const KEY = { kind: 'api_key', id: 'key' } as const;

  it.each<readonly [TemplateAct, TemplateState, string]>([
    ['edit', 'draft', 'draft'],
    ['edit', 'rejected', 'draft'],
    ['edit', 'in_review', 'wrong_state'],
    ['edit', 'approved', 'new_version'],
    ['edit', 'retired', 'new_version'],
    ['submit', 'draft', 'in_review'],
    ['submit', 'rejected', 'in_review'],
    ['submit', 'in_review', 'wrong_state'],
    ['submit', 'approved', 'wrong_state'],
    ['approve', 'in_review', 'approved'],
    ['approve', 'draft', 'wrong_state'],
    ['approve', 'approved', 'wrong_state'],
    ['reject', 'in_review', 'rejected'],
    ['reject', 'approved', 'wrong_state'],
    ['retire', 'approved', 'retired'],
    ['retire', 'draft', 'retired'],
    ['retire', 'in_review', 'wrong_state'],
    ['retire', 'retired', 'wrong_state'],
  ])('%s of what is %s comes to %s', (act, status, outcome) => {
    const move = moveTemplate(act, { status, writerIds: ['author'] }, OTHER);
    const came =
      move.kind === 'change' ? move.status : move.kind === 'refused' ? move.why : move.kind;
    expect(came).toBe(outcome);
  });

  it('lets nobody review what they wrote in, be it last or first, and no machine at all', () => {
    const template = { status: 'in_review', writerIds: ['first', 'author'] } as const;
    const own = { kind: 'refused', why: 'own_work' };
    expect(moveTemplate('approve', template, AUTHOR)).toEqual(own);
    expect(moveTemplate('approve', template, { kind: 'agent', id: 'first' })).toEqual(own);
    expect(moveTemplate('reject', template, AUTHOR)).toEqual(own);
    expect(moveTemplate('approve', template, KEY)).toEqual({
      kind: 'refused',
      why: 'not_a_person',
    });
  });
});

describe('occasionValues', () => {
  it.each([
    ['commercial_ends_30', { policyKind: 'commercial', policyEndsOn: '2027-01-30' }],
    ['compulsory_ends_1', { policyKind: 'compulsory', policyEndsOn: '2027-01-01' }],
    ['compulsory_lapsed', { policyKind: 'compulsory', policyEndsOn: '2026-12-30' }],
    ['inspection_due_90', { inspectionDueOn: '2027-03-31' }],
    ['licence_expires_7', { licenceExpiresOn: '2027-01-07' }],
    ['repair_quality', { claimClosedOn: '2026-12-16' }],
    ['birthday', {}],
    ['spring_festival', {}],
  ])('%s of 2026-12-31 is about %j', (occasion, values) => {
    expect(occasionValues(occasion, '2026-12-31')).toEqual(values);
  });
});
