import type { ReferralProgress, ReferralReward } from '../../domain/referral/referral.ts';
import type { Brand } from '../flow.ts';

const rewards: Readonly<Record<ReferralReward, string>> = {
  NONE: '按规定，推荐没有返现、礼品或其他奖励，我们也不会做这样的承诺。',
  THANKS: '推荐没有返现或礼品；朋友投保后，我们会在这里向您道一声谢。',
  SERVICE_POINTS:
    '朋友投保后，您会得到服务积分，用于兑换洗车、代办年检等服务；积分不能提现，也不抵保费。',
};

/** Recommending us to friends: the friend consents and asks alone, and nothing of them is told (domain.md 5.5). */
export const referral = {
  title: '推荐朋友',
  intro: (p: { url: string; reward: ReferralReward }) =>
    [
      '谢谢您愿意推荐我们！这是您的专属推荐链接，转发给朋友就可以：',
      p.url,
      '朋友打开后，由他本人填写称呼和电话、同意后，持证客户经理才会联系他。您不用、也请不要把朋友的电话发给我们。',
      rewards[p.reward],
      '想知道进展，随时发送“推荐进度”。',
    ].join('\n'),
  noPage: (brand: Brand) =>
    `推荐链接现在打不开，请朋友本人直接联系我们就好：在这里咨询，或者拨打 ${brand.hotline}。`,
  disabled: (brand: Brand) =>
    `您的推荐链接已停用。请朋友本人直接联系我们就好，或者拨打 ${brand.hotline} 了解原因。`,
  noPhone:
    '为了保护您朋友的隐私，我们不从您这里收朋友的电话，刚才的号码也没有保存。把下面的链接转发给朋友，由他本人填写就好。',
  rewardOnly: (reward: ReferralReward) => rewards[reward],
  progress: (p: ReferralProgress) =>
    p.asked + p.contacted + p.completed === 0
      ? '还没有朋友通过您的链接登记。朋友登记之后，这里会显示“已联系”和“已完成”的人数。'
      : [
          '您的推荐进度：',
          ...(p.asked > 0 ? [`· 已登记，等待联系：${p.asked} 位`] : []),
          `· 已联系：${p.contacted} 位`,
          `· 已完成：${p.completed} 位`,
          '为了保护朋友的隐私，这里只显示人数，不显示是谁、买了什么。',
        ].join('\n'),
  noLink: '您还没有推荐链接。要现在生成一个吗？',
  make: '生成推荐链接',
  see: '推荐进度',
  words: {
    progress:
      /推荐(?:的)?(?:进度|进展|情况|记录|结果|名单)|成了?(?:几|没|吗)|(?:几|多少)(?:个|位|人).{0,4}(?:成|买|投)|谁(?:点|扫|填)|投保(?:成)?了?(?:没|吗)/,
    reward: /奖|礼|返|油卡|红包|好处|佣金|提成|积分|洗车券|送[啥什]/,
  },
} as const;
