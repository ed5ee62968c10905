import { describe, expect, it } from 'vitest';
import { clausesOf, readable } from '../../../src/bot/understanding/hygiene.ts';
import { readsUnfinished } from '../../../src/bot/understanding/reads-unfinished.ts';
import {
  asksForPerson,
  complains,
  findDanger,
  optsOut,
  soundsUpset,
} from '../../../src/bot/understanding/signals.ts';

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
    ['刚才被追尾了我老婆头有点晕', 'injury'],
    ['撞了一下，脖子疼', 'injury'],
    ['追尾了，小孩吐了', 'injury'],
    ['这事真让人头疼，车刮了', undefined],
    ['我头晕', undefined],
    ['上周追尾，现在脖子疼', undefined],
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
    '把我所有的个人信息都删掉',
    '导出我的个人信息',
  ])('hears it in %s', (text) => expect(asksForPerson(text)).toBe(true));
  it.each([
    '不用转人工',
    '人工费多少',
    '客服电话多少',
    '你们客服态度很差',
    '先不要人工',
    '换个手机号',
    '我朋友老说你们好，你跟我说一下怎么推荐',
    '个人信息怎么改',
  ])('does not hear it in %s', (text) => expect(asksForPerson(text)).toBe(false));
});

describe('complains', () => {
  const hears = (text: string) => complains(readable(text), clausesOf(readable(text)), false);
  it.each(['我要投诉', '怎么投诉你们', '我今天必须投诉那个查勘员', '再这样我要去举报你们'])(
    'by name: %s',
    (text) => expect(hears(text)).toBe(true),
  );
  it.each([
    '我上次投诉的那件事处理了吗',
    '我要撤销我的投诉',
    '我要投诉中通快递',
    '我要去投诉平安',
    '我的投诉编号是多少',
    '不是我要投诉',
  ])('is another matter or an earlier one: %s', (text) => expect(hears(text)).toBe(false));
});

describe('optsOut', () => {
  const hears = (text: string) => optsOut(readable(text), clausesOf(readable(text)));
  it.each([
    'TD',
    '回复TD',
    '你们这短信太多了 退订',
    '退订理赔进度通知',
    '拒收',
    '恢复接收',
    '我要退订你们的消息',
  ])('wherever it stands: %s', (text) => expect(hears(text)).toBe(true));
  it.each(['怎么退订流量包', '快递拒收了', '退订保险', '到付件拒收会怎么样', '退订金'])(
    'is something else: %s',
    (text) => expect(hears(text)).toBe(false),
  );
});

describe('soundsUpset', () => {
  it('does not take a tow truck for delay', () => {
    expect(soundsUpset('帮我叫个拖车吧')).toBe(false);
    expect(soundsUpset('你们拖了半个月')).toBe(true);
  });
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
