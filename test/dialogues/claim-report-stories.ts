import type { Story, StoryTurn } from './story.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);

export const REPORT_NO = 'RP20260612000001';

/** The questions answered one by one, up to the read-back, by somebody who drove into nobody's fault. */
export const BY_QUESTIONS: readonly StoryTurn[] = [
  {
    say: '我要报案',
    expect: ['不需要先核对身份', '有人受伤吗'],
    quickReplies: ['没有人受伤', '有人受伤'],
    stack: ['claim_report'],
  },
  { say: '没有', expect: ['50 米', '安全的地方'], quickReplies: ['已经安全', '还没有'] },
  { say: '安全了', expect: ['哪一种事故'], quickReplies: ['双方', '三方及以上'] },
  { say: '被后车追尾了', expect: ['正常开'] },
  { say: '能开', expect: ['什么时候'] },
  { say: '今天早上九点半', expect: ['发生在哪里', '完全自愿'] },
  { say: '深圳市南山区深南大道科技园路口', expect: ['车牌号'] },
  { say: '粤B12345', expect: ['手机号'] },
  {
    say: '13911112222',
    expect: ['交管12123', '不要私下承诺放弃', '请拍几张照片'],
    never: ['122 报警'],
    quickReplies: ['先跳过'],
  },
];

const READ_BACK: readonly string[] = [
  '没有人受伤',
  '双方事故',
  '6月12日 09:30',
  '深圳市南山区深南大道科技园路口',
  '粤B12345',
  '139****2222',
];

const FACTS = {
  reportNo: REPORT_NO,
  plate: '粤B12345',
  reporterPhone: '13911112222',
  accidentAt: at('2026-06-12T09:30:00'),
  isAccidentTimeApproximate: false,
  accidentPlace: '深圳市南山区深南大道科技园路口',
  accidentKind: 'double',
  lossKind: 'collision',
  hasInjury: false,
  isInSafePlace: true,
  isDrivable: true,
  policeReasons: [],
  urgency: 'normal',
} as const;

/** The words of somebody who tells everything at once. */
export const ALL_AT_ONCE =
  '今天早上九点半在深圳市南山区深南大道科技园路口被后车追尾了，没人受伤，人都在路边，车还能开，我的车粤B12345，电话13911112222';

/** A report with these facts is all that is written, and the flow is over. */
export function filed(
  report: Record<string, unknown>,
): Pick<StoryTurn, 'writes' | 'wrote' | 'stack'> {
  return {
    writes: ['submitAccidentReport'],
    wrote: [{ kind: 'submitAccidentReport', report }],
    stack: [],
  };
}

