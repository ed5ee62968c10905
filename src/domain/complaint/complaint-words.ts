import { foldText } from '../entities/fold.ts';

/** Characters kept of what happened. */
export const MATTER_LENGTH_MAX = 2_000;

/** The bare wish and the small words around it; what is left over is the matter. */
const WISH =
  /(?:我)?(?:就|真的|现在|今天|一定|必须)*(?:想|要|需要|得|来|是来)*(?:怎么|怎样|如何|在?哪里?|哪儿)?(?:可以|能)?(?:找谁)?(?:跟|向|和|对)?(?:你们?|贵司|公司)?(?:提|打|做|办|登记|申请|进行)?(?:一下|一?个|一?次)?(?:投诉|举报|维权|反映(?:一?个?(?:情况|问题))?|要个?说法)(?:你们?(?:公司|的人)?|电话|渠道|方式|一下|下|吧|啊|的|了|吗)*/g;
const SMALL =
  /(?:你好|您好|喂|在吗|在不在|有人吗|请问|麻烦|谢谢|转人工|人工|客服|[!?,。.;:、~…\s])+/g;
/** Fewer characters than this tell a handler nothing. */
const MATTER_LENGTH_MIN = 6;

/** A wish for something else in the same breath. */
const OTHER_WISH =
  /(?:顺便|另外|还有|然后|再|对了)(?:帮我|给我|我?[要想]|[,，])*(?:查|改|换|问|看|续保|开发票|退保|报案)[^,，。;；!！?？\s]{0,14}/g;

/** What happened, in the customer's own words, when these hold more than the bare wish to complain. */
export function matterIn(said: string): string | undefined {
  const rest = foldText(said).replace(OTHER_WISH, '').replace(WISH, '').replace(SMALL, '');
  return rest.length >= MATTER_LENGTH_MIN ? said.trim().slice(0, MATTER_LENGTH_MAX) : undefined;
}

/** True when somebody asks how one complains: every way is told (投诉处理管理办法 8). */
export function asksHowToComplain(said: string): boolean {
  return /(?:怎么|怎样|如何|哪里|哪儿|什么(?:渠道|途径)|渠道|途径|方式|流程|电话|热线)[^,。]{0,6}(?:投诉|举报)|(?:投诉|举报)[^,。]{0,4}(?:渠道|途径|电话|热线|方式|流程|找谁|哪里|去哪)/.test(
    foldText(said),
  );
}

const REQUEST =
  /(?:我们?|本人|只|就|最少|至少|起码)?(?:要求|请求|希望|诉求(?:是|:)?|必须(?=给|赔|退|向|道|处|换|重)|想要(?!投诉)|要(?=你们?(?:给|赔|退|道|重|换|书面)|退|赔偿|道歉|重新)|给我(?=道歉|退|重|换|一个(?:说法|交代)|个(?:说法|交代)))[^。!?\n]{2,120}/;

/** What the customer asks for (诉求), when their words say so. */
export function requestIn(text: string): string | undefined {
  return REQUEST.exec(foldText(text))?.[0].trim();
}

const WITHDRAWS =
  /(?:撤[销回掉了]|取消).{0,6}投诉|投诉.{0,8}(?:撤[销回掉了]|撤吧|不[想要]?(?:投|告)了)|投诉[我就,，\s]*取消|撤诉/;
const ADDS =
  /(?:补充|追加|补交|补一?[点些个下张]).{0,10}投诉|投诉.{0,8}(?:补充|追加|补交|补一?[点些个下张])/;

/** What somebody wants with the complaint that they have filed already. */
export function wishAboutFiled(said: string): 'withdraw' | 'add' | undefined {
  const text = foldText(said);
  if (WITHDRAWS.test(text)) return 'withdraw';
  return ADDS.test(text) ? 'add' : undefined;
}

/** Fewer Chinese characters than this beside numbers and plates tell nothing. */
const TOLD_MIN = 2;
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][\s·.]?[a-z0-9]{5,6}/gi;

/** True for words that tell something: a plate or a number alone is none. */
export function tellsSomething(said: string): boolean {
  const rest = foldText(said).replace(PLATE, '');
  return (rest.match(/[\u3400-\u9fff]/g)?.length ?? 0) >= TOLD_MIN;
}

const ASKS_FOR =
  /[要请让退赔补修换]|希望|必须|应该|给我|道歉|解释|说法|交代|尽快|快点|马上|处理|处罚|开除|重新|更正|回复|联系|打电话|调查|查清|公道|最少|至少/;
const RATHER_TELLS = /凭什么|为什么|怎么就|到底|[他她它](?:们)?(?:说|讲|还)|原话|当时/;

/** True for an answer that asks for nothing and goes on telling: `上周三`, `凭什么就给三千`. */
export function tellsOn(said: string): boolean {
  const text = foldText(said);
  if (!tellsSomething(text) || requestIn(text) !== undefined) return false;
  return !ASKS_FOR.test(text) || RATHER_TELLS.test(text);
}

/** True for a question after the clocks: `你们多久能回`. */
export function asksHowSoon(said: string): boolean {
  return /(?:多久|几[天个]|多长时间|什么时候|啥时候|何时)[^,，。]{0,8}(?:回|处理|解决|结果|联系|答复|办)/.test(
    foldText(said),
  );
}

/** True for `没想好` and the like: no request. */
export function wantsNothingYet(said: string): boolean {
  return /^(?:我?[还也]?(?:没|不)(?:想好|知道|清楚|晓得)|没什么|没啥|都行|随便|看着办|你们看着办|再说)[吧了啊呢.。!！]*$/.test(
    foldText(said),
  );
}

/** True for a question after the complaint itself. */
export function asksAfterComplaint(said: string): boolean {
  return /投诉.{0,8}(?:到哪|进度|结果|怎么样|咋样|处理)/.test(foldText(said));
}
