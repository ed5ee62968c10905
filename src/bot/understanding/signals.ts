import type { Command, Danger, SocialKind } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import { namesForeign } from './classifier/find-families.ts';
import { findComplaintWishes } from './complaint-signals.ts';
import { findPersonWishes } from './person-signals.ts';
import type { DialogueView } from './understanding.ts';

const NOBODY_HURT =
  /(?:没有?|无|未)(?:人|人员)?(?:受伤|伤亡|伤)|人(?:都|也)?没(?:事|受伤|伤)|没伤着?人|没流血/g;
const INJURY =
  /受伤|伤了人|流血|出血|昏迷|骨折|不省人事|没了?呼吸|撞[到了着](?:一?个|位)?(?:人|老人|小孩|行人|孩子)(?!家?的?车)|人不行了|人没了|死了人|死亡|有人死|救命|快叫救护车|打120/;
// `打不着火` is a flat battery.
/** Said beside a collision; `这事真让人头疼` is none. */
const SYMPTOM =
  /头[有很好]?点?[晕昏]|晕(?:了|倒|乎)|(?:脖子|脖颈|颈椎|胸口?|腰|背|腿|胳膊|手|脚|膝盖|肚子)[^,。]{0,4}(?:疼|痛|闷|麻|动不了|肿|断)|吐了|磕破|撞破|擦破|破了皮|送(?:去|到|往)?医院|去医院|叫救护车|抬走/;
const COLLISION = /撞|追尾|刮|剐|蹭|碰|翻[了车]|车祸|事故|出险|摔|怼/;
const FIRE = /(?<!不|得|能|打|点)着火|起火|烧起来|冒[着]?(?:浓)?烟|自燃了|爆炸/;
const TRAPPED =
  /困住|被困|困在|出不[来去]了?(?=.{0,6}[车水])|[车里水].{0,4}出不[来去]|掉[进到].{0,2}[水河沟]里?/;
/** Told of before, or asked in general: care, without an alarm. */
const NOT_NOW =
  /昨|前[天几]|上周|上个?月|之前|当时|那次|去年|住院|出院|治疗|伤残|医[药疗]费|误工|[天周月年]前|以后|之后|证明|材料|进度|理赔|赔|进展|如果|要是|万一|假如|保险|条款|案子/;
const SELF_HARM =
  /不想活|活不下去|自杀|轻生|(?:我|真|好|就)想死(?!你)|我.{0,4}去死|寻短见|跳楼|一死了之|活着没.{0,2}意思|结束(?:自己|生命)/;

/** What must be answered before anything else; undefined in nearly every message. */
export function findDanger(text: string): Danger | undefined {
  if (SELF_HARM.test(text)) return 'self_harm';
  const rest = text.replace(NOBODY_HURT, '');
  const isPast = NOT_NOW.test(rest);
  if (FIRE.test(rest)) return isPast ? undefined : 'fire';
  if (INJURY.test(rest)) return isPast ? 'past_injury' : 'injury';
  if (SYMPTOM.test(rest) && COLLISION.test(rest) && !isPast) return 'injury';
  return TRAPPED.test(rest) && !isPast ? 'trapped' : undefined;
}

const PERSON = '(?:人工|真人|活人|大活人|客服(?!电话|热线|号码)|[坐座]席|经理|工作人员)';
const HANDOFF = new RegExp(
  `(?:转|接|找|要|叫|换|联系|呼叫|连|来|跟|和|请|喊|让)(?:[^,。不]{0,5})${PERSON}|^(?:在线|人工)?${PERSON}(?:客服|服务|坐席|专员)?[吧呢啊!在]*[吗]?$|^转接[吧一下]*$|有没?有?(?:真人|活人|人工)|机器人.{0,2}(?:走开|滚|太笨|听不懂)|不[想要]?[跟和]机器人|说人话|换个?人(?:来|跟|和|聊|吧|$)`,
);
/** The law's own rights: a person sees to them (PIPL articles 45 and 47). */
const PERSONAL_DATA =
  /(?:删|注销|导出|清除|抹).{0,10}(?:个人信息|个人资料|个人数据|我的(?:信息|数据))|(?:个人信息|个人资料|个人数据).{0,8}(?:删|注销|导出|清除|抹)/;
