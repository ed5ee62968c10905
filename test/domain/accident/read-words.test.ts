import { describe, expect, it } from 'vitest';
import { phonesIn, platesIn } from '../../../src/domain/accident/by-owner.ts';
import { type Signal, signalIn } from '../../../src/domain/accident/read-signals.ts';
import {
  accidentKindIn,
  drivableIn,
  injuredCountIn,
  injuryIn,
  isUnplated,
  lossKindIn,
  safePlaceIn,
} from '../../../src/domain/accident/read-words.ts';

describe('who is hurt', () => {
  it.each([
    ['没人受伤', false],
    ['莫得人受伤', false],
    ['冇人受伤', false],
    ['没得人伤到', false],
    ['人没事', false],
    ['人都没事就是车坏了', false],
    ['没有人员伤亡', false],
    ['没伤着人', false],
    ['有人受伤了', true],
    ['对方骑车的擦伤了', true],
    ['撞到一个老人', true],
    ['已经送医院了', true],
    ['骑车的老太太说腿疼', true],
    ['撞人了', true],
    ['我们是救护车，跟人碰了', undefined],
    ['撞到人行道上了', undefined],
    ['我没事，对方流血了', true],
    ['我撞了人家的车', undefined],
    ['追尾了', undefined],
    ['车伤得不重', undefined],
  ])('%s', (said, is) => expect(injuryIn(said)).toBe(is));

  it.each([
    ['两个人受伤', 2],
    ['3人轻伤', 3],
    ['一个乘客受了点伤', 1],
    ['没有人受伤', undefined],
    ['有人受伤', undefined],
  ])('%s: how many', (said, count) => expect(injuredCountIn(said)).toBe(count));
});

describe('how many took part', () => {
  it.each([
    ['三车连环追尾', 'multi'],
    ['被后车追尾又撞了前面一辆，三辆车', 'multi'],
    ['被后车追尾了', 'double'],
    ['把别人的车刮了', 'double'],
    ['和一辆出租车蹭了', 'double'],
    ['撞了电动车', 'double'],
    ['撞护栏了', 'single'],
    ['倒车撞柱子', 'single'],
    ['自己撞了墙，没碰别的车', 'single'],
    ['翻沟里了', 'single'],
    ['单方', 'single'],
    ['双方', 'double'],
    ['四台车撞一串', 'multi'],
    ['有个骑共享单车的扎我车门上', 'double'],
    ['我想走自己的保险', undefined],
    ['三方及以上', 'multi'],
    ['车被石头砸了', 'single'],
    ['出车祸了', undefined],
    ['我要报案', undefined],
  ])('%s', (said, kind) => expect(accidentKindIn(said)).toBe(kind));
});

describe('what happened to the car', () => {
  it.each([
    ['我的车被偷了', 'theft'],
    ['早上起来车不见了', 'theft'],
    ['小偷把我车窗砸了包没了', 'glass'],
    ['车头没了一半', undefined],
    ['车着火了', 'fire'],
    ['自燃', 'fire'],
    ['车被水淹了', 'water'],
    ['地库进水车泡了', 'water'],
    ['前挡风玻璃裂了', 'glass'],
    ['天窗被砸穿了，玻璃碎了', 'glass'],
    ['车停在小区被划了', 'scratch'],
    ['停在路边被蹭了找不到人', 'scratch'],
    ['追尾了，车灯玻璃碎了', undefined],
    ['后视镜被偷了', undefined],
    ['撞了护栏', undefined],
  ])('%s', (said, loss) => expect(lossKindIn(said)).toBe(loss));
});

describe('whether it can be driven', () => {
  it.each([
    ['车开不了了', false],
    ['动不了', false],
    ['打不着火', false],
    ['不能开', false],
    ['车还能开', true],
    ['可以正常行驶', true],
    ['不影响行驶', true],
    ['车门打不开', undefined],
    ['能走保险吗', undefined],
  ])('%s', (said, is) => expect(drivableIn(said)).toBe(is));
});

it.each([
  ['人都在护栏外了', true],
  ['开长途在服务区被蹭', undefined],
  ['已经挪到路边了', true],
  ['还在车道上', false],
  ['不安全', false],
  ['在深南大道', undefined],
])('%s: safe %s', (said, is) => expect(safePlaceIn(said)).toBe(is));

it.each([
  ['新车还没上牌', true],
  ['还没上牌照', true],
  ['用的临时牌', true],
  ['粤B12345', false],
  ['没牌的电动车撞了我', false],
])('%s: unplated %s', (said, is) => expect(isUnplated(said)).toBe(is));

describe('facts beside the questions', () => {
  const CASES: readonly (readonly [Signal, string, boolean | undefined])[] = [
    ['alcohol_or_drugs', '他好像喝酒了', true],
    ['alcohol_or_drugs', '我没喝酒', undefined],
    ['alcohol_or_drugs', '没有喝酒', undefined],
    ['licence', '对方无证驾驶', true],
    ['licence', '驾照忘在家里了', undefined],
    ['other_party_left', '对方跑了', true],
    ['other_party_left', '肇事逃逸', true],
    ['other_party_left', '把我撞了就跑', true],
    ['other_party_left', '往后溜了一下', undefined],
    ['other_party_left', '对方还在现场', undefined],
    ['facility', '撞了护栏', true],
    ['facility', '把路灯撞倒了', true],
    ['facility', '小区道闸杆给撞断了', true],
    ['facility', '在收费站被后车碰了', undefined],
    ['facility', '在路灯下面被追尾', undefined],
    ['facility', '撞了前车', undefined],
    ['intent', '碰瓷的吧', true],
    ['dangerous_goods', '前面是油罐车', true],
    ['plate_wrong', '对方是套牌车', true],
    ['is_highway', '在G15沈海高速上', true],
    ['is_highway', '在深南大道', undefined],
    ['is_away', '我已经到家了', true],
    ['police_called', '已经报警了', true],
    ['police_called', '交警来了', true],
    ['police_called', '没报警', false],
    ['police_called', '要不要报警', undefined],
    ['police_called', '需要报警吗', undefined],
    ['police_called', '报警了吗', undefined],
    ['police_called', '我报了警', true],
  ];
  it.each(CASES)('%s: %s', (signal, said, is) => expect(signalIn(signal, said)).toBe(is));
});

describe('whose plate and phone it is', () => {
  it.each([
    ['粤B12345', ['粤B12345'], []],
    ['我的车粤B12345，对方粤A88888', ['粤B12345'], ['粤A88888']],
    ['被粤A88888追尾了，我是粤B12345', ['粤B12345'], ['粤A88888']],
    ['对方车牌是粤A88888', [], ['粤A88888']],
    ['追尾了粤A88888', [], ['粤A88888']],
    ['对方跑了，车牌粤B12345', ['粤B12345'], []],
    ['我那辆粤B12345被撞了', ['粤B12345'], []],
    ['他的车是粤A88888', [], ['粤A88888']],
  ])('%s', (said, own, others) => expect(platesIn(said)).toEqual({ own, others }));

  it.each([
    ['13911112222', ['13911112222'], []],
    ['对方电话13700001111，我的13911112222', ['13911112222'], ['13700001111']],
  ])('%s', (said, own, others) => expect(phonesIn(said)).toEqual({ own, others }));
});
