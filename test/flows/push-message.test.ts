import { describe, expect, it } from 'vitest';
import { audienceRuleSchema } from '../../src/domain/outreach/audience.ts';
import { checkTemplate } from '../../src/domain/outreach/template-check.ts';
import { allFlows } from '../../src/flows/all-flows.ts';
import { push } from '../../src/flows/copy/push.ts';
import { explainRule } from '../../src/flows/copy/push-audience.ts';
import {
  commandsOf,
  makeCompletePush,
  PUSH_ACTIONS,
  renderPush,
  salutationOf,
  toPushPrompt,
  toTemplateValues,
} from '../../src/flows/push-message.ts';
import { generalTemplates } from '../../src/store/demo/data/general-templates.ts';
import { personalTemplates } from '../../src/store/demo/data/personal-templates.ts';

const completePush = makeCompletePush({ company: '安行车险' });
const BRAND = { name: '安行车险', fullName: '安行财产保险股份有限公司', hotline: '95500' };
const NOW = new Date('2026-12-01T02:00:00Z');

describe('a push', () => {
  it('of service names its sender, and nobody is asked whether they want it', () => {
    expect(completePush({ pushClass: 'service', text: '已到账' })).toEqual({
      text: '已到账',
      smsText: '【安行车险】已到账',
    });
  });

  it.each(['care', 'survey', 'marketing'] as const)(
    'of %s ends one tap from no more of it',
    (purpose) => {
      const content = completePush({
        pushClass: purpose,
        text: '您好',
        smsText: '好',
        actions: [{ label: '报案', action: 'claim_report' }],
      });
      expect(content.smsText).toBe('【安行车险】好 拒收请回复R');
      expect(content.text).toBe('您好');
      const choice = { isWanted: false, purposes: [purpose], isAboutService: false };
      expect(content.taps).toEqual([
        { label: '报案', commands: [{ do: 'startFlow', flow: 'claim_report', slots: {} }] },
        {
          label: push.refuseLabel(purpose),
          commands: [{ do: 'startFlow', flow: 'opt_out', slots: { choice } }],
        },
      ]);
    },
  );

  it('says how to refuse in words where the taps are a scale or full', () => {
    const taps = ['5', '4', '3', '2', '1'].map((label) => ({
      label,
      commands: [{ do: 'setSlot', slot: 'score', value: label }],
    }));
    const content = completePush({ pushClass: 'survey', text: '几分？', taps, isScale: true });
    expect(content.text).toBe(`几分？\n${push.refuseLine('survey')}`);
    expect(content.taps).toEqual(taps);
    expect(content.isScale).toBe(true);
  });

  it('carries only commands that a push may carry', () => {
    const taps = [
      { label: '一', commands: [{ do: 'startFlow', flow: 'survey', slots: { invitation: 'i' } }] },
      { label: '二', commands: [{ do: 'restart' }] },
      { label: '三', commands: [{ do: 'handoff', reason: 'injury' }] },
      { label: '四', commands: [{ do: 'startFlow' }] },
    ];
    expect(toPushPrompt({ text: '好', taps })).toEqual({
      text: '好',
      offers: [
        {
          label: '一',
          commands: [{ do: 'startFlow', flow: 'survey', slots: { invitation: 'i' } }],
        },
        { label: '三', commands: [{ do: 'handoff', reason: 'asked' }] },
      ],
    });
  });

  it('begins flows that there are, and no others', () => {
    const ids = new Set([...allFlows.map(({ id }) => id), 'event_signup', 'referral']);
    const begun = PUSH_ACTIONS.flatMap((name) => commandsOf(name) ?? commandsOf(`${name}:x`) ?? []);
    expect(begun).toHaveLength(PUSH_ACTIONS.length);
    for (const command of begun) {
      if (command.do === 'startFlow') expect(ids).toContain(command.flow);
    }
    expect(commandsOf('opt_out')).toBeUndefined();
    expect(commandsOf('knowledge')).toBeUndefined();
    expect(commandsOf('claim_report:x')).toBeUndefined();
  });
});

describe('salutationOf', () => {
  it.each([
    [{ name: '张伟', gender: 'male' }, '张先生'],
    [{ name: '欧阳静', gender: 'female' }, '欧阳女士'],
    [{ name: '司马光', gender: 'male' }, '司马先生'],
    // Two characters are a surname and a given name.
    [{ name: '欧阳', gender: 'male' }, '欧先生'],
    [{ name: '张伟' }, '您'],
    [{ name: '上海运达物流有限公司', gender: 'male' }, '您'],
    [{ name: 'John Smith', gender: 'male' }, '您'],
  ] as const)('of %j is %s', (customer, said) => {
    expect(salutationOf(customer)).toBe(said);
  });
});

