import { describe, expect, it } from 'vitest';
import {
  CANNED_VARIABLES,
  type CannedFacts,
  cannedValues,
  parseCanned,
  renderCanned,
} from '../../../src/domain/handoff/canned-answer.ts';

const FACTS: CannedFacts = {
  customer: { name: '张伟', gender: 'male' },
  agentName: '小王',
  claim: { claimNo: 'CLM20261101', stage: '定损中', handlerName: '李强' },
  complaintNo: 'TS20261123048213',
  plate: '粤B12345',
  policyEndsAt: new Date('2026-12-31T15:59:59Z'),
  brand: '安行保险',
  hotline: '95500',
  now: new Date('2026-11-23T01:05:00Z'),
};

describe('parseCanned', () => {
  it.each([
    ['您好', [], []],
    ['{{customer.name}}您好，{{ agent.name }}为您服务', ['customer.name', 'agent.name'], []],
    ['{{brand}}{{brand}}', ['brand'], []],
    ['{{customer.phone}}', [], [{ kind: 'unknown_variable', name: 'customer.phone' }]],
    ['{{x}}和{{x}}', [], [{ kind: 'unknown_variable', name: 'x' }]],
    ['{{}}', [], [{ kind: 'unknown_variable', name: '' }]],
    ['{{constructor}}', [], [{ kind: 'unknown_variable', name: 'constructor' }]],
    ['您的{{claim.no}', [], [{ kind: 'broken_braces', near: '您的{{claim.no}' }]],
    ['{{brand}} {{', ['brand'], [{ kind: 'broken_braces', near: '{{brand}} {{' }]],
    ['多了}}', [], [{ kind: 'broken_braces', near: '多了}}' }]],
    ['一个 { 是可以的 }', [], []],
  ])('%s', (text, variables, problems) => {
    expect(parseCanned(text)).toEqual({ variables, problems });
  });
});

describe('renderCanned', () => {
  it('fills in every variable', () => {
    const text = CANNED_VARIABLES.map(({ name }) => `{{${name}}}`).join('|');
    expect(renderCanned(text, cannedValues(FACTS))).toEqual({
      text: '张先生|小王|CLM20261101|定损中|李强|TS20261123048213|粤B****45|2026年12月31日|安行保险|95500|2026年11月23日|09:05',
      missing: [],
    });
  });

  it('leaves what is not known in the text, and names it once', () => {
    const { claim: _claim, ...rest } = FACTS;
    expect(renderCanned('赔案 {{claim.no}}（{{claim.no}}）', cannedValues(rest))).toEqual({
      text: '赔案 {{claim.no}}（{{claim.no}}）',
      missing: ['claim.no'],
    });
  });

  it('never reads a value as a template', () => {
    const values = cannedValues({ ...FACTS, agentName: '{{brand}}$&' });
    expect(renderCanned('我是{{agent.name}}', values).text).toBe('我是{{brand}}$&');
  });
});

describe('the form of address', () => {
  it.each([
    ['张伟', 'male', '张先生'],
    ['欧阳娜', 'female', '欧阳女士'],
    ['欧阳', 'male', '欧先生'],
    ['李娜', undefined, '您'],
    ['李娜', 'unknown', '您'],
    ['上海某某物流有限公司', 'male', '您'],
    ['John Smith', 'male', '您'],
  ])('of %s (%s) is %s', (name, gender, said) => {
    expect(cannedValues({ ...FACTS, customer: { name, gender } })['customer.name']).toBe(said);
  });

  it('of nobody we know is 您', () => {
    const { customer: _customer, ...rest } = FACTS;
    expect(cannedValues(rest)['customer.name']).toBe('您');
  });
});
