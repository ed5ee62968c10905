import type { Command, Danger, SocialKind } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';

const NOBODY_HURT =
  /(?:没有?|无|未)(?:人|人员)?(?:受伤|伤亡|伤)|人(?:都|也)?没(?:事|受伤|伤)|没伤着?人|没流血/g;
const INJURY =
  /受伤|伤了人|流血|出血|昏迷|骨折|不省人事|没了?呼吸|撞[到了着](?:一?个|位)?(?:人|老人|小孩|行人|孩子)(?!家?的?车)|人不行了|人没了|死了人|死亡|有人死|救命|快叫救护车|打120/;
const FIRE = /着火|起火|烧起来|冒[着]?(?:浓)?烟|自燃了|爆炸/;
const TRAPPED =
  /困住|被困|困在|出不[来去]了?(?=.{0,6}[车水])|[车里水].{0,4}出不[来去]|掉[进到].{0,2}[水河沟]里?/;
/** Told of before, or asked in general: care, without an alarm. */
const NOT_NOW =
  /昨|前[天几]|上周|上个?月|之前|当时|那次|去年|住院|出院|治疗|伤残|医[药疗]费|误工|[天周月年]前|进度|理赔|赔|进展|如果|要是|万一|假如|保险|条款|案子/;
const SELF_HARM =
  /不想活|活不下去|自杀|轻生|(?:我|真|好|就)想死(?!你)|我.{0,4}去死|寻短见|跳楼|一死了之|活着没.{0,2}意思|结束(?:自己|生命)/;

/** What must be answered before anything else; undefined in nearly every message. */
export function findDanger(text: string): Danger | undefined {
  if (SELF_HARM.test(text)) return 'self_harm';
  const rest = text.replace(NOBODY_HURT, '');
  const isPast = NOT_NOW.test(rest);
  if (FIRE.test(rest)) return isPast ? undefined : 'fire';
  if (INJURY.test(rest)) return isPast ? 'past_injury' : 'injury';
  return TRAPPED.test(rest) && !isPast ? 'trapped' : undefined;
}

const PERSON = '(?:人工|真人|活人|大活人|客服(?!电话|热线|号码)|[坐座]席|经理|工作人员)';
const HANDOFF = new RegExp(
  `(?:转|接|找|要|叫|换|联系|呼叫|连|来|跟|和|请|喊|让)(?:[^,。不]{0,5})${PERSON}|^(?:在线|人工)?${PERSON}(?:客服|服务|坐席|专员)?[吧呢啊!在]*[吗]?$|^转接[吧一下]*$|有没?有?(?:真人|活人|人工)|机器人.{0,2}(?:走开|滚|太笨|听不懂)|不[想要]?[跟和]机器人|说人话|换个?人(?:来|跟|和|聊|吧|$)`,
);
const NO_HANDOFF =
  /(?:不要|不用|别|不需要|先不|不想).{0,4}(?:转|找|接)?(?:人工|客服|真人)|人工[费成]|态度/;

/** True when a person is asked for, in any of the ways people do. */
export function asksForPerson(text: string): boolean {
  return HANDOFF.test(text) && !NO_HANDOFF.test(text);
}

/** Urging, having waited too long, or angry. */
export function soundsUpset(text: string): boolean {
  return (
    /催|急(?!救)|太慢|真慢|好慢|这么慢|拖|太久|等了|这么久|好多天|多少天了|到底|怎么回事|投诉|气死|生气|火大|来气|烦死|差劲|垃圾|无语|怎么还|咋还|还不|[!?]{2}|都.{0,4}[天月周]了|一直没|没人管/.test(
      text,
    ) && !/不着?急/.test(text)
  );
}

const BARE_COMMANDS: readonly (readonly [RegExp, Command])[] = [
  [
    /^(?:那?就?算了|取消|退出|结束|不[查办弄搞填问]了|先不[查办弄]了?|不用[查办]?了|不需要了|不要了|不想[查办弄]了|停|终止|放弃|返回)[吧了啊]*$/,
    { do: 'cancel' },
  ],
  [/重新(?:开始|来过?|填写?|输入|弄)|从头(?:开始|来)|^重来$|全部重新/, { do: 'restart' }],
  [
    /再(?:说|讲|发|来)一?[遍次]|没(?:看|听)清|重复一[下遍]|刚才?(?:说|讲|发)的?(?:什么|啥)|再说说/,
    { do: 'repeat' },
  ],
  [/^(?:继续|接着)(?:办理?|来|说|刚才的?|吧)*$|继续刚才|接着刚才/, { do: 'resume' }],
  [
    /^(?:跳过|略过|先?不填|不知道|不清楚|不晓得|忘了?|忘记了?|不记得了?|记不[清得住]了?|没有?|下一[个项]|pass|手边没有|没带|不方便[说填])[啊呢了吧]*$/,
    { do: 'skip' },
  ],
  [
    /(?:不记得|记不[清得住]|忘了?|不知道|找不到).{0,6}(?:手机|电话|号码|车牌|证件|身份证|报案号|后四位)|(?:手机|电话|号码|车牌|证件|身份证|报案号|后四位).{0,4}(?:忘了?|不记得|记不[清得住]|不知道|找不到|停用|不用了)/,
    { do: 'skip' },
  ],
];

/** Short words that steer the conversation itself; each clause is tried. */
export function findSteering(clauses: readonly string[]): readonly Command[] {
  return BARE_COMMANDS.filter(([pattern]) => clauses.some((clause) => pattern.test(clause))).map(
    ([, command]) => command,
  );
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
    /^(?:你好|您好|hi|hello|哈[喽罗]|嗨|在[吗么不]|在不在|有人[吗么]|早上好|上午好|中午好|下午好|晚上好|早|亲)/,
    'greeting',
  ],
  [/^(?:知道了|明白了?|了解了?|收到|好嘞|好滴|哦|噢|行吧|ok)$/, 'fine'],
];

/** Small talk, when there is any. */
export function findSocial(clauses: readonly string[]): SocialKind | undefined {
  return SOCIAL.find(([pattern]) => clauses.some((clause) => pattern.test(clause)))?.[1];
}

/** A bare yes or no in one of the clauses. */
export function findYesNo(clauses: readonly string[]): Command | undefined {
  for (const clause of clauses) {
    if (copy.words.no.test(clause)) return { do: 'deny' };
    if (copy.words.yes.test(clause)) return { do: 'affirm' };
  }
  return undefined;
}
