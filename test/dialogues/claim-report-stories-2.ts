import { allFlows } from '../../src/flows/all-flows.ts';
import { claimReportFlow } from '../../src/flows/claim-report.ts';
import { ALL_AT_ONCE, BY_QUESTIONS, filed, REPORT_NO } from './claim-report-stories.ts';
import type { Story } from './story.ts';

const PLACE = '深圳市南山区深南大道科技园路口';

/** What happens around the questions: digressions, silence, photos, bursts, deploys. */
export const claimReportWays: readonly Story[] = [
  {
    name: 'answers a question about a claim in the middle and goes on by itself',
    world: { level: 1 },
    turns: [
      ...BY_QUESTIONS.slice(0, 4),
      {
        say: '先帮我查一下上次的理赔进度',
        expect: ['定损', '我们接着办理“事故报案”', '正常开'],
        stack: ['claim_report'],
      },
      { say: '能开', expect: ['什么时候'] },
    ],
  },
  {
    name: 'is cancelled and begun anew with nothing of before',
    turns: [
      ...BY_QUESTIONS.slice(0, 5),
      { say: '取消', expect: ['“事故报案”已取消'], stack: [], writes: [] },
      { say: '我要报案', expect: ['有人受伤吗'], stateNever: ['double'] },
    ],
  },
  {
    name: 'is asked all anew after 重新开始, with nothing of what was said before',
    turns: [
      { say: '我喝了酒撞了护栏，没人受伤，高速上', expect: ['护栏外'] },
      { say: '重新开始', expect: ['从头开始', '有人受伤吗'], stateNever: ['alcohol', 'facility'] },
    ],
  },
  {
    name: 'takes along the photos sent just before',
    turns: [
      { files: ['image/jpeg'], expect: ['1 张照片'] },
      { say: ALL_AT_ONCE, afterMinutes: 3, expect: ['刚才发来的 1 个文件', '已经有 1 张照片'] },
      { say: '发完了', expect: ['请核对', '1 张'] },
      { say: '对', ...filed({ photoIds: ['fil_0'] }) },
    ],
  },
  {
    name: 'takes photos while another thing is asked, and more in the read-back',
    turns: [
      ...BY_QUESTIONS.slice(0, 5),
      { files: ['image/jpeg'], expect: ['收到 1 张照片', '什么时候'], never: ['用不到'] },
      { say: '今天早上九点半' },
      { say: PLACE },
      { say: '粤B12345' },
      { say: '13911112222', expect: ['已经有 1 张照片'] },
      { tap: '发完了', expect: ['请核对', '1 张'] },
      { files: ['image/png'], expect: ['收到 1 张照片', '请核对', '2 张'] },
      { say: '对，没问题', writes: ['submitAccidentReport'] },
      { files: ['image/jpeg'], expect: ['收到您发来的 1 张照片'], writes: [] },
    ],
  },
  {
    name: 'takes a shared place with its consent in place of words',
    turns: [
      ...BY_QUESTIONS.slice(0, 6),
      {
        location: { latitude: 22.5401, longitude: 113.9501, consent: 'location-1' },
        expect: ['收到您分享的位置', '车牌号'],
        writes: ['decideConsent'],
        wrote: [
          {
            kind: 'decideConsent',
            decision: { purpose: 'location', isGranted: true, textVersion: 'location-1' },
          },
        ],
      },
      { say: '粤B12345' },
      { say: '13911112222' },
      { say: '跳过', expect: ['共享的位置（北纬 22.5401，东经 113.9501）'] },
      { say: '对', ...filed({ location: { latitude: 22.5401, longitude: 113.9501 } }) },
    ],
  },
  {
    name: 'comes back the next day, hears what is there and finishes',
    turns: [
      ...BY_QUESTIONS.slice(0, 7),
      {
        say: '你好',
        afterMinutes: 1_500,
        expect: [
          '欢迎回来，“事故报案”还没有办完',
          '双方事故',
          '6月12日 09:30',
          '深南大道',
          '车牌号',
        ],
        stack: ['claim_report'],
      },
      { say: '粤B12345', expect: ['手机号'] },
      { say: '13911112222', expect: ['请拍几张照片'] },
      { say: '跳过', expect: ['6月12日 09:30'] },
      { say: '没问题', ...filed({ plate: '粤B12345', accidentKind: 'double' }) },
    ],
  },
  {
    name: 'waits for seven days and no longer',
    turns: [
      ...BY_QUESTIONS.slice(0, 5),
      { say: '你好', afterMinutes: 6 * 24 * 60, expect: ['欢迎回来', '什么时候'] },
      { say: '你好', afterMinutes: 8 * 24 * 60, expect: ['搁置太久'], stack: [] },
    ],
  },
  {
    name: 'offers a person after two answers that are none',
    turns: [
      ...BY_QUESTIONS.slice(0, 3),
      { say: '你猜', expect: ['没能看懂', '用自己的话说'] },
      { say: '就不告诉你', expect: ['还是没能看懂'], quickReplies: ['转人工', '双方'] },
      {
        tap: '转人工',
        expect: ['登记人工服务'],
        writes: ['requestHandoff:misunderstood_twice'],
        stack: ['claim_report'],
      },
    ],
  },
  {
    name: 'reads a burst as one thought',
    turns: [
      {
        say: ['我要报案', `刚刚在${PLACE}`, '把别人的车刮了', '没人受伤 车能开', '我们都在路边'],
        expect: ['车牌号'],
        never: ['有人受伤吗'],
      },
      { say: ['粤B12345', '13911112222'], expect: ['请拍几张照片'] },
    ],
  },
  {
    name: 'understands taps that were typed',
    turns: [
      { say: '我要报案' },
      { say: '没有人受伤' },
      { say: '已经安全' },
      { say: '单方，没碰别的车', expect: ['正常开'] },
      { say: '不能开', expect: ['什么时候'] },
    ],
  },
  {
    name: 'goes on after a deploy in the middle',
    turns: [
      ...BY_QUESTIONS.slice(0, 8),
      {
        say: '13911112222',
        flows: allFlows.map((flow) =>
          flow.id === claimReportFlow.id ? { ...claimReportFlow, version: 2 } : flow,
        ),
        expect: ['请拍几张照片'],
      },
      { say: '先跳过', expect: ['请核对', '双方事故', '粤B12345'] },
      { say: '对', ...filed({ plate: '粤B12345', accidentKind: 'double' }) },
    ],
  },
  {
    name: 'shows the earlier number for the same accident and files nothing twice',
    turns: [
      { say: ALL_AT_ONCE },
      { say: '跳过' },
      { say: '对', writes: ['submitAccidentReport'] },
      { say: ALL_AT_ONCE, afterMinutes: 60, stack: ['claim_report'] },
      { say: '跳过' },
      {
        say: '对',
        expect: ['6月12日 09:30', REPORT_NO, '同一起事故吗'],
        quickReplies: ['是同一起', '不是，是另一起'],
        writes: [],
      },
      { say: '是的', expect: ['不重复登记', REPORT_NO], writes: [], stack: [] },
    ],
  },
  {
    name: 'files a second accident of the same car when it is another one',
    turns: [
      { say: ALL_AT_ONCE },
      { say: '跳过' },
      { say: '对', writes: ['submitAccidentReport'] },
      { say: ALL_AT_ONCE, afterMinutes: 60 },
      { say: '跳过' },
      { say: '对', expect: ['同一起事故吗'], writes: [] },
      { tap: '不是，是另一起', expect: ['报案已经登记'], ...filed({ plate: '粤B12345' }) },
    ],
  },
];
