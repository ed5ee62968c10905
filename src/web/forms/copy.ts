import type { Failure } from './api.ts';

/** What somebody reads instead of a page, and what they can do. */
export interface FailureWords {
  readonly title: string;
  readonly text: string;
  readonly retry?: string;
}

/** What stands around every page. */
export interface FrameWords {
  readonly call: string;
  readonly callAria: (hotline: string) => string;
  readonly loading: string;
  /** Who answers for this page. */
  readonly from: (name: string) => string;
  readonly hotline: string;
}

const frame: FrameWords = {
  call: '电话',
  callAria: (hotline) => `拨打客服热线 ${hotline}`,
  loading: '正在打开…',
  from: (name) => `本页面由${name}提供，您填写的内容只用于服务您。`,
  hotline: '客服热线',
};

/** Of every page but those that say it in words of their own. */
const failures: Readonly<Record<Failure, FailureWords>> = {
  unknown: {
    title: '没有找到这个页面',
    text: '链接可能不完整。请回到我们发给您的消息，直接点开链接；还是不行，请拨打客服热线。',
  },
  over: { title: '链接已过期', text: '这个链接的有效期已经过了。需要帮助请拨打客服热线。' },
  closed: { title: '已经不能修改了', text: '这一页的内容已经定下，不能再改。' },
  wrong: {
    title: '没有找到这个页面',
    text: '链接可能不完整。请回到我们发给您的消息，直接点开链接；还是不行，请拨打客服热线。',
  },
  busy: {
    title: '打开的人有点多',
    text: '请稍等半分钟，再点下面的按钮。',
    retry: '再试一次',
  },
  lost: {
    title: '网络没连上',
    text: '请检查手机网络。网络恢复后会自动重新打开，您也可以点下面的按钮。',
    retry: '再试一次',
  },
  broken: {
    title: '系统出了点问题',
    text: '不是您的操作有问题，我们会尽快修好。请稍后再试，急事请拨打客服热线。',
    retry: '再试一次',
  },
};

/** What all these pages have in common. */
export const COPY = {
  frame,
  failures,
  crashed: {
    title: '页面出了点问题',
    text: '已经提交的内容都在。请刷新页面，或拨打客服热线。',
    reload: '刷新页面',
  },
} as const;
