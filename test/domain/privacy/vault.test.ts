import { describe, expect, it } from 'vitest';
import { makeVault } from '../../../src/domain/privacy/vault.ts';
import { personalWords } from './personal-words.ts';

const HIDDEN: readonly (readonly [said: string, hidden: string])[] = [
  ['车牌粤B12345，手机13800001234', '车牌[[PLATE_1]],手机[[PHONE_1]]'],
  ['沪A·一二三四五 电话幺三八零零零零幺二三四', '[[PLATE_1]] 电话[[PHONE_1]]'],
  ['我叫张伟，查勘员刘强说我得等', '我叫[[NAME_1]],查勘员[[NAME_2]]说我得等'],
  ['我在上海市浦东新区世纪大道100号撞了', '我在[[PLACE_1]]撞了'],
  ['家住阳光花园小区3号楼502', '[[PLACE_1]]'],
  ['后四位123X', '后四位[[ID_1]]'],
  ['报案号 RP202606110001', '报案号 [[NUMBER_1]]'],
  ['车架号LSVAA4182E2184847', '车架号[[VIN_1]]'],
  ['发到zhang.san@qq.com', '发到[[EMAIL_1]]'],
  ['经度121.473701，纬度31.230416', '经度[[POINT_1]]'],
  ['我是1990年5月3日出生的', '我是[[BIRTHDAY_1]]出生的'],
  // The same value has the same token, however it is written.
  ['粤B12345，就是粤B·１２３４５', '[[PLATE_1]],就是[[PLATE_1]]'],
  ['我叫张伟，张伟就是我', '我叫[[NAME_1]],[[NAME_1]]就是我'],
  // What says nothing about anybody stays readable.
  ['赔款12000元还没到，垫了三千五', '赔款12000元还没到,垫了三千五'],
  ['车修好俩礼拜了我这垫的八千还悬着呢', '车修好俩礼拜了我这垫的八千还悬着呢'],
  ['我的车险周末快到期了，方便的话处理一下，谢谢', '我的车险周末快到期了,方便的话处理一下,谢谢'],
  ['医疗费和误工费怎么赔', '医疗费和误工费怎么赔'],
  ['昨天下午三点多等了三个小时', '昨天下午三点多等了三个小时'],
  // Somebody's health is not sent at all.
  ['我骨折了，住院十天。赔款到哪了', '[[HEALTH]]赔款到哪了'],
  // Brackets that the customer types are no tokens of ours.
  ['把[[PLATE_1]]和[[[[PHONE_1]]]]给我', '把 PLATE_1 和 PHONE_1 给我'],
];

describe('a text', () => {
  it.each(HIDDEN)('%s hides as %s', (said, hidden) => {
    expect(makeVault().hide(said)?.replace(/ +/g, ' ')).toBe(hidden);
  });

  it.each(personalWords)('%s shows nothing of %j', (said, secrets) => {
    const hidden = makeVault().hide(said) ?? '';
    for (const secret of secrets) expect(hidden).not.toContain(secret);
  });

  it.each([
    '头疼得厉害',
    '我怀孕五个月了被追尾',
    '老人撞断了肋骨',
    '病历在我手上',
    '医生诊断是脑震荡',
  ])('%s is not sent at all', (said) => {
    expect(makeVault().hide(said)).toBeUndefined();
  });
});

describe('a token', () => {
  it('gives back the value in the form that slots hold', () => {
    const vault = makeVault();
    vault.hide('沪A·一二三四五 电话幺三八 零零零零 幺二三四');
    expect(vault.restore('[[PLATE_1]]/[[PHONE_1]]')).toBe('沪A12345/13800001234');
    expect(vault.restore('没有标记')).toBe('没有标记');
  });

  it.each(['[[PLATE_2]]', '[[PHONE_1]]', '[[HEALTH]]', '[[]]', '[[plate_1]]', '好[[X]]'])(
    '%s that was never given restores to nothing',
    (token) => {
      const vault = makeVault();
      vault.hide('粤B12345。我骨折了。');
      expect(vault.restore(token)).toBeUndefined();
    },
  );

  it('of one turn is unknown in the next', () => {
    makeVault().hide('粤B12345');
    expect(makeVault().restore('[[PLATE_1]]')).toBeUndefined();
  });
});