const NO_HANDOFF =
  /(?:不要|不用|别|不需要|先不|不想).{0,4}(?:转|找|接)?(?:人工|客服|真人)|人工[费成]|态度/;

/** True when a person is asked for, in any of the ways people do. */
export function asksForPerson(text: string): boolean {
  return (HANDOFF.test(text) && !NO_HANDOFF.test(text)) || PERSONAL_DATA.test(text);
}

/** Urging, having waited too long, or angry. */
export function soundsUpset(text: string): boolean {
  return (
    /催|急(?!救)|太慢|真慢|好慢|这么慢|拖(?!车|走|到|过来|回|一下车)|太久|等了|这么久|好多天|多少天了|到底|怎么回事|投诉|气死|生气|火大|来气|烦死|差劲|垃圾|无语|怎么还|咋还|还不|[!?]{2}|都.{0,4}[天月周]了|一直没|没人管/.test(
      text,
    ) && !/不着?急/.test(text)
  );
}

const BARE_COMMANDS: readonly (readonly [RegExp, Command])[] = [
  [
    /^(?:(?:那?就?算了|取消|退出|结束|不[查办弄搞填问]了|先不[查办弄]了?|不用[查办]?了|不需要了|不要了|不想[查办弄]了|停|终止|放弃|返回)[吧了啊]*)+$|^(?:那|我)*撤了?吧?[,我]*(?:不(?:投诉|举报|报案?)了)?[吧啊]*$|^(?:那|我)*不(?:投诉|举报|报案|续保?|退保?|买|改)了[吧啊]*$/,
    { do: 'cancel' },
  ],
  [/重新(?:开始|来过?|填写?|输入|弄)|从头(?:开始|来)|^重来$|全部重新/, { do: 'restart' }],
  [
    /再(?:说|讲|发|来)一?[遍次]|没(?:看|听)清|重复一[下遍]|刚才?(?:说|讲|发)的?(?:什么|啥)|再说说/,
    { do: 'repeat' },
  ],
  [/^(?:继续|接着)(?:办理?|来|说|刚才的?|吧)*$|继续刚才|接着刚才/, { do: 'resume' }],
  [
    /^(?:跳过|略过|先?不填|不知道|不清楚|不晓得|没想好|忘了?|忘记了?|不记得了?|记不[清得住]了?|没有?(?:照片|证据|材料|截图|录音)?|下一[个项]|pass|手边没有|没带|不方便[说填])[啊呢了吧]*$/,
    { do: 'skip' },
  ],
  [
    /(?:不记得|记不[清得住]|忘了?|不知道|找不到).{0,6}(?:手机|电话|号码|车牌|证件|身份证|报案号|后四位)|(?:手机|电话|号码|车牌|证件|身份证|报案号|后四位).{0,4}(?:忘了?|不记得|记不[清得住]|不知道|找不到|停用|不用了)/,
    { do: 'skip' },
  ],
];

/** Means something only while something is under way. */
const NEEDS_FLOW: ReadonlySet<Command['do']> = new Set(['skip', 'restart']);

/** Short words that steer the conversation itself; each clause is tried. */
function findSteering(clauses: readonly string[], isActive: boolean): readonly Command[] {
  return BARE_COMMANDS.filter(
    ([pattern, { do: kind }]) =>
      (isActive || !NEEDS_FLOW.has(kind)) && clauses.some((clause) => pattern.test(clause)),
  ).map(([, command]) => command);
}

