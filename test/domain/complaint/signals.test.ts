import { describe, expect, it } from 'vitest';
import {
  type BrokerFacts,
  findBrokerSignals,
  findRepeated,
  groupKeyOf,
  isSamePerson,
  type Matter,
} from '../../../src/domain/complaint/signals.ts';
import { addMs, DAY_MS } from '../../../src/lib/clock.ts';

const AT = new Date('2026-06-01T02:00:00.000Z');

const matter = (patch: Partial<Matter> = {}): Matter => ({
  complaintNo: 'TS1',
  receivedAt: AT,
  category: 'CLAIM.DELAY',
  aboutNo: 'LP1',
  words: '理赔太慢',
  identityId: 'idn_1',
  ...patch,
});
const earlier = (patch: Partial<Matter> = {}): Matter =>
  matter({ complaintNo: 'TS0', receivedAt: addMs(AT, -DAY_MS), ...patch });

describe('what a complaint repeats', () => {
  it.each<[string, Partial<Matter>, string | undefined]>([
    ['the same person, claim and category', {}, 'TS0'],
    ['by another chat, but the same phone', { identityId: 'idn_2', phone: '138' }, 'TS0'],
    ['by the same car', { identityId: undefined, plate: '沪A12345' }, 'TS0'],
    ['by the same customer', { identityId: undefined, customerId: 'cus_1' }, 'TS0'],
    ['another person', { identityId: 'idn_2' }, undefined],
    ['nobody known', { identityId: undefined }, undefined],
    ['another claim', { aboutNo: 'LP2' }, undefined],
    ['one claim and none', { aboutNo: undefined }, undefined],
    ['another category', { category: 'CLAIM.DOCS' }, undefined],
    ['later', { receivedAt: addMs(AT, 1) }, undefined],
    ['at the same instant', { receivedAt: AT }, 'TS0'],
    ['the last of 90 days', { receivedAt: addMs(AT, -90 * DAY_MS + 1) }, 'TS0'],
    ['90 days ago', { receivedAt: addMs(AT, -90 * DAY_MS) }, undefined],
    ['itself', { complaintNo: 'TS1' }, undefined],
  ])('%s', (_name, patch, wanted) => {
    const one = matter({ phone: '138', plate: '沪A12345', customerId: 'cus_1' });
    const other = earlier({ ...patch });
    expect(findRepeated(one, [other])?.complaintNo).toBe(wanted);
  });

  it('is the newest of several, also of those without a claim', () => {
    const others = [
      earlier({ complaintNo: 'A', aboutNo: undefined, receivedAt: addMs(AT, -3 * DAY_MS) }),
      earlier({ complaintNo: 'B', aboutNo: undefined, receivedAt: addMs(AT, -DAY_MS) }),
      earlier({ complaintNo: 'C', aboutNo: undefined, receivedAt: addMs(AT, -2 * DAY_MS) }),
    ];
    expect(findRepeated(matter({ aboutNo: undefined }), others)?.complaintNo).toBe('B');
  });

  it('takes nobody for the same person because both are unknown', () => {
    expect(isSamePerson({}, {})).toBe(false);
    expect(isSamePerson({ phone: undefined }, { phone: undefined })).toBe(false);
  });
});

describe('what complaints of one cause share', () => {
  const facts = { category: 'CLAIM.DELAY', respondents: [] } as const;
  it.each([
    ['the shop', { ...facts, repairShop: '鑫达 汽修厂', branch: '上海' }, 'shop:鑫达汽修厂'],
    [
      'the shop in another category',
      { ...facts, category: 'CLAIM.DOCS', repairShop: '鑫达汽修厂' },
      'shop:鑫达汽修厂',
    ],
    [
      'the shop that it is about',
      { ...facts, respondents: [{ kind: 'repair_shop', name: '顺风４Ｓ店' }] },
      'shop:顺风4s店',
    ],
    [
      'the shop that the words name',
      { ...facts, words: '车送到鑫达汽修厂半个月了' },
      'shop:鑫达汽修厂',
    ],
    [
      'the branch and the category',
      { ...facts, branch: '浦东支公司' },
      'branch:浦东支公司:CLAIM.DELAY',
    ],
    ['one event of the insurer', { ...facts, category: 'PRIVACY.LEAK' }, 'event:PRIVACY.LEAK'],
    ['nothing, when only the category is the same', facts, undefined],
    ['nothing, when the names are empty', { ...facts, repairShop: ' ', branch: '' }, undefined],
  ] as const)('%s', (_name, given, wanted) => {
    expect(groupKeyOf(given)).toBe(wanted);
  });
});

const FORM =
  '本人于贵司购买车险，销售过程中存在误导行为，未履行告知义务，严重侵害本人合法权益，依据保险法要求全额退保并书面答复';

describe('signs of a paid agent', () => {
  const signs = (facts: Partial<BrokerFacts> & { readonly words?: string }) =>
    findBrokerSignals({
      matter: matter({ words: facts.words ?? '理赔太慢了' }),
      others: facts.others ?? [],
      holdersOfContact: facts.holdersOfContact ?? 1,
    });
  const stranger = (words: string): Matter => earlier({ identityId: 'idn_2', words });

  it.each<[string, Parameters<typeof signs>[0], ReturnType<typeof signs>]>([
    ['none', {}, { signals: [], isSuspected: false }],
    [
      'the same text of somebody else',
      {
        words: `我是张三，保单12345。${FORM}`,
        others: [stranger(`我是李四，保单67890。${FORM}`)],
      },
      { signals: ['same_text', 'surrender_template'], isSuspected: true },
    ],
    [
      'the same text of the same person is a repeat',
      { words: `${FORM}。`, others: [earlier({ words: FORM })] },
      { signals: ['surrender_template'], isSuspected: false },
    ],
    [
      'one contact for many',
      { holdersOfContact: 4 },
      { signals: ['many_policies'], isSuspected: true },
    ],
    ['a family', { holdersOfContact: 3 }, { signals: [], isSuspected: false }],
    [
      'a customer who wants to surrender and says why',
      { words: '我要全额退保，业务员骗我' },
      { signals: [], isSuspected: false },
    ],
    ['a form alone', { words: FORM }, { signals: ['surrender_template'], isSuspected: false }],
    [
      'a form, and nobody may be called',
      { words: `${FORM}。请勿联系投保人本人，全权委托代理人办理` },
      { signals: ['surrender_template', 'refuses_contact'], isSuspected: true },
    ],
    [
      'a form, and another account',
      { words: `${FORM}，退款打到代理人账户` },
      { signals: ['surrender_template', 'third_account'], isSuspected: true },
    ],
    [
      'whoever wants to be left alone',
      { words: '不要再给我打推销电话了' },
      { signals: [], isSuspected: false },
    ],
  ])('%s', (_name, given, wanted) => {
    expect(signs(given)).toEqual(wanted);
  });
});
