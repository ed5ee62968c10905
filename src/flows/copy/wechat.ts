import type { Brand } from '../flow.ts';

/** What customers read only on WeChat. */
export const wechat = {
  /** Above a menu whose question went before it. */
  choose: '请选择：',
  /** Below options that are numbered lines. */
  numbers: '（回复数字即可选择）',
  /** The same where the text has numbers of its own. */
  words: '（回复其中的文字即可选择）',
  choice: (label: string) => `· ${label}`,
  unnamedFile: '附件',
  file: (name: string | undefined, url: string | undefined) =>
    url === undefined ? `【文件】${name ?? '附件'}` : `【文件】${name ?? '附件'}\n${url}`,
  /** What a template's fields hold when the news has nothing for them: they may not be empty (47003). */
  news: {
    title: '您的服务有新进展',
    caseNo: '-',
    status: '有更新',
    hint: '回复任意文字查看详情',
  },
  /** To the phone of somebody who cannot be written to on WeChat now. Nothing personal: anybody may read it. */
  newsSms: ({ name, hotline }: Brand) =>
    `【${name}】您的服务有新进展。请在微信里打开与我们的对话，回复任意文字即可查看；也可致电 ${hotline}。`,
} as const;
