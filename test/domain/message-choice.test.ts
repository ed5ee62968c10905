import { describe, expect, it } from 'vitest';
import { readMessageChoice } from '../../src/domain/message-choice.ts';

const ALL = ['marketing', 'care', 'survey'];

describe('which messages are refused', () => {
  it.each([
    ['TD', ALL],
    ['T', ALL],
    ['N', ALL],
    ['退订', ALL],
    ['拒收', ALL],
    ['别发了', ALL],
    ['取消订阅', ALL],
    ['全部退订', ALL],
    ['所有的广告和消息都别发了', ALL],
    ['不要再给我发广告了', ['marketing']],
    ['推销电话别打了', ['marketing']],
    ['把推销都关了 理赔通知留着', ['marketing']],
    ['短信电话都别发', ALL],
    ['活动通知取消', ['marketing']],
    ['生日祝福不用发', ['care']],
    ['退订那个用车小贴士', ['care']],
    ['满意度调查不要再找我了 我不填的', ['survey']],
    ['电话回访能不能不做 我一切都好', ['survey']],
    ['关闭微信服务通知推送', ALL],
    ['优惠和问卷都不想收', ['marketing', 'survey']],
    ['', ALL],
  ])('%s', (said, purposes) => {
    const choice = readMessageChoice(said);
    expect([choice.isWanted, choice.purposes]).toEqual([false, purposes]);
  });

  it('knows what cannot be refused', () => {
    expect(readMessageChoice('理赔进度通知别发了')).toEqual({
      isWanted: false,
      purposes: [],
      isAboutService: true,
    });
    expect(readMessageChoice('全部退订，理赔进度通知也别发')).toMatchObject({ purposes: ALL });
  });
});

describe('which are wanted again', () => {
  it.each([
    ['恢复接收优惠活动', ['marketing']],
    ['重新订阅节日问候', ['care']],
    ['恢复接收', []],
    ['打开活动通知', ['marketing']],
  ])('%s', (said, purposes) => {
    expect(readMessageChoice(said)).toMatchObject({ isWanted: true, purposes });
  });

  it('a refusal is none, whatever else is in it', () => {
    expect(readMessageChoice('不要再发，也别恢复').isWanted).toBe(false);
  });
});

describe('the way that is named', () => {
  it.each([
    ['别发短信了', 'sms'],
    ['推销电话别打了', 'phone'],
    ['关闭微信服务通知推送', 'wechat'],
    ['短信电话都别发', undefined],
    ['短信和微信别发了', undefined],
    ['全部退订，短信也别发', undefined],
    ['退订', undefined],
  ])('%s', (said, way) => {
    expect(readMessageChoice(said).way).toBe(way);
  });
});
