import type { z } from 'zod';
import type { referral, referralReward } from '../../../server/contract/referrals.ts';
import type { Tone } from './labels-desk.ts';

type Status = z.infer<typeof referral>['status'];

export const REFERRAL_STATES: Readonly<
  Record<Status, { readonly label: string; readonly tone: Tone }>
> = {
  asked: { label: '待联系', tone: 'warning' },
  contacted: { label: '已联系', tone: 'processing' },
  completed: { label: '已完成', tone: 'success' },
  withdrawn: { label: '已撤回', tone: 'default' },
};

export const REWARD_LABELS: Readonly<Record<z.infer<typeof referralReward>['mode'], string>> = {
  NONE: '不给回报',
  THANKS: '只致谢',
  SERVICE_POINTS: '服务积分',
};

/** Friends who asked to be called. */
export const REFERRAL_COPY = {
  hint: '朋友自己在推荐页面留下联系方式并同意联系，这里才会出现。只能为他们想了解的事联系一次，对方撤回后不得再联系。',
  name: '朋友',
  phone: '手机号',
  city: '城市',
  status: '状态',
  referredBy: '推荐人',
  assigned: '负责人',
  nobody: '未分配',
  mine: '只看我的',
  createdAt: '留资时间',
  consent: '同意',
  consented: (at: string, version: string) => `${at} 同意联系（${version}）`,
  reveal: '联系方式',
  act: '办理',
  title: (name: string) => `办理：${name}`,
  next: '改为',
  nextLabels: { contacted: '已联系', completed: '已完成', withdrawn: '对方不再需要' },
  assign: '转给',
  assignHint: '不选就不变',
  note: '说明',
  noteHint: '对方想了解什么、下一步是什么',
  saved: '已更新',
  nothing: '请选择状态或负责人',
  reward: '推荐回报',
  rewardNow: (label: string) => `推荐回报：${label}`,
  rewardHint:
    '保险法第一百一十六条、第一百三十一条禁止给予合同约定以外的利益。只有合规账号可以修改，每次修改都记入审计。',
  rewardChange: '修改',
  rewardMode: '回报方式',
  rewardReason: '依据',
  rewardReasonHint: '合规意见的编号和结论',
} as const;
