import { describe, expect, it } from 'vitest';
import type { ComplaintActor } from '../../src/domain/complaint/acts.ts';
import type { ComplaintCase, NoticeChannel } from '../../src/domain/complaint/case.ts';
import type { ComplaintTold } from '../../src/domain/complaint/news.ts';
import { complaintNews, type NewsGiven } from '../../src/flows/complaint-news.ts';

const NOW = new Date('2026-06-12T02:00:00Z');
const NO = 'TS20260610000007';

const complaint: ComplaintCase = {
  id: 'cpl_1',
  complaintNo: NO,
  status: 'INVESTIGATING',
  nature: 'complaint',
  severity: 'S1',
  category: 'CLAIM.DELAY',
  source: 'web',
  flags: ['suspected_proxy', 'media_risk', 'escalated'],
  receivedAt: new Date('2026-06-10T02:00:00Z'),
  handlerId: 'agt_1',
  excludedIds: ['agt_2'],
  notice: {
    findings: '案件因补充单证延误四天',
    decision: '当日完成理算并支付',
    basis: '保险法第二十三条',
    remedies: '三十日内可以申请核查；监管投诉维权热线 12378。',
    channel: 'chat',
    proof: '',
    at: NOW,
  },
  disputes: 1,
  escalation: 1,
  regulatorDays: 15,
  since: NOW,
  lastSeq: 5,
};
const handler: ComplaintActor = { kind: 'agent', id: 'agt_1', name: '何晓彤', isLead: false };
const input = { findings: 'a', decision: 'b', basis: 'c', channel: 'chat' as NoticeChannel };
const rootCause = {
  code: 'process',
  department: '理赔部',
  action: '单证一次告知',
  ownerId: 'agt_9',
  dueOn: '2026-07-31',
} as const;

function told(what: ComplaintTold['what'], more: Partial<NewsGiven> = {}) {
  return complaintNews({
    complaint,
    what,
    by: handler,
    handlerName: '何晓彤',
    now: NOW,
    promises: [
      { kind: 'acknowledgement', dueAt: NOW },
      { kind: 'regulator', dueAt: new Date('2026-06-25T16:00:00Z') },
      { kind: 'resolution', dueAt: new Date('2026-06-13T02:00:00Z') },
    ],
    ...more,
  });
}

const ACTS: readonly (readonly [ComplaintTold['what'], readonly string[], readonly string[]])[] = [
  [{ name: 'registered' }, [`编号 ${NO}`, '最迟 6月13日 10:00 前'], ['查投诉进度', '补充投诉']],
  [
    { name: 'assign', handlerId: 'agt_1' },
    ['专员何晓彤负责', '处理方案：最迟 6月13日 10:00 前', '处理决定最迟 6月25日 24:00 前'],
    ['查投诉进度', '补充投诉'],
  ],
  [
    {
      name: 'contact',
      channel: 'chat',
      summary: '正在调取单证',
      nextAt: new Date('2026-06-13T02:00:00Z'),
    },
    ['专员何晓彤', '正在调取单证', '最迟 6月13日 10:00 前'],
    ['补充投诉', '查投诉进度'],
  ],
  [
    { name: 'pause', reason: 'waiting_customer', request: '请发维修清单' },
    ['请发维修清单', '直接在这里发', '暂停计算'],
    ['补充投诉', '查投诉进度', '转人工'],
  ],
  [
    { name: 'pause', reason: 'external_appraisal', request: '由某鉴定所鉴定' },
    ['第三方鉴定', '由某鉴定所鉴定', '不计入'],
    ['查投诉进度', '转人工'],
  ],
  [
    { name: 'pause', reason: 'mediation', request: '由某调解中心调解' },
    ['正在调解', '不计入'],
    ['查投诉进度', '转人工'],
  ],
  [{ name: 'resume' }, ['已继续处理'], ['查投诉进度']],
  [
    { name: 'propose', notice: input },
    [
      '一、核实情况：案件因补充单证延误四天',
      '二、处理方案：当日完成理算并支付',
      '三、依据和理由：保险法第二十三条',
      '四、您还可以：三十日内',
      '12378',
      '6月15日 10:00 前没有收到您的答复',
    ],
    ['认可方案', '不认可方案', '补充投诉', '转人工'],
  ],
  [
    { name: 'decide', notice: input },
    ['处理决定：', '一、', '二、处理决定：', '三、', '四、', '12378'],
    ['认可处理决定', '申请核查', '转人工'],
  ],
  [
    { name: 'decide_review', notice: input },
    ['核查结果', '二、核查决定：'],
    ['查投诉进度', '转人工'],
  ],
  [{ name: 'confirm' }, ['您认可'], ['查投诉进度']],
  [{ name: 'dispute', reason: '赔得少' }, ['升一级'], ['补充投诉', '查投诉进度']],
  [{ name: 'expire' }, ['先按方案办理', '随时可以'], ['查投诉进度', '转人工']],
  [{ name: 'withdraw' }, ['今天办结'], ['查投诉进度']],
  [{ name: 'decline', reason: '需要车主本人提出' }, ['需要车主本人提出', '12378'], ['转人工']],
  [{ name: 'close', rootCause }, ['已办结', '30 日内'], ['重新处理投诉', '查投诉进度']],
  [{ name: 'reopen', reason: '没到账' }, ['已重新处理'], ['补充投诉', '查投诉进度']],
  [
    {
      name: 'extend',
      clock: 'regulator',
      days: 30,
      reason: '复杂',
      notice: '需要第三方检测，延长到 30 日',
    },
    ['需要第三方检测，延长到 30 日', '最迟 6月25日 24:00 前'],
    ['查投诉进度', '转人工'],
  ],
  [{ name: 'merge', intoNo: 'TS20260601000001' }, ['TS20260601000001', '一起处理'], ['查投诉进度']],
  [{ name: 'request_review', reason: '条款不对' }, ['核查申请已经收到'], ['查投诉进度']],
  [
    { name: 'relabel', nature: 'suggestion', reason: '客户同意' },
    ['作为建议处理'],
    ['查投诉进度', '转人工'],
  ],
  [{ name: 'supplement', text: '一张发票' }, ['已经收到'], ['查投诉进度']],
  [{ name: 'remind' }, ['系统自动提醒', '还在等您补充'], ['补充投诉', '查投诉进度', '转人工']],
  [{ name: 'ask_rating' }, ['系统自动提醒', '解决了吗'], ['没有解决', '解决了一部分', '已解决']],
];

