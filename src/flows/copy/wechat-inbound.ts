import type { MenuKey } from '../../domain/wechat/menu.ts';
import type { SceneKind } from '../../domain/wechat/scene.ts';
import { labels } from './dialogue.ts';

/** What a customer does on WeChat without words, in the words that it stands for. */
const menuWords: Readonly<Record<MenuKey, string>> = {
  FNOL: labels.report,
  RESCUE: labels.roadside,
  CLAIM: labels.claimStatus,
  DOCUMENTS: '理赔要准备什么材料',
  POLICY: labels.policy,
  COMPLAINT: '我要投诉',
  AGENT: labels.handoff,
};

const sceneWords: Readonly<Record<SceneKind, string>> = {
  claim: labels.claimStatus,
  report: labels.report,
  complaint: '查投诉进度',
  policy: labels.policy,
  manager: labels.handoff,
  event: '活动报名',
};

/** Kinds of messages that the desk can only name (wechat.md 4.3). */
const otherKinds: Readonly<Record<string, string>> = {
  miniprogram: '小程序',
  business_card: '名片',
  merged_msg: '聊天记录',
  channels: '视频号',
  channels_shop_product: '商品',
  channels_shop_order: '订单',
  meeting: '会议',
  schedule: '日程',
  note: '笔记',
};

/** How what comes from WeChat reads in the conversation. */
export const wechatInbound = {
  menuWords,
  sceneWords,
  /** What the account's own menu shows; at most 16 bytes on the first level, 60 on the second. */
  menuNames: {
    claims: '报案理赔',
    service: '我的服务',
    FNOL: '我要报案',
    CLAIM: '理赔进度',
    DOCUMENTS: '理赔材料',
    RESCUE: '道路救援',
    POLICY: '我的保单',
    COMPLAINT: '投诉建议',
    AGENT: '人工客服',
  },
  link: ({ title, url }: { readonly title: string; readonly url: string }) =>
    title === '' ? `【链接】${url}` : `【链接】${title}\n${url}`,
  /** For whoever reads the conversation; the dialogue reads the place itself. */
  place: (words: readonly (string | undefined)[]) =>
    `【位置】${words.filter((one) => one !== undefined && one !== '').join(' ')}`,
  other: (type: string, title: string | undefined) =>
    `【${otherKinds[type] ?? '暂不支持的消息'}】${title ?? ''}`,
  recalled: { customer: '客户撤回了一条消息', servicer: '客服撤回了一条消息' },
  /** WeChat gives no names to what a phone records. */
  fileNames: { image: '微信图片', voice: '微信语音', video: '微信视频', file: '微信文件' },
  /** In place of a file's name, for whoever reads the conversation. */
  lostName: (name: string, why: 'gone' | 'size' | 'type') =>
    `${name}（${{ gone: '未能下载', size: '文件过大', type: '格式不支持' }[why]}）`,
} as const;
