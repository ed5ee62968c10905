import { describe, expect, it } from 'vitest';
import { readsUnfinished } from '../../../src/bot/understanding/reads-unfinished.ts';
import { asksForPerson, findDanger } from '../../../src/bot/understanding/signals.ts';

describe('findDanger', () => {
  it.each([
    ['有人受伤了快点派人来', 'injury'],
    ['撞到一个老人', 'injury'],
    ['他流血了昏迷了', 'injury'],
    ['车着火了', 'fire'],
    ['发动机冒烟了动不了', 'fire'],
    ['我被困在车里出不来', 'trapped'],
    ['上周撞的，对方还在住院', undefined],
    ['昨天追尾对方受伤了，理赔到哪了', 'past_injury'],
    ['人没事，车坏了', undefined],
    ['没有人受伤', undefined],
    ['自燃属于车损险吗，自燃了赔不赔', undefined],
    ['撞到别人的车了', undefined],
    ['我不想活了', 'self_harm'],
    ['想自杀', 'self_harm'],
    ['气死我了', undefined],
    ['急死了', undefined],
    ['想死你了', undefined],
  ])('%s: %s', (text, danger) => {
    expect(findDanger(text)).toBe(danger);
  });
});

describe('asksForPerson', () => {
  it.each([
    '人工',
    '转人工服务',
    '真人',
    '帮我接客服',
    '机器人走开',
    '要人工',
    '叫个人工来',
    '换人来',
  ])('hears it in %s', (text) => expect(asksForPerson(text)).toBe(true));
  it.each([
    '不用转人工',
    '人工费多少',
    '客服电话多少',
    '你们客服态度很差',
    '先不要人工',
    '换个手机号',
  ])('does not hear it in %s', (text) => expect(asksForPerson(text)).toBe(false));
});

describe('readsUnfinished', () => {
  it.each([
    '我想问一下，',
    '我那个车、',
    '情况是这样：',
    '我昨天开车然后',
    '因为',
    '我想',
    '还有',
    '他说可以但是',
    '我的',
    '我想…',
    '就是',
  ])('goes on: %s', (text) => expect(readsUnfinished(text)).toBe(true));
  it.each([
    '粤B12345',
    '好的',
    '对',
    '我的理赔到哪了',
    '我的理赔到哪了？',
    '1',
    '转人工',
    '',
    '谢谢。',
    '138 0000 1234',
    '123X',
  ])('is complete: %s', (text) => expect(readsUnfinished(text)).toBe(false));
});