describe('what a customer is told', () => {
  it.each(ACTS.map((one) => [one[0].name, ...one] as const))(
    'of %s',
    (_name, what, parts, taps) => {
      const reply = told(what);
      for (const part of [NO, ...parts]) expect(reply?.text).toContain(part);
      expect(reply?.quickReplies?.map(({ label }) => label)).toEqual(taps);
    },
  );

  it.each(ACTS.map((one) => [one[0].name, one[0]] as const))(
    'of %s never holds what is for the desk only',
    (_name, what) => {
      const text = JSON.stringify(told(what));
      for (const secret of [
        'suspected_proxy',
        'media',
        'S1',
        'agt_',
        '理赔部',
        'escalat',
        '赔得少',
      ]) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toMatch(/奖|红包|好评/);
    },
  );

  it.each([
    { name: 'note', text: '内部备注' },
    { name: 'escalate', reason: '媒体' },
    { name: 'rectify' },
    { name: 'relabel', severity: 'S1', reason: '媒体' },
    { name: 'rate', score: 1, solved: 'not_solved' },
    { name: 'contact', channel: 'phone', summary: '已电话说明', nextAt: NOW },
  ] as const)('of $name is nothing', (what) => {
    expect(told(what)).toBeUndefined();
  });

  it('of what they do themselves is nothing: the reply to it tells them', () => {
    const by = { kind: 'customer', id: 'idn_1' } as const;
    expect(told({ name: 'withdraw' }, { by })).toBeUndefined();
    expect(told({ name: 'supplement', text: '一张发票' }, { by })).toBeUndefined();
  });

  it('repeats what they were asked for, and has a name only when there is one', () => {
    expect(told({ name: 'remind' }, { request: '请发维修清单' })?.text).toContain('请发维修清单');
    const unnamed = told({ name: 'assign', handlerId: 'agt_1' }, { handlerName: undefined });
    expect(unnamed?.text).toContain('已安排专员处理');
  });

  it('owns up to a promise that is not kept', () => {
    const late = [{ kind: 'resolution', dueAt: new Date('2026-06-11T02:00:00Z') }] as const;
    expect(told({ name: 'resume' }, { promises: late })?.text).toContain(
      '原定 6月11日 10:00 前给您处理方案，现在已经超过，非常抱歉',
    );
  });
});
