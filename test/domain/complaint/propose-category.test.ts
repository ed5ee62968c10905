import { describe, expect, it } from 'vitest';
import {
  proposeCategories,
  proposeCategory,
} from '../../../src/domain/complaint/propose-category.ts';
import type { ComplaintCategory } from '../../../src/domain/complaint/record.ts';

const CASES: readonly (readonly [string, ComplaintCategory])[] = [
  ['都一个多月了赔款还没到账', 'CLAIM.PAYMENT'],
  ['我的案子拖了二十天没人管，审核一直没结果', 'CLAIM.DELAY'],
  ['四儿子店报价一万二你们就认四千 差的八千让我自己掏', 'CLAIM.ASSESS_AMOUNT'],
  ['定损太低 不服', 'CLAIM.ASSESS_AMOUNT'],
  ['赔少了 不认可', 'CLAIM.ASSESS_AMOUNT'],
  ['凭啥拒赔', 'CLAIM.LIABILITY'],
  ['点解我单case俾你哋拒陪啊', 'CLAIM.LIABILITY'],
  ['修理厂是你们指定的 装上去的大灯是副厂件 一个礼拜就进水', 'CLAIM.REPAIR_SHOP'],
  ['材料交了三遍还说缺，反复要我补', 'CLAIM.DOCS'],
  ['查勘员说半小时到，等了三个小时没来', 'CLAIM.SURVEY'],
  ['误工费一毛没给算，住院的医疗费也不认', 'CLAIM.INJURY'],
  ['对方全责没钱赔，让你们代位求偿你们推来推去', 'CLAIM.SUBROGATION'],
  ['车都烧成壳了还不按全损给我算', 'CLAIM.TOTAL_LOSS'],
  ['你们业务员拍着胸脯跟我说玻璃随便换 现在玻璃碎了跟我讲没买这个险', 'SALES.MISLEAD'],
  ['买的时候根本没跟我讲免责条款', 'SALES.NO_DISCLOSURE'],
  ['我压根没点过那个附加险 保单上凭空多出来三百八 这不就是偷偷搭售吗', 'SALES.BUNDLE'],
  ['没经过我同意就自动续保扣了我三千多', 'SALES.AUTO_RENEW'],
  ['说好送的两次保养和油卡 交完钱人就把我拉黑了', 'SALES.GIFT'],
  ['天天打电话推销，一天七八个', 'SALES.TELEMARKETING'],
  ['不给我上交强险，说货车风险高', 'UW.REFUSE_CI'],
  ['没出过险保费还涨了八百', 'UW.PREMIUM'],
  ['保单上车架号写错了找你们改没人理', 'UW.INFO_ERROR'],
  ['开发票拖我一个月最后说业务员离职了没法开', 'UW.POLICY_DELIVERY'],
  ['退保扣了我四百手续费', 'CHANGE.SURRENDER_FEE'],
  ['申请退保两个月了还不给办', 'CHANGE.SURRENDER_DELAY'],
  ['那个定损的小伙子 说话特别冲 最后直接把我电话挂了', 'SERVICE.ATTITUDE'],
  ['客服电话打不通，留言也没人回', 'SERVICE.UNREACHABLE'],
  [
    '你们这叫推卸责任 修理厂说是保险公司不批 保险公司说是修理厂没报 我成皮球了',
    'SERVICE.WRONG_INFO',
  ],
  ['机器人答非所问，怎么都转不到人工', 'SERVICE.BOT'],
  ['拖车的师傅 说好免费到了地方收我六百', 'SERVICE.RESCUE'],
  [
    '我换了新手机号才三天 只在你们这留过 今天就有七八家卖保险的打进来 我的信息是不是被你们的人卖了',
    'PRIVACY.LEAK',
  ],
  ['我都退订三次了你们还给我发广告', 'PRIVACY.SPAM'],
  ['让你们删除我的个人信息，两周没动静', 'PRIVACY.RIGHTS'],
  ['那个老查勘 拿着我的身份证拍了照发到他们群里了', 'PRIVACY.LEAK'],
  ['签名不是我签的 你们业务员替我代签的投保单', 'SALES.MISLEAD'],
  ['我屋里男人还躺在ICU 你们的人就来劝我签字放弃后续', 'CLAIM.INJURY'],
  ['查勘员说女司机就是这样 凭什么性别歧视', 'SERVICE.ATTITUDE'],
  ['昨天来定损的那个人 问他一句为什么不换只修 他说爱修修不修拉倒', 'CLAIM.ASSESS_AMOUNT'],
  ['反正就是不舒服', 'OTHER'],
];

describe('proposing a category', () => {
  it.each(CASES)('%s', (matter, category) => {
    // The proposal is shown and may be changed: the right one must be the first or one of the next two.
    expect([proposeCategory(matter), ...proposeCategories(matter)]).toContain(category);
  });

  it('has the right one in the first place nearly always', () => {
    const wrong = CASES.filter(([matter, category]) => proposeCategory(matter) !== category);
    expect(wrong.map(([matter]) => `${proposeCategory(matter)}: ${matter}`)).toEqual([]);
  });

  it('reads full width and capitals', () => {
    expect(proposeCategory('４Ｓ店配件是副厂件')).toBe('CLAIM.REPAIR_SHOP');
  });

  it('gives at most as many as are asked for, and none of nothing', () => {
    expect(proposeCategories('理赔慢，定损低，客服态度差，退保扣手续费', 2)).toHaveLength(2);
    expect(proposeCategories('')).toEqual([]);
  });
});
