import type { TemplateVariable } from '../../domain/outreach/template.ts';
import type { PushClass } from '../../domain/push/settings.ts';

type Refusable = Exclude<PushClass, 'service'>;

/** How authors of templates write each variable: `{称呼}`. */
const variables = {
  salutation: '称呼',
  name: '姓名',
  plate: '车牌',
  policyKind: '险种',
  policyEndsOn: '保单到期日',
  inspectionDueOn: '年检到期日',
  licenceExpiresOn: '驾照到期日',
  claimNo: '赔案号',
  manager: '经理',
  city: '城市',
  tenureYears: '年限',
  company: '公司',
  companyFull: '公司全称',
  hotline: '热线',
  product: '产品',
  region: '地区',
  warning: '预警',
  event: '活动',
  eventTime: '活动时间',
  eventPlace: '活动地点',
  link: '链接',
} as const satisfies Readonly<Record<TemplateVariable, string>>;

const REFUSE_LABELS: Readonly<Record<Refusable, string>> = {
  care: '不再接收祝福',
  survey: '不再接收问卷',
  marketing: '不再接收推广',
};

const REFUSE_LINES: Readonly<Record<Refusable, string>> = {
  care: '不想再收到祝福和提醒，回复“退订祝福”即可。',
  survey: '不想再收到问卷，回复“退订问卷”即可。',
  marketing: '不想再收到推广，回复“退订推广”即可。',
};

/** What every push has beside its own words (domain.md 3.7, 5.3). */
export const push = {
  variables,
  /** With the surname only when the gender is known; of anybody else 您. */
  salutation: {
    male: (surname: string) => `${surname}先生`,
    female: (surname: string) => `${surname}女士`,
    unknown: '您',
  },
  policyKinds: { compulsory: '交强险', commercial: '商业险' },
  /** Of `YYYY-MM-DD`. */
  day: (day: string, thisYear: string) => {
    const [year = '', month = '', date = ''] = day.split('-');
    return `${year === thisYear ? '' : `${year}年`}${Number(month)}月${Number(date)}日`;
  },
  refuseLabel: (pushClass: Refusable) => REFUSE_LABELS[pushClass],
  refuseLine: (pushClass: Refusable) => REFUSE_LINES[pushClass],
  /** A short message names its sender first and ends with how to refuse more (domain.md 3.7). */
  sms: (message: {
    readonly company: string;
    readonly text: string;
    readonly mayRefuse: boolean;
  }) => `【${message.company}】${message.text}${message.mayRefuse ? ' 拒收请回复R' : ''}`,
} as const;