/** What words alone decide, whatever the classifier would say: danger, a person, steering words, opt-out words. */
export function findRules(
  said: string,
  clauses: readonly string[],
  view: DialogueView,
): readonly Command[] {
  const danger = findDanger(said);
  const commands: Command[] = danger === undefined ? [] : [{ do: 'safety', danger }];
  const wishes = findPersonWishes(said, view);
  if (wishes.length === 0 && asksForPerson(said)) commands.push({ do: 'handoff', reason: 'asked' });
  const isActive = view.active !== undefined;
  const filed = findComplaintWishes(said, view);
  // `不投诉了` from somebody who has complained gives up nothing but that.
  const isKept = ({ do: kind }: Command): boolean => filed.length === 0 || kind !== 'cancel';
  commands.push(...wishes, ...filed, ...findSteering(clauses, isActive).filter(isKept));
  const holds = (pattern: RegExp): boolean => clauses.some((clause) => pattern.test(clause));
  if (optsOut(said, clauses)) commands.push(wish('opt_out', view));
  if (filed.length === 0 && complains(said, clauses, isActive))
    commands.push(wish('complaint_file', view));
  if (!isActive && holds(ENDORSES) && !namesForeign(said)) {
    commands.push(wish('profile_update', view));
  }
  if (!isActive && holds(NEW_OR_OLD)) {
    commands.push({ do: 'clarify', intents: ['claim_status', 'claim_report', 'claim_documents'] });
  }
  return commands;
}

/** What messages of this kind are answered with by the letter (domain.md 3.5). */
const OPT_OUT =
  /^(?:我|要|请|麻烦|帮我|给我|回复?|发送?)*(?:td|t|r)[了吧啊]?$|回复?td|(?:退订|拒收|取消订阅|恢复接收)(?!金)/;
/** What else is cancelled or refused by these words. */
const OTHER_SUBSCRIPTION =
  /流量|彩铃|会员|套餐|爱奇艺|腾讯|优酷|视频|音乐|酒店|机票|车票|门票|快递|包裹|到付|邮件箱|[件货]拒收|退订(?:保险|保单|车险)/;

/** Said in so many words; whom somebody else's courier is complained of to, the classifier tells apart. */
const COMPLAINS = /^(?:那?我|俺|咱)?(?:现在)?(?:就?要|想要?|来)(?:投诉|举报)(?:你们?)?[了吧啊]?$/;
const COMPLAINS_OF_US =
  /(?:我|俺|咱)(?:.{0,3})(?:要|想|得|来|必须|准备)(?:去?)(?:投诉|举报)(?!的|了|过|单|件)|(?:怎么|咋|咋个|如何|哪里?|哪儿|在哪)(?:能|可以|才能)?(?:投诉|举报)(?!的|了|过|单|件)|(?:投诉|举报)(?:你们?)(?!的?(?:同行|隔壁))/;
/** A complaint that there is already, or one that is not made. */
const EARLIER =
  /(?:投诉|举报)(?:的(?:事|那)|[了过咗完]|单|件|编号|号|进度|结果|处理|后|以后|之后|那|都|回)|(?:投诉|举报).*没有?$|(?:上[次回]|之前|以前|先前|上个?[周月]|前[天几]|早就|已经?|曾|我的|那个|查|撤[销回]?|取消|补充|不|别|没|再.{0,8}就).{0,8}(?:投诉|举报)/;

/** True for a text that asks, wherever in it, that our messages stop or begin again. */
export function optsOut(said: string, clauses: readonly string[]): boolean {
  return clauses.some((clause) => OPT_OUT.test(clause)) && !OTHER_SUBSCRIPTION.test(said);
}

/** True for a complaint by that name: of us, and not one that was made before. */
export function complains(said: string, clauses: readonly string[], isActive: boolean): boolean {
  if (clauses.some((clause) => COMPLAINS.test(clause))) return true;
  if (isActive || !COMPLAINS_OF_US.test(said)) return false;
  return !EARLIER.test(said) && !namesForeign(said);
}

/** An endorsement by its own name: a word of the trade that people seldom know. */
const ENDORSES = /过户.{0,2}批改|批改.{0,2}(?:过户|保单)|(?:办|做|要|申请)(?:个|一下)?批改$/;

/** Truly means two things: a new report, or the claim that there is. */
const NEW_OR_OLD =
  /^(?:我?(?:现在)?(?:要|想|来|需要)?(?:申请|办理?|走|做)?(?:个|一下)?)(?:理赔|索赔)$/;

function wish(intent: string, { flows }: DialogueView): Command {
  return flows.has(intent) ? { do: 'startFlow', flow: intent } : { do: 'notYet', intent };
}

