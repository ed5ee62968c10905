import { describe, expect, it } from 'vitest';
import {
  callsOff,
  fullPlaceIn,
  isCalmPlace,
  isTooVague,
  roadDangersIn,
  roadsideProblemIn,
  tellsDirection,
} from '../../src/flows/roadside-assistance-words.ts';

const NOON = new Date('2026-06-12T04:00:00Z');
const MIDNIGHT = new Date('2026-06-12T16:00:00Z');

describe('the problem', () => {
  it.each([
    ['快叫个拖车来', 'tow'],
    ['能不能来个车拖一下', 'tow'],
    ['打不着火了，帮我拖到4s店', 'tow'],
    ['电瓶没电了', 'jump_start'],
    ['早上一拧钥匙哒哒响就是打不着', 'jump_start'],
    ['能搭个火吗', 'jump_start'],
    ['左后轮扎了个大钉子', 'flat_tyre'],
    ['轮胎瘪了不会换备胎', 'flat_tyre'],
    ['跑没油了', 'fuel'],
    ['加错油了', 'fuel'],
    ['钥匙锁车里了', 'locked_out'],
    ['车门打不开', 'locked_out'],
    ['陷泥里了', 'stuck'],
    ['轮子掉沟里了', 'stuck'],
    ['不用拖车，搭个电就行', 'jump_start'],
    ['车坏了', undefined],
    ['要救援', undefined],
  ])('of %j is %s', (said, problem) => {
    expect(roadsideProblemIn(said)).toBe(problem);
  });
});

describe('the dangers', () => {
  it.each([
    ['在广深高速上抛锚了', NOON, ['highway']],
    ['G4京港澳往北176公里', NOON, ['highway']],
    ['隧道里熄火', NOON, ['tunnel']],
    ['盘山路急弯', NOON, ['bend']],
    ['停在路边', MIDNIGHT, ['night']],
    ['半夜停在高架上', NOON, ['highway', 'night']],
    ['坐高铁回来', NOON, []],
  ])('of %j', (said, at, dangers) => {
    expect(roadDangersIn(said, at)).toEqual(dangers);
  });

  it.each([
    ['在家楼下打不着火', true],
    ['停在小区地库', true],
    ['高速服务区里', true],
    ['小区门口的弯道', false],
    ['在高速上', false],
    ['路边', false],
  ])('are far from %j: %s', (said, isCalm) => {
    expect(isCalmPlace(said)).toBe(isCalm);
  });
});

describe('calling it off', () => {
  it.each([
    ['不用救援了', true],
    ['拖车不用来了', true],
    ['取消救援', true],
    ['已经打着火了', true],
    ['车能开了，别来了', true],
    ['已经修好了', true],
    ['已经打着双闪了', false],
    ['不用拖车，搭个电就行', false],
    ['对方已经开走了', false],
    ['快点来救援', false],
  ])('%j: %s', (said, isOff) => {
    expect(callsOff(said)).toBe(isOff);
  });
});

describe('the place', () => {
  it.each([
    ['广深高速', '我在广深高速往深圳方向K23抛锚了', '广深高速往深圳方向K23'],
    ['京港澳高速', '京港澳高速，往北，176公里处', '京港澳高速，176公里处'],
    ['深南大道科技园', '车停在深南大道科技园，请快点', '深南大道科技园'],
    ['民治大道', '民治大道', '民治大道'],
  ])('%j said as %j is %j', (place, said, full) => {
    expect(fullPlaceIn(place, said)).toBe(full);
  });

  it.each([
    ['高速上', true],
    ['小区地库', true],
    ['我家楼下', true],
    ['隧道里', true],
    ['莲花北村小区地库', false],
    ['广深高速K23', false],
  ])('%j is no place yet: %s', (place, isVague) => {
    expect(isTooVague(place)).toBe(isVague);
  });

  it.each([
    ['广深高速往深圳方向', true],
    ['广深高速K23', true],
    ['京港澳高速韶关段', false],
  ])('%j tells which side: %s', (place, tells) => {
    expect(tellsDirection(place)).toBe(tells);
  });
});
