import type { Command } from '../../flows/command.ts';
import type { DialogueView } from './understanding.ts';

const ASKS_QUEUE =
  /(?:我|现在|目前)?(?:还要|还得)?排(?:到|在|了)?第?(?:几|多少)|排(?:队|号)?(?:到|在)?(?:哪|几号|多少)|排队.{0,4}(?:多久|多长|几个|多少)|前面(?:还有?)?(?:几|多少)(?:个|位)?人?|(?:人工|客服|真人|同事).{0,4}(?:还要|还得|要)(?:等)?多(?:久|长)|(?:人工|客服|真人)(?:怎么|咋|为什么)?还(?:没|不)(?:来|接|有人)/;
const WITHDRAWS =
  /(?:不用|不要|不需要|不想|不|取消|别)(?:再)?(?:转|接|要|找|等|排)?(?:人工|真人|客服)(?:服务|客服|排队)?了?(?:吧|啊|$)|取消(?:人工|转人工|排队)|^(?:那|我|就|算了)*(?:不|别)(?:想)?(?:再)?(?:等|排)(?:队)?了[吧啊]*$|^(?:那|我|就|算了)*不用?转了[吧啊]*$/;
const WANTS_CALL =
  /预约.{0,4}(?:回电|回拨|电话)|(?:要|请|让|安排|麻烦|叫|帮我|能不能|可以|可不可以|方便).{0,8}(?:回电|回拨|(?:回|打)个?电话(?:给我|联系我)?|(?:给|跟)我(?:打|回)个?电话)|^(?:给我)?(?:回电|回拨|回个?电话|打个?电话)(?:给我)?[吧啊呀]?$|^(?:给|跟)我(?:打|回)个?电话/;
/** Told of calls that came or did not come, and of calling somebody else. */
const CALL_TOLD =
  /(?:没有?|没人|不|别|一直|老|总|天天|昨|前天|之前|已经?|刚才?).{0,6}(?:回电|打电话|回电话|电话)|电话(?:没|不|打不通|骚扰)|(?:回电|电话|回拨)(?:了|过|的|里)|修理厂|救援|拖车|查勘员|定损员|推销|120|122|110/;
/** Holds a 不 that denies nothing. */
const POLITE = /能不能|可不可以|行不行|好不好|方不方便/g;
const LENGTH_MAX = 24;
/** In the middle of something only these words mean it: other matters ask when to call too. */
const CALLS_BACK = /^(?:我要|我想|帮我|请)?预约(?:个|一个)?(?:回电|回拨)$/;

/** About the waiting for a person, and a call instead of it. */
export function findPersonWishes(said: string, view: DialogueView): readonly Command[] {
  if (said.length > LENGTH_MAX) return [];
  if (WITHDRAWS.test(said)) return [{ do: 'withdrawHandoff' }];
  if (ASKS_QUEUE.test(said)) return [{ do: 'tellQueue' }];
  return wantsCallBack(said, view) ? [{ do: 'startFlow', flow: 'call_back' }] : [];
}

function wantsCallBack(said: string, { active, flows }: DialogueView): boolean {
  if (!flows.has('call_back')) return false;
  if (active !== undefined) return CALLS_BACK.test(said);
  return WANTS_CALL.test(said) && !CALL_TOLD.test(said.replace(POLITE, ''));
}
