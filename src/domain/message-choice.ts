import { type ConsentWay, REFUSABLE_PURPOSES, type RefusablePurpose } from './consent.ts';
import { foldText } from './entities/fold.ts';

/** What somebody wants of our messages, by their own words. */
export interface MessageChoice {
  /** False: no more of them. True: they are wanted again. */
  readonly isWanted: boolean;
  /** Empty when the words name none that may be refused, or want some again without saying which. */
  readonly purposes: readonly RefusablePurpose[];
  /** They also named what cannot be refused: claim progress, one-time codes. */
  readonly isAboutService: boolean;
  /** The one way that they name, `别发短信了`; absent: every way. */
  readonly way?: ConsentWay;
}

const WANTED =
  /恢复|重新(?:接收|订阅|开启|打开|推送|发|收)|(?:打开|开启|开通|订阅)[^,。]{0,6}(?:推送|消息|短信|通知|提醒|问候|祝福|活动|优惠|问卷)|(?:还是|可以|继续)(?:给我)?(?:发|推送|接收)(?!了?吧?别)/;
const NOT_WANTED = /退订|拒收|取消|关闭|关掉|不要|别|不想|停|解除|谢绝|免打扰/;
const ALL =
  /全部|所有|一切(?!都?[好正顺])|一律|统统|什么都(?:别|不)|任何|(?<=消息|短信|电话|通知|的|^)都(?:别|不要|退|停|关)|^都|全(?:退|停|关|都)/;
const SERVICE = /理赔进度|案件进度|进度(?:通知|提醒|消息)|理赔(?:通知|消息|短信)|验证码/;

const KINDS: Readonly<Record<RefusablePurpose, RegExp>> = {
  marketing:
    /广告|营销|推销|促销|优惠|活动|推广|打折|折扣|推荐|直播|产品|电销|商业性|宣传|会员日|续保|报价|marketing|广搞|团购|沙龙|抽奖|红包|资讯/i,
  care: /问候|祝福|生日|节日|节气|过节|贺[卡年]|关怀|天气|预警|台风|暴雨|温馨提示|小贴士|知识|养车|用车|科普|早安/,
  survey: /问卷|调查|调研|满意度|回访|打分|评价|评分|测评/,
};

const WAYS: readonly (readonly [ConsentWay, RegExp])[] = [
  ['sms', /短信|短讯|彩信/],
  ['phone', /电话|来电|打给|打来|打进来|外呼/],
  ['wechat', /微信|公众号|服务号/],
];

/** One way alone, and nothing else that they would be rid of. */
function wayIn(text: string): ConsentWay | undefined {
  const named = WAYS.filter(([, pattern]) => pattern.test(text));
  const [only] = named;
  return named.length === 1 && !ALL.test(text) ? only?.[0] : undefined;
}

/**
 * Reads which messages somebody refuses or wants again. A refusal that names no kind, such as `TD`, is one of all
 * kinds: silence is what they asked for, and asking back would be an obstacle (domain.md 3.7).
 */
export function readMessageChoice(said: string): MessageChoice {
  const text = foldText(said);
  const isWanted = WANTED.test(text) && !NOT_WANTED.test(text);
  const named = REFUSABLE_PURPOSES.filter((purpose) => KINDS[purpose].test(text));
  const isAboutService = SERVICE.test(text);
  const isBare = named.length === 0 && !isWanted && !isAboutService;
  const isAll = ALL.test(text) || isBare;
  const way = wayIn(text);
  return {
    isWanted,
    purposes: isAll ? REFUSABLE_PURPOSES : named,
    isAboutService,
    ...(way === undefined ? {} : { way }),
  };
}