const SOCIAL: readonly (readonly [RegExp, SocialKind])[] = [
  [/客服(?:电话|热线|号码)|热线.{0,3}(?:多少|是)|你们.{0,3}电话(?:是?多少|号码)/, 'hotline'],
  [/你是(?:谁|什么|机器人|真人|人工|ai|人)|是不是(?:机器人|真人)|机器人[吗么]/, 'who'],
  [
    /你?(?:能|会|可以)(?:帮我)?(?:干|做|办)(?:什么|啥|哪些)|有(?:什么|哪些|啥)(?:功能|服务)|怎么用|^(?:帮助|help|菜单|功能)$/,
    'what',
  ],
  [/谢谢|多谢|感谢|谢了|谢啦|辛苦了|^3q$|thank/, 'thanks'],
  [/再见|拜拜|^88$|^bye|没[别其]的?(?:事|他)?了|没事了|^先这样/, 'goodbye'],
  [/^(?:你们?|服务)?(?:不错|很好|真好|挺好|真棒|好评|点赞|给力|很满意)/, 'praise'],
  [
    /^(?:你好|您好|hi|hello|哈[喽罗]|嗨|在[吗么不]|在不在|有人[吗么]|早上好|上午好|中午好|下午好|晚上好|早|亲|喂+$)/,
    'greeting',
  ],
  [/^(?:知道了|明白了?|了解了?|收到|好嘞|好滴|哦|噢|行吧|ok|[👍👌🙏]+)$/u, 'fine'],
];

const TALK_LENGTH_MAX = 8;

/** True for a clause that is small talk, a yes or a no, and nothing else. */
function isTalk(clause: string): boolean {
  if (clause.length > TALK_LENGTH_MAX) return false;
  return findSocial([clause]) !== undefined || findYesNo([clause]) !== undefined;
}

/** The clauses that are about something. When all are talk, all of them. */
export function matterOf(clauses: readonly string[]): {
  readonly text: string;
  readonly isTalk: boolean;
} {
  const matter = clauses.filter((clause) => !isTalk(clause));
  const isAllTalk = matter.length === 0;
  return { text: (isAllTalk ? clauses : matter).join(','), isTalk: isAllTalk };
}

/** What is small talk too, but asks for an answer of its own. */
const ASKED: ReadonlySet<SocialKind> = new Set(['hotline', 'who', 'what']);

/** Yes and no only when they mean something; small talk only when nothing more was understood, politeness only when meant. */
export function findSmallThings(
  clauses: readonly string[],
  view: DialogueView,
  { hasMore, isPolite }: { readonly hasMore: boolean; readonly isPolite: boolean },
): readonly Command[] {
  const yesNo = findYesNo(clauses) ?? (view.isYesNoAsked ? findAgreement(clauses) : undefined);
  if (yesNo !== undefined && (view.isYesNoAsked || view.active !== undefined)) return [yesNo];
  if (hasMore) return [];
  const kind: SocialKind | undefined =
    findSocial(clauses) ?? (yesNo === undefined ? undefined : 'fine');
  return kind === undefined || !(isPolite || ASKED.has(kind)) ? [] : [{ do: 'social', kind }];
}

/** Small talk, when there is any. */
function findSocial(clauses: readonly string[]): SocialKind | undefined {
  return SOCIAL.find(([pattern]) => clauses.some((clause) => pattern.test(clause)))?.[1];
}

const AGREES = /^(?:好嘞|好滴|好哒|好呀|中|成|行吧|可以的|要得|得嘞|啱|係|系啊?|[👌👍]+)$/u;

/** What is a nod when something was asked, and nothing more than `fine` otherwise. */
function findAgreement(clauses: readonly string[]): Command | undefined {
  const isNod = clauses.length > 0 && clauses.every((clause) => AGREES.test(clause));
  return isNod ? { do: 'affirm' } : undefined;
}

/** A bare yes or no in one of the clauses. */
function findYesNo(clauses: readonly string[]): Command | undefined {
  for (const clause of clauses) {
    if (copy.words.no.test(clause)) return { do: 'deny' };
    if (copy.words.yes.test(clause)) return { do: 'affirm' };
  }
  return undefined;
}
