import { describe, expect, it } from 'vitest';
import { assessSeverity } from '../../../src/domain/complaint/assess-severity.ts';
import { proposeCategory } from '../../../src/domain/complaint/propose-category.ts';

const assess = (words: string, isRepeat = false) =>
  assessSeverity({ words, category: proposeCategory(words), isRepeat });

describe('severity by the words', () => {
  it.each([
    ['S1', '赔不下来我就不想活了'],
    ['S1', '再不赔我就去砸你们公司'],
    ['S1', '我爱人住院手术，你们人伤的医疗费一分不给，凭什么'],
    ['S1', '我父亲车祸去世了，死亡赔偿拖到现在'],
    ['S1', '我的信息被你们的人卖了，天天有人打电话'],
    ['S1', '查勘的跟我要五百块油钱，说不给就不看，这是吃拿卡要'],
    ['S1', '交了钱系统里查无此单 业务员说他拿去周转了'],
    ['S1', '电视台记者已经联系我了'],
    ['S1', '我们三十多个车主准备联名去你们公司'],
    ['S1', '25个人一起维权'],
    ['S1', '我老公车祸人都没了，你们打来第一句话是问保单要不要续'],
    ['S1', '我屋里男人还躺在ICU 你们的人就来劝我签字放弃后续'],
    ['S2', '再不处理我就打12378'],
    ['S2', '我去金融监管局反映了'],
    ['S2', '已经找了律师，准备起诉'],
    ['S2', '我要去抖音曝光你们'],
    ['S2', '这是我第三次投诉了'],
    ['S2', '投诉过两次没人理'],
    ['S2', '老头子我今年七十三了，你们那个姑娘说我听不懂人话'],
    ['S2', '我一个残疾人，你们客服说我不该上路'],
    ['S2', '都两个月了赔款还没到账'],
    ['S2', '等了45天，一分钱没赔'],
    ['S3', '定损太低，不认可'],
    ['S3', '三天了查勘员还没联系我'],
    ['S3', '半个月了还没赔下来'],
    ['S3', '定损员态度恶劣'],
    ['S3', '我们三个人一起去都没人接待'],
    ['S4', '建议你们把进度通知做得详细一点'],
    ['S4', '希望你们能优化一下上传照片的步骤'],
    ['S3', '建议你们别骗人了，态度恶劣'],
  ] as const)('%s: %s', (severity, words) => {
    expect(assess(words).severity).toBe(severity);
  });

  it('is high for whoever complained of the same before', () => {
    expect(assess('定损太低', true)).toEqual({ severity: 'S2', flags: ['repeat'] });
    expect(assess('定损太低', false)).toEqual({ severity: 'S3', flags: [] });
  });

  it.each([
    ['我要发抖音，再打12378', ['media_risk', 'regulator_risk']],
    ['不赔我就同归于尽', ['safety_risk']],
    ['又投诉一次，还是没人管', ['repeat']],
    ['理赔太慢', []],
    ['粤B12345的案子太慢，打13812345678没人接', []],
  ])('flags what the desk has to watch: %s', (words, flags) => {
    expect(assess(words).flags).toEqual(flags);
  });

  it.each([
    [{ source: 'regulator_12378' }, 'S2', ['regulator_risk']],
    [{ source: '12315' }, 'S2', ['regulator_risk']],
    [{ source: 'association' }, 'S2', ['regulator_risk']],
    [{ source: 'media' }, 'S1', ['media_risk']],
    [{ source: 'phone' }, 'S3', []],
    [{ source: 'visit', groupCount: 20 }, 'S1', ['major_case']],
    [{ source: 'visit', groupCount: 19 }, 'S3', []],
  ] as const)(
    'is graver by where it comes from and how many come: %o',
    (given, severity, flags) => {
      expect(
        assessSeverity({
          words: '定损太低',
          category: 'CLAIM.ASSESS_AMOUNT',
          isRepeat: false,
          ...given,
        }),
      ).toEqual({ severity, flags });
    },
  );

  it.each([
    ['我们三十多个车主准备联名去你们公司', ['major_case']],
    ['我一个残疾人，你们客服说我不该上路', ['vulnerable']],
  ])('marks who needs care: %s', (words, flags) => {
    expect(assess(words).flags).toEqual(flags);
  });
});