export const claimReportStories: readonly Story[] = [
  {
    name: 'answers one question after the other and is told number, handler, time and papers',
    turns: [
      ...BY_QUESTIONS,
      { files: ['image/jpeg', 'image/jpeg'], expect: ['收到 2 张照片', '已经有 2 张'] },
      { tap: '发完了', expect: ['请核对报案信息', ...READ_BACK, '2 张'], never: ['13911112222'] },
      {
        tap: '对，没问题',
        expect: [
          REPORT_NO,
          '陈志强（13712340001）',
          '10 分钟内（10:16 前）',
          '139****2222',
          '被保险人身份证明、行驶证、驾驶证、收款账户',
          '事故认定书或自行协商协议书',
        ],
        never: ['现场和车损照片', '加急', '保单号', '承保'],
        quickReplies: ['上传材料', '转人工'],
        ...filed({ ...FACTS, photoIds: ['fil_0', 'fil_1'] }),
        audit: [`report.submitted ${REPORT_NO}`],
      },
    ],
  },
  {
    name: 'tells everything in one sentence and is asked for photos only',
    turns: [
      { say: ALL_AT_ONCE, expect: ['请拍几张照片'], stack: ['claim_report'] },
      { say: '跳过', expect: ['请核对报案信息', ...READ_BACK, '暂时没有'] },
      {
        say: '对',
        expect: [REPORT_NO, '现场和车损照片'],
        ...filed({ ...FACTS, photoIds: [], description: ALL_AT_ONCE }),
      },
    ],
  },
  {
    name: 'hears that somebody is hurt, helps first, asks for a person and goes on',
    turns: [
      { say: '我要报案', expect: ['有人受伤吗'] },
      {
        say: '有',
        expect: ['120', '122', '安全的地方'],
        writes: ['requestHandoff:injury'],
        stack: ['claim_report'],
      },
      { say: '已经安全', expect: ['哪一种事故'] },
      { say: '撞了电动车，两个人受了轻伤', expect: ['正常开'], writes: [] },
      { say: '能开', expect: ['什么时候'] },
      { say: '刚刚', expect: ['哪里'] },
      { say: '广州市天河区体育西路', expect: ['车牌号'] },
      { say: '粤A88888', expect: ['手机号'] },
      { say: '13800138000', expect: ['有人受伤的事故需要报警', '拨打 122', '不要自行离开'] },
      { say: '已经报警', expect: ['请拍几张照片'], never: ['交管12123'] },
      { say: '先跳过', expect: ['2 人受伤', '已报警', '6月12日 10:03'] },
      {
        say: '没问题',
        expect: [REPORT_NO, '已标记为加急', '病历', '医疗费发票和用药清单'],
        never: ['请马上拨打 122'],
        writes: ['submitAccidentReport', 'requestHandoff:injury'],
        wrote: [
          {
            kind: 'submitAccidentReport',
            report: {
              hasInjury: true,
              injuredCount: 2,
              urgency: 'urgent',
              policeReasons: ['injury'],
              policeReported: true,
            },
          },
        ],
        stack: [],
      },
    ],
  },
  {
    name: 'opens with danger: safety first, and the report begins beside it',
    turns: [
      {
        say: '撞车了，有人流血',
        expect: ['120', '122', '安全的地方'],
        never: ['有人受伤吗'],
        writes: ['requestHandoff:injury'],
        stack: ['claim_report'],
      },
    ],
  },
  {
    name: 'meets danger in the middle of the questions',
    turns: [
      { say: '我要报案' },
      { say: '没有', expect: ['安全的地方'] },
      {
        say: '等一下，后座的人昏迷了',
        expect: ['120'],
        writes: ['requestHandoff:injury'],
        stack: ['claim_report'],
      },
      { say: '安全了', expect: ['哪一种事故'] },
    ],
  },
  {
    name: 'takes a correction from hurt to nobody hurt',
    turns: [
      { say: '我要报案' },
      { tap: '有人受伤', expect: ['120'], writes: ['requestHandoff:injury'] },
      { say: '说错了，没人受伤', expect: ['人员受伤已改为 没有人受伤', '安全的地方'], writes: [] },
    ],
  },
  {
    name: 'sends people on a highway behind the guard rail',
    turns: [
      { say: '在G4京港澳高速K123附近追尾了，没人受伤', expect: ['护栏外', '150 米'] },
      { say: '还没有', expect: ['请先带大家到护栏外', '正常开'] },
      { say: '不能开', expect: ['什么时候'] },
      { say: '十分钟前', expect: ['车牌号'] },
      { say: '粤B12345', expect: ['手机号'] },
      { say: '13911112222', expect: ['车辆不能自行移动的事故需要报警', '122'] },
      { say: '还没有报警', expect: ['请拍几张照片', '不要私下承诺放弃'], never: ['交管12123'] },
      { say: '跳过', expect: ['不能开', '还没有报警', 'K123'] },
      {
        say: '没问题',
        expect: ['请马上拨打 122', '叫拖车'],
        quickReplies: ['上传材料', '叫拖车', '转人工'],
        ...filed({
          isDrivable: false,
          isInSafePlace: false,
          policeReasons: ['cannot_move'],
          policeReported: false,
          urgency: 'urgent',
        }),
      },
    ],
  },
  {
    name: 'takes a corrected plate in the middle and another in the read-back',
    turns: [
      ...BY_QUESTIONS.slice(0, 8),
      { say: '车牌错了，是粤B54321', expect: ['车牌号已改为 粤B54321', '手机号'] },
      { say: '13911112222', expect: ['请拍几张照片'] },
      { say: '跳过', expect: ['粤B54321'] },
      { say: '不对，车牌是粤B65432', expect: ['车牌号已改为 粤B65432', '请核对报案信息'] },
      { say: '对', ...filed({ plate: '粤B65432' }) },
    ],
  },
  {
    name: 'offers every item of the read-back for a change',
    turns: [
      { say: ALL_AT_ONCE },
      { say: '跳过', expect: ['请核对'] },
      { tap: '不对，要修改', expect: ['哪一项'], quickReplies: ['修改人员受伤', '改其他项'] },
      { tap: '改其他项', quickReplies: ['修改能否行驶', '修改事故时间', '改其他项'] },
      { tap: '改其他项', quickReplies: ['修改车牌号', '修改联系电话'] },
      { tap: '修改联系电话', expect: ['重新告诉我联系电话', '手机号'] },
      { say: '13800138000', expect: ['138****8000', '请核对'] },
      { tap: '对，没问题', ...filed({ reporterPhone: '13800138000' }) },
    ],
  },
  {
    name: 'keeps the day when only the clock is corrected, and the clock when only the day is',
    turns: [
      { say: '昨天下午三点在解放路撞了护栏，没人受伤', expect: ['正常开'] },
      { say: '时间不对，是四点', expect: ['事故时间已改为 6月11日 16:00'] },
      { say: '时间错了，是前天', expect: ['事故时间已改为 6月10日 16:00'] },
    ],
  },
  {
    name: 'asks once for about when, and takes that nobody remembers',
    turns: [
      { say: '昨天在解放路撞了护栏，没人受伤，车能开', expect: ['6月11日大概是几点', '记不清'] },
      { say: '记不清', expect: ['车牌号'] },
      { say: '粤B12345' },
      { say: '13911112222', expect: ['建筑物或公共设施', '122'] },
      { say: '已经报警', expect: ['请拍几张照片'], never: ['放弃对方'] },
      { say: '跳过', expect: ['6月11日（具体时间由专员再核对）', '单方事故'] },
      {
        say: '对',
        ...filed({
          accidentAt: at('2026-06-11T12:00:00'),
          isAccidentTimeApproximate: true,
          accidentKind: 'single',
          policeReasons: ['facility'],
        }),
      },
    ],
  },
  {
    name: 'takes a part of the day for an approximate time',
    turns: [
      { say: '昨天在解放路被追尾，没人受伤，车能开', expect: ['大概是几点'] },
      { say: '应该是下午', expect: ['车牌号'] },
      { say: '粤B12345' },
      { say: '13911112222' },
      { say: '跳过', expect: ['6月11日 15:00 左右'] },
      { say: '对', ...filed({ isAccidentTimeApproximate: true }) },
    ],
  },
];
