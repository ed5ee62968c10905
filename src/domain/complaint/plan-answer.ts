import { foldText } from '../entities/fold.ts';

/** An answer to a plan or a decision. */
export interface PlanAnswer {
  /** `unclear`: it agrees and does not, or on a condition. */
  readonly answer: 'accept' | 'dispute' | 'unclear';
  /**
   * `named`: the plan is what it is about. `plain`: it agrees or not, with whatever. `short`: it may be an answer to
   * anything. `nod`: it may mean no more than that it was read, or that somebody gives in.
   */
  readonly force: 'named' | 'plain' | 'short' | 'nod';
}

const PLAN = '(?:这个|该|你们的?|投诉的?|处理)*(?:方案|处理决定|处理结果|处理意见|答复)';
const REFUSES = '(?:不|没法|无法|没办法|不能|不太能)(?:同意|认可|接受|认同|满意|服)';
const AGREES = '(?:同意|认可|接受|认同)';
const REFUSES_PLAN = new RegExp(`${REFUSES}[^,。]{0,4}${PLAN}|${PLAN}[^,。]{0,8}${REFUSES}`);
const AGREES_PLAN = new RegExp(`${AGREES}[^,。]{0,4}${PLAN}|${PLAN}[^,。不没]{0,8}${AGREES}`);
const REFUSES_PLAINLY = new RegExp(`^(?:我|坚决|绝对|还是|就是)*${REFUSES}`);
const AGREES_PLAINLY = new RegExp(
  `^(?:我|们|可以|好的?|嗯|行|那就|那|[,，])*${AGREES}[了的啊吧!。.]*$`,
);
const REFUSES_SHORTLY = /^(?:不行|不可以|不好)[的啊吧!。.]*$/;
const THANKS = '(?:[,\\s]*(?:谢谢|多谢|感谢|辛苦)(?:了|你们?|您们?)*)?';
const AGREES_SHORTLY = new RegExp(
  `^(?:我觉得|我看|那)?(?:可以|行|没问题|没意见|就这么办吧?)[了的啊!。.]*${THANKS}[了的啊!。.]*$`,
);
const NODS = new RegExp(
  `^(?:好|好的|嗯+|ok|收到|知道了|明白了?|哦|噢)[了的啊!。.]*${THANKS}[了的啊!。.]*$`,
  'i',
);
/** Who says no more than this gives in, or has had enough: that is no agreement yet. */
const GIVES_IN =
  /^(?:那|哎|唉|好|行|吧|嗯|就|你们|我|也|都|[,\s])*(?:随便(?:你们?)?|这样|看着办|爱咋咋[地的]?|爱怎么?[样着]?(?:就)?怎么?[样着]?|都行|都可以|无所谓|也行|行吧|好吧|吧|认了|认栽|只能这样|没办法)[了的啊吧呗呢!。.]*$/;
/** Agreement that goes on after a comma, or depends on something. */
const BEGINS_AGREEING = /^(?:那|嗯|我|好|的|[,\s])*(?:好吧?|可以|行|没问题|没意见|同意|认可|接受)/;
const HOLDS_AGREEMENT = /(?<![不没法能])(?:同意|认可|接受|认同)/;
const HOLDS_REFUSAL = new RegExp(REFUSES);
const RESERVES =
  /但是?|不过|可是|只是|就是|除非|如果|要是|假如|[我才](?:再|才)|才(?:能|会|肯|行|可以|同意|认可|接受)|就(?:同意|认可|接受)|的话|前提|必须|得先|先(?:把|给)|只要|还[要得]|个(?:屁|鬼|头)|可(?:是|没|不)/;
/** What is agreed with or not is none of ours here: an assessment of damage, a quotation. */
const OTHER = '(?:拒赔|定损|核损|维修|修理|报价|保费|续保|退保|保单)';
const OF_OTHER = new RegExp(
  `(?:${REFUSES}|${AGREES})[^,。]{0,6}${OTHER}|^[^,。]{0,8}${OTHER}[^,。]{0,8}(?:${REFUSES}|${AGREES})`,
);

/** What a text says to a plan; undefined: nothing that would be an answer to one. */
export function planAnswerIn(said: string): PlanAnswer | undefined {
  const text = foldText(said).trim();
  if (OF_OTHER.test(text) && !text.includes('投诉')) return undefined;
  if (/[吗?]$/.test(text)) return undefined;
  if (isUnclear(text)) return { answer: 'unclear', force: 'short' };
  if (REFUSES_PLAN.test(text)) return { answer: 'dispute', force: 'named' };
  if (AGREES_PLAN.test(text) && !/[吗?]|不/.test(text)) return { answer: 'accept', force: 'named' };
  if (REFUSES_PLAINLY.test(text)) return { answer: 'dispute', force: 'plain' };
  if (AGREES_PLAINLY.test(text)) return { answer: 'accept', force: 'plain' };
  if (REFUSES_SHORTLY.test(text)) return { answer: 'dispute', force: 'short' };
  if (AGREES_SHORTLY.test(text)) return { answer: 'accept', force: 'short' };
  const isNod = NODS.test(text) || GIVES_IN.test(text);
  return isNod ? { answer: 'accept', force: 'nod' } : undefined;
}

/** `道歉我接受，但是钱我不同意`, `赔我五百我就同意`, `好吧，但是要快`: never taken for either. */
function isUnclear(text: string): boolean {
  const agrees = HOLDS_AGREEMENT.test(text) || BEGINS_AGREEING.test(text);
  if (!agrees) return false;
  return RESERVES.test(text) || HOLDS_REFUSAL.test(text);
}

const PUTS_OFF =
  /稍等|等(?:一?下|等|我)|我?(?:去|再)?(?:找找|找一?下)|回头|晚[点上些]|明[天早]|后天|待会|一会|马上|这就|改天|过[几两]天|有空/;
const PUT_OFF_LENGTH_MAX = 16;

/** True for `好的` or `我明天发给你` to whoever was asked for something: it is on its way and not here. */
export function putsOff(said: string): boolean {
  const text = foldText(said).trim();
  if (NODS.test(text)) return true;
  return text.length <= PUT_OFF_LENGTH_MAX && PUTS_OFF.test(text);
}
