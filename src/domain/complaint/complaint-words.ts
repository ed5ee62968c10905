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

/** Who asks whether it was withdrawn, or who did it, does not ask for it. */
const ASKS_WHETHER = /[?吗么]|没有?$|怎么|为什么|谁|已经?撤|已取消|没撤|后悔/;
const ASKS_REVIEW =
  /(?:申请|要求|我要|我想要?)(?:书面)?(?:投诉)?核查|^(?:投诉)?核查申请$|(?:申请|要求)[^,。]{0,4}(?:投诉|处理决定)[^,。]{0,6}(?:核查|复核|复查)|(?:申请|要求)[^,。]{0,4}(?:复核|复查)[^,。]{0,4}(?:投诉|处理决定)/;
const ASKS_REOPEN =
  /^(?:请|要求|我要|我想|申请|帮我)*(?:重新处理|重新受理)(?:一下|我的|这个|投诉|吧)*$|(?:申请|要求|请|我要|我想|帮我)[^,。]{0,4}投诉[^,。]{0,6}(?:重新(?:处理|受理|打开)|重开)|(?:重新(?:处理|受理|打开)|重开)[^,。]{0,6}投诉/;
const GIVES_UP =
  /^(?:撤了?吧?|算了|那|我|现在|[,，])*(?:就)?不(?:想|要|打算)?(?:再)?投诉了[吧啊]?$/;

/** True for `还是撤了吧`, which only somebody means who has a complaint. */
export function withdrawsShortly(said: string): boolean {
  return /^(?:那|还是|算了|就|我|帮我|现在|给我|[,，])*撤[了回销掉]*(?:它)?[了吧啊]*[。.!！]*$/.test(
    foldText(said),
  );
}

/** True for `不投诉了`: gives up a complaint that is being told, or one that there is. */
export function givesUpComplaint(said: string): boolean {
  return GIVES_UP.test(foldText(said));
}

/** What somebody wants with the complaint that they have filed already. */
export type FiledWish = 'withdraw' | 'add' | 'review' | 'reopen';

/** What somebody wants with the complaint that they have filed already, by their words. */
export function wishAboutFiled(said: string): FiledWish | undefined {
  const text = foldText(said);
  if (GIVES_UP.test(text)) return undefined;
  if (WITHDRAWS.test(text)) return ASKS_WHETHER.test(text) ? undefined : 'withdraw';
  if (ADDS.test(text)) return 'add';
  if (ASKS_REVIEW.test(text)) return 'review';
  return ASKS_REOPEN.test(text) ? 'reopen' : undefined;
}

/** Fewer characters than this beside the wish tell nothing. */
const BESIDE_MIN = 4;
const WISH_WORDS =
  /(?:(?:不|没法|无法|没办法|不能|不太能|不太)(?:同意|认可|接受|认同|满意|服)|重新(?:处理|受理|打开)|重开|撤[销回掉]?|取消|补充|追加|补交|核查|复核|复查|申请|要求|投诉|处理|方案|决定|结果|意见|答复|材料|情况|证据|照片|我|想|要|请|帮|麻烦|给|再|把|的|对|关于|这|那|该|个|件|你们|坚决|绝对|还是|就是|根本|一下|一点|一些|几[张个]|点|些|下|张|[:：,，。.!！?？、\s])+/g;

/** Words that ask for something with a complaint and tell something beside, such as what they add. */
export function besideWish(said: string): string | undefined {
  const rest = said.replace(WISH_WORDS, '').replace(/TS\d{8,}/gi, '');
  return rest.length < BESIDE_MIN ? undefined : said.trim().slice(0, MATTER_LENGTH_MAX);
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

const ASKS_PROGRESS =
  /进度|进展|到哪一?步|(?:怎么?样|咋样|如何|咋整)[了啊呢]|有?(?:没有?)?(?:结果|回复|回信|消息|音信|下文)[了吗没呢啊么]|(?:啥|什么)时候[^,，。]{0,6}(?:回|联系|处理|解决|办|来)|(?:谁|哪个)[^,，。]{0,4}(?:负责|在管|处理)|(?:有人|有没有人|没人|没有人|没个人)[^,，。]{0,4}(?:管|理|联系|处理|回)|管不管|(?:处理|办|核查)[^,，。]{0,4}(?:多久|好了?[吗没]|完了?[吗没]|得?(?:怎么?样|咋样))|(?:另外|另|那|上)一?件[^,，。]{0,4}[呢吗?？]|^我的(?:那个)?(?:事|投诉)呢/;
const URGES =
  /^(?:你们?|就|都|麻烦|请|拜托|能不能|能否|可不可以|可以|给我|帮我|赶紧|[,，])*(?:快一?点|搞快点|抓紧(?:点|时间)?|尽快|催一?下|赶紧的?)(?:处理|办|解决|弄|行不行|行吗|啊|吧|吗|好吗|[?？!！。])*$/;
/** What is asked after is a claim and not a complaint. */
const NAMES_CLAIM =
  /理赔|赔付|赔款|赔案|案件|案子|定损|核损|打款|到账|报案|修车|维修|拖车|救援|保单|续保/;

/** True for a question how something stands that names nothing else: `有结果没`, `有人管吗`. */
export function asksProgress(said: string): boolean {
  const text = foldText(said);
  return ASKS_PROGRESS.test(text) && !NAMES_CLAIM.test(text);
}

/** True for `你们能不能快点`: what should go faster is not said. */
export function urgesOn(said: string): boolean {
  return URGES.test(foldText(said).trim());
}

/** True for `另外还要投诉`: another complaint, whatever there is already. */
export function opensAnother(said: string): boolean {
  return /(?:另外|还|再|又|重新|其他|别的|新)[^,，。]{0,4}投诉|(?:我|^)(?:就|真的|现在)*(?:要|想|得|来)?(?:提|打|做|办|登记)?(?:一?个|一?下)?投诉(?!到|去|给|你们到)/.test(
    foldText(said),
  );
}

/** True for `我后悔了，接着处理吧` of something that was withdrawn. */
export function regrets(said: string): boolean {
  return /后悔|恢复|不(?:想|要)?撤了|别撤|(?:接着|继续)(?:处理|投诉|办)|还是要投诉/.test(
    foldText(said),
  );
}

/** True for words by which something that was closed is not solved. */
export function saysUnsolved(said: string): boolean {
  return /(?:没有?|未|不)(?:得到|给我|帮我)?(?:解决|处理好|办好|落实|兑现)/.test(foldText(said));
}

/** True for a question after the complaint itself. */
export function asksAfterComplaint(said: string): boolean {
  return /投诉.{0,8}(?:到哪|进度|结果|怎么样|咋样|处理)/.test(foldText(said));
}
