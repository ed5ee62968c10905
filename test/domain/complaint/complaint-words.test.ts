import { describe, expect, it } from 'vitest';
import { complaintNoIn, normalizeComplaintNo } from '../../../src/domain/complaint/complaint-no.ts';
import {
  asksHowSoon,
  asksHowToComplain,
  besideWish,
  givesUpComplaint,
  MATTER_LENGTH_MAX,
  matterIn,
  requestIn,
  tellsOn,
  tellsSomething,
  wantsNothingYet,
  wishAboutFiled,
} from '../../../src/domain/complaint/complaint-words.ts';
import { promisesOf } from '../../../src/domain/complaint/promises.ts';

describe('the matter in the first words', () => {
  it.each([
    '我要投诉',
    '我要投诉你们',
    '投诉',
    '你好，我想投诉一下',
    '怎么投诉你们公司',
    '我要投诉！！！',
    '我要举报',
    '要个说法',
    '转人工，我要投诉',
  ])('is not there: %s', (said) => {
    expect(matterIn(said)).toBeUndefined();
  });

  it.each([
    '我要投诉，定损员态度特别差，还骂我',
    '投诉你们的修理厂，装的是副厂件',
    '都半个月了一分钱没赔，我要投诉',
    '喂你好 嗯 我想反映个事啊 昨天那个定损的小伙子说话特别冲',
  ])('is all of it, word for word: %s', (said) => {
    expect(matterIn(said)).toBe(said);
  });

  it('is cut where the record ends', () => {
    expect(matterIn('理赔太慢了'.repeat(1_000))).toHaveLength(MATTER_LENGTH_MAX);
  });
});

describe('the request in the words', () => {
  it.each([
    ['定损太低，我要求重新定损', '我要求重新定损'],
    ['他骂我，要你们给我书面道歉', '要你们给我书面道歉'],
    ['多收了八百，必须退给我', '必须退给我'],
    ['希望尽快把赔款打给我', '希望尽快把赔款打给我'],
    ['态度太差了', undefined],
    ['我要投诉', undefined],
  ])('%s', (text, request) => {
    expect(requestIn(text)).toBe(request);
  });
});

describe('asking how', () => {
  it.each([
    ['怎么投诉你们', true],
    ['投诉电话是多少', true],
    ['哪里能投诉', true],
    ['有没有投诉渠道', true],
    ['我要投诉定损员', false],
  ])('%s', (said, asks) => {
    expect(asksHowToComplain(said)).toBe(asks);
  });
});

describe('a number', () => {
  it.each([
    ['TS20261123048213', 'TS20261123048213'],
    ['ts 20261123 048213', 'TS20261123048213'],
    ['ＴＳ２０２６１１２３０４８２１３', 'TS20261123048213'],
    ['RP20261123048213', undefined],
    ['TS2026112304821', undefined],
  ])('%s', (text, number) => {
    expect(normalizeComplaintNo(text)).toBe(number);
    expect(complaintNoIn(`我的投诉${text}到哪了`)).toBe(number);
  });
});

describe('the promises', () => {
  const at = new Date('2026-06-12T02:00:00Z');
  it.each([
    ['S1', '2026-06-12T04:00:00.000Z'],
    ['S2', '2026-06-13T02:00:00.000Z'],
    ['S3', '2026-06-14T02:00:00.000Z'],
    ['S4', '2026-06-14T02:00:00.000Z'],
  ] as const)('of %s run from the moment it was said', (severity, feedback) => {
    const promised = promisesOf(severity, at);
    expect(promised.firstFeedbackDueAt.toISOString()).toBe(feedback);
    expect(promised.resolutionDueAt.toISOString()).toBe('2026-06-15T02:00:00.000Z');
  });
});

describe('what is said about a complaint that is being told or was filed', () => {
  it.each([
    ['我要撤销我的投诉', 'withdraw'],
    ['投诉我不想投了 撤了吧', 'withdraw'],
    ['补充投诉 那个师傅姓刘', 'add'],
    ['我要申请核查', 'review'],
    ['申请对处理决定进行复核', 'review'],
    ['请重新处理我的投诉', 'reopen'],
    ['重新处理投诉', 'reopen'],
    ['投诉撤了没', undefined],
    ['我那投诉怎么自己变成已撤销了，我没撤啊', undefined],
    ['我投诉完，说安排复核人员联系我', undefined],
    ['不合理的定损 要求复核并道歉', undefined],
    ['我不想投诉，只想问进度', undefined],
    ['投诉你们取消我的订单不退钱', undefined],
  ])('%s: %s', (said, wish) => {
    expect(wishAboutFiled(said)).toBe(wish);
  });

  it.each([
    ['不投诉了', true],
    ['撤了吧我不投诉了', true],
    ['算了，不想投诉了', true],
    ['我不想投诉，只想问进度', false],
  ])('%s gives it up: %s', (said, isGivenUp) => {
    expect(givesUpComplaint(said)).toBe(isGivenUp);
  });

  it.each([
    ['补充投诉', false],
    ['我想补充一下投诉的材料', false],
    ['不认可方案', false],
    ['这个方案我不能接受', false],
    ['补充投诉，那个师傅姓刘', true],
    ['不同意，喷漆工时少算了两个小时', true],
  ])('%s tells something beside the wish: %s', (said, isTold) => {
    expect(besideWish(said)).toBe(isTold ? said : undefined);
  });

  it.each([
    ['上周三', true],
    ['他说爱赔不赔 这是他原话', true],
    ['修车厂要八千 你们就给三千 凭什么', true],
    ['要求他当面道歉', false],
    ['退我三千', false],
    ['沪A12345', false],
  ])('%s goes on telling: %s', (said, isTold) => {
    expect(tellsOn(said)).toBe(isTold);
  });

  it.each([
    ['沪A12345', false],
    ['13800000001', false],
    ['1234', false],
    ['沪A12345被刮了', true],
  ])('%s tells something: %s', (said, isTold) => {
    expect(tellsSomething(said)).toBe(isTold);
  });

  it('knows no wish yet, and a question after the clocks', () => {
    expect([wantsNothingYet('还没想好'), wantsNothingYet('没想到你们这样')]).toEqual([true, false]);
    expect([asksHowSoon('你们多久能回'), asksHowSoon('拖了很久')]).toEqual([true, false]);
  });
});