describe('toTemplateValues', () => {
  const shared = { brand: BRAND, values: {}, now: NOW };

  it('writes days, kinds and plates as people read them', () => {
    const customer = {
      name: '张伟',
      plate: '沪A12345',
      policyKind: 'commercial',
      policyEndsOn: '2026-12-31',
      licenceExpiresOn: '2027-01-02',
      tenureYears: 3,
    } as const;
    expect(toTemplateValues(customer, shared)).toMatchObject({
      salutation: '您',
      plate: '沪A****45',
      policyKind: '商业险',
      policyEndsOn: '12月31日',
      licenceExpiresOn: '2027年1月2日',
      tenureYears: '3',
      companyFull: BRAND.fullName,
    });
  });

  it('takes what a campaign gives before what was found', () => {
    const values = {
      region: '苏州市',
      policyEndsOn: '2026-12-02',
      policyKind: 'compulsory',
      hotline: '',
    };
    expect(
      toTemplateValues({ name: '-', policyEndsOn: '2027-12-31' }, { ...shared, values }),
    ).toMatchObject({
      region: '苏州市',
      policyEndsOn: '12月2日',
      policyKind: '交强险',
      hotline: '95500',
    });
  });
});

describe('the templates of the demo insurer', () => {
  const all = [...personalTemplates, ...generalTemplates].map((template) => ({
    ...template,
    actions: template.actions ?? [],
    variants: [
      { key: 'A' as const, text: template.text, smsText: template.smsText },
      ...(template.textB === undefined ? [] : [{ key: 'B' as const, text: template.textB }]),
    ],
  }));
  const rules = {
    names: push.variables,
    isAction: (action: string) => commandsOf(action) !== undefined,
  };

  it.each(all.map((one) => [one.code, one] as const))(
    '%s has words that pass the check',
    (_, words) => {
      expect(checkTemplate(words, rules).filter(({ code }) => code !== 'sms_long')).toEqual([]);
    },
  );

  it('say everything they need', () => {
    const values = {
      region: '苏州市',
      warning: '今晚有暴雨',
      event: '车主沙龙',
      eventTime: '周六',
      eventPlace: '店里',
      link: 'https://example.com/e',
      eventNo: 'E12',
    };
    const customer = {
      name: '欧阳静',
      gender: 'female',
      plate: '沪A12345',
      policyKind: 'commercial',
      policyEndsOn: '2026-12-31',
      inspectionDueOn: '2026-12-31',
      licenceExpiresOn: '2026-12-31',
      claimNo: 'C1',
      tenureYears: 3,
    } as const;
    for (const template of all) {
      const { draft, missing } = renderPush(template, 'A', {
        brand: BRAND,
        customer,
        values,
        now: NOW,
      });
      expect([template.code, missing]).toEqual([template.code, []]);
      expect(draft.text).not.toMatch(/[{}]/);
    }
    const [invitation] = all.filter(({ code }) => code === 'event_invitation');
    const given = { brand: BRAND, customer, values, now: NOW };
    expect(
      invitation === undefined ? [] : renderPush(invitation, 'A', given).draft.actions,
    ).toEqual([{ label: '我要报名', action: 'event_signup:E12' }]);
  });
});

describe('explainRule', () => {
  it.each([
    [{}, '所有客户。'],
    [{ all: [{ kind: 'city_in', cities: ['苏州市'] }] }, '车辆或住址在苏州市的客户。'],
    [
      {
        all: [
          { kind: 'tier_in', tiers: ['platinum', 'diamond'] },
          { kind: 'claim_reported', days: { lastDays: 365 }, not: true },
        ],
      },
      '等级是铂金、钻石，并且不满足“有赔案在过去 365 天内报案”的客户。',
    ],
    [
      {
        any: [
          { all: [{ kind: 'gender_is', gender: 'male' }, { kind: 'policy_active' }] },
          { kind: 'lunar_birthday_on', days: [{ monthDay: '06-30', isLeap: true }] },
        ],
      },
      '（男性，并且有在保的保单），或者农历生日是闰六月三十的客户。',
    ],
    [
      {
        all: [
          {
            kind: 'policy_ends',
            policyKind: 'commercial',
            days: { inDays: 30 },
            isUnrenewed: true,
          },
        ],
      },
      '商业险在 30 天后的那一天到期且没有续保的客户。',
    ],
    [
      { all: [{ kind: 'premium_at_least', fen: 1_200_000 }] },
      '在保保单的保费合计不低于 12,000 元的客户。',
    ],
  ])('says %j as %s', (rule, sentence) => {
    expect(explainRule(audienceRuleSchema.parse(rule)).sentence).toBe(sentence);
  });
});
