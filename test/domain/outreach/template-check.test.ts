import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../src/domain/outreach/forbidden.ts';
import { smsSegments } from '../../../src/domain/outreach/sms-length.ts';
import type { TemplateWords } from '../../../src/domain/outreach/template.ts';
import { checkTemplate, isClean } from '../../../src/domain/outreach/template-check.ts';
import { push } from '../../../src/flows/copy/push.ts';

const RULES = { names: push.variables, isAction: (action: string) => action === 'claim_report' };

function codesOf(text: string, more: Partial<TemplateWords> = {}): readonly FindingCode[] {
  const words = { pushClass: 'care', title: '-', actions: [], ...more } as const;
  return checkTemplate({ variants: [{ key: 'A', text }], ...words }, RULES).map(({ code }) => code);
}

const MARKETING = '{产品}是{公司全称}承保的保险产品。';

describe('checkTemplate', () => {
  it.each<readonly [FindingCode, string]>([
    ['superlative', '我们的价格最低'],
    ['superlative', '理赔服务全国第一'],
    ['superlative', '这是全国最好的车险'],
    ['promised_payout', '出险100%赔'],
    ['promised_payout', '我们保证赔付'],
    ['everything_insured', '给爱车上全险'],
    ['everything_insured', '给爱车上全 险'],
    ['cash_back', '续保返现 200 元'],
    ['cash_back', '續保返現'],
    ['gift_card', '送您200元油卡'],
    ['gift_card', '赠送行车记录仪'],
    ['insider_price', '给您内部价'],
    ['endorsed', '经监管部门认可的产品'],
    ['selling', '现在投保享8折'],
    ['selling', '回复领取优惠券'],
    ['selling', '特别优惠等您来'],
    ['selling', '千万不要错过这次抽奖'],
    ['selling', '建议您加保划痕险'],
    ['pressing', '最后一次机会'],
    ['unknown_variable', '{昵称}您好'],
    ['broken_braces', '{称呼您好'],
    ['broken_braces', '称呼}您好'],
    ['own_refusal', '您好，回复TD退订'],
    ['desk_word', '您的验证码发我一下'],
  ])('finds %s in %s', (code, text) => {
    expect(codesOf(text)).toContain(code);
  });

  it.each([
    '{称呼}，新春快乐！感谢一年的信任。出险可随时发送“报案”。——{公司} {经理}',
    '我们会第一时间联系您，第一次报案请带好驾驶证。',
    '交强险的最低责任限额由国家规定，最低气温零下五度。',
    '请警惕“返现”“内部价”之类的说法。',
    '请勿相信“送油卡”这样的话。',
    '活动时间 {活动时间}，{活动}，不收费。',
    '注意安全险情，保全险种资料。',
    '系好安全带，是给家人最好的保障。',
  ])('finds nothing in %s', (text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it('lets marketing sell, when it says which product of whom, and that it is insurance', () => {
    const marketing = { pushClass: 'marketing' } as const;
    expect(codesOf(`${MARKETING}现在投保享8折优惠。`, marketing)).toEqual([]);
    expect(codesOf('现在投保享优惠', marketing)).toEqual([
      'product_missing',
      'insurer_missing',
      'label_missing',
    ]);
    expect(codesOf(`${MARKETING}价格最低`, marketing)).toEqual(['superlative']);
  });

  it.each<readonly [string, string, readonly FindingCode[]]>([
    ['dragon_boat', '端午快乐！', ['joy_at_dragon_boat']],
    ['dragon_boat', '端午安康！', []],
    ['spring_festival', '新春快乐！', []],
    ['birthday', '祝您30岁生日快乐', ['age_at_birthday']],
    ['birthday', '生日快乐，为您备了一份礼物', ['gift_at_birthday']],
    ['birthday', '生日快乐！愿您平安顺遂、一路畅行。', []],
    ['term_qingming', '清明安康，祝您出行愉快', ['greeting_on_mourning', 'greeting_on_mourning']],
    ['term_qingming', '清明前后雾雨多，请慢行，注意防火。', []],
  ])('on %s %s comes to %j', (occasion, text, codes) => {
    expect(codesOf(text, { occasion })).toEqual(codes);
  });

  it('says where each word stands in what the author wrote', () => {
    const text = '{称呼}，续保就 返　现，还送油卡。';
    const words = { pushClass: 'care', title: '-', actions: [] } as const;
    const found = checkTemplate({ ...words, variants: [{ key: 'A', text }] }, RULES);
    expect(found.map(({ at, length }) => text.slice(at ?? 0, (at ?? 0) + length))).toEqual([
      '返　现',
      '送油卡',
    ]);
    expect(isClean(found)).toBe(false);
  });

  it('knows the actions, and how many there may be', () => {
    const tap = { label: '报案', action: 'claim_report' };
    expect(codesOf('好', { actions: [tap, tap, tap] })).toEqual([]);
    expect(codesOf('好', { actions: [tap, { ...tap, action: 'rm -rf' }] })).toEqual([
      'unknown_action',
    ]);
    expect(codesOf('好', { actions: [tap, tap, tap, tap] })).toEqual(['too_many_actions']);
  });

  it('warns of short messages that are sent in parts', () => {
    expect(codesOf('好'.repeat(52))).toEqual([]);
    expect(codesOf('好'.repeat(53))).toEqual(['sms_long']);
    expect(codesOf('好'.repeat(300))).toEqual(['sms_too_long']);
  });

  it('takes its time of no long text', () => {
    const start = performance.now();
    codesOf('最低优惠保证赔{称呼}'.repeat(50));
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('smsSegments', () => {
  it.each([
    [0, 1],
    [70, 1],
    [71, 2],
    [134, 2],
    [135, 3],
  ])('%i characters take %i', (length, segments) => {
    expect(smsSegments('字'.repeat(length))).toBe(segments);
  });
});
