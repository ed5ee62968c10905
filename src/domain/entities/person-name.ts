import type { Found } from './fold.ts';
import { COMPOUND_SURNAMES, SURNAMES } from './surnames.ts';

const HAN = '\\p{Script=Han}';
/** The longest first; which length is a name is seen from what follows. */
const NAME = new RegExp(
  `(?:(?:${COMPOUND_SURNAMES})${HAN}{1,2}|[${SURNAMES}]${HAN}{1,3}|${HAN}{2,6}·${HAN}{2,6})`,
  'uy',
);
const STRONG_CUE =
  /(?:我叫|名字?叫|姓名(?:就?是|叫做?|为|:|改成|改为|应该是)?|名字(?:就?是|叫做?|为|:|改成|改为|应该是)|真名(?:是|叫)?|全名(?:是|叫)?|户名(?:是|叫)?)\s?:?\s?/g;
const ROLE_CUE =
  /(?:车主|本人|司机|驾驶员|驾驶人|联系人|被保险人|投保人|报案人|收件人|收款人|领款人|当事人|伤者|经办人|我(?:老公|老婆|爱人|先生|媳妇|丈夫|妻子|爸|妈|父亲|母亲|儿子|女儿|弟弟?|哥哥?|姐姐?|妹妹?|同事|朋友|司机)|(?:他|她|客户|对方)(?=的?(?:姓?名字?|叫|就?是|真名))|开车的人?|出险人)(?:的?姓?名字?)?(?:就?是|叫做?|为|:)?\s?:?\s?/g;
const SELF_CUE = /(?:我就?是|这是|这里是|不是|是|不叫|叫)\s?/g;
/** What may follow a name. */
const FOLLOWING =
  /^(?:$|[\s,。.!?;:、()/~]|的|[,和]|电话|手机|联系|身份证|证件|车牌|车号|号码|报案|是我|本人|不是|先生|女士|想|要|来|他|她|我|男|女|\d|[A-Z])/;
// Characters that begin a name of nobody: 我叫了拖车, 车主是我老公.
const NEVER_INSIDE =
  /[了的吗呢吧我你他她它们这那哪什么怎没不要想请帮给把被说在于是有就都也还很太能会可对错改换填写问打撞追赔险号票钱费话]|公司|司机|修车|保单|我车|车|[一二三四五六七八九十两几]个|先生|女士|小姐|师傅|经理|老师/u;
/** 李想, 陈可, 刘能: behind 我叫 and before a comma, most of those are given names too. */
const SURELY_NEVER =
  /[了的吗呢吧我你他她它们这那哪什么怎没不要给把被打撞追赔险号票钱费话车人]|公司|先生|女士|小姐|师傅|经理|老师|[一二三四五六七八九十两几]个/u;
const CLOSED = /^(?:$|[,。.!?;、])/;
const COMMON_WORDS =
  /^(?:车(?:主|辆|子|祸|牌|险|损|型)|安全|安徽|平安|高速|高兴|高峰|方向|方便|方式|全责|全部|全损|时候|时间|单位|单独|单方|明天|明白|成都|成功|江苏|江西|江湖|温州|常州|常年|金牌|黄牌|黄色|白色|白天|黑色|石头|古代|关于|关系|任何|任意|向前|向后|向左|向右|应该|应急|解决|解释|经常|路口|路边|路段|路上|马上|马路|牛逼|华为|宁波|武汉|温馨|连续|连环|项目|管理|管家|游客|文明|万一|万达|易车|于昨|元旦|初次|初一|房东|封路|边上|司机|党员|雷克|龙湖|林肯|江淮|苏州|郑州|徐州|杭州|广州|金额|金融|空车|梅州|柳州|贺州|荣威|黎明|伤者|向往|陆续|陆地|夏天|冷静|时常|宝马|关门|易损|常规|简单|明显|占道|池州|桂林|景区|连云港|詹姆|单车|应有|费用|顾客|施工|施救|许多|何时|何必|何况|余额|余下|于是|程序|汤臣|石家庄|唐山|邯郸|家属|朋友|同事|沙龙|车队|孙子|孙女|王者|谢绝|付款|付钱|车来|任务|于此|安装|封闭|包括|钱包|常用|时速|简易|花钱|高价|贵司|贵公|余下)/;
const LONELY =
  /^(?:和|跟|就是|叫|是|我是|我叫|姓名|名字|本人|我的名字|车主|车主是|名字是|嗯|那个|[\s:,])*/;

/** Names of people: behind a word that announces one, or alone when one was asked for. */
export function findPersonNames(text: string, isAsked: boolean): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<number>();
  const take = (at: number, isWhole: boolean, isStrong = false): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const name = readName(text, { at, isWhole, isStrong });
    if (name !== undefined) found.push(name);
  };
  for (const cue of text.matchAll(STRONG_CUE)) take(cue.index + cue[0].length, false, true);
  for (const cue of text.matchAll(ROLE_CUE))
    take(cue.index + cue[0].length, !/[是叫为:名]\s?$/.test(cue[0]));
  if (found.length > 0 || /我(?:就)?是|这是|不叫/.test(text)) {
    for (const cue of text.matchAll(SELF_CUE)) take(cue.index + cue[0].length, true);
  }
  if (found.length === 0 && isAsked) take(LONELY.exec(text)?.[0].length ?? 0, true);
  return found.sort((a, b) => a.start - b.start);
}

interface Place {
  readonly at: number;
  readonly isWhole: boolean;
  /** A word like 我叫 or 姓名 stands before it. */
  readonly isStrong: boolean;
}

/** The longest name at `at` that something ends. `isWhole`: nothing but punctuation may follow, or 的. */
function readName(text: string, { at, isWhole, isStrong }: Place): Found | undefined {
  NAME.lastIndex = at;
  const longest = NAME.exec(text)?.[0];
  if (longest === undefined) return undefined;
  const isForeign = longest.includes('·');
  const isCompound = new RegExp(`^(?:${COMPOUND_SURNAMES})`).test(longest);
  const shortest = isForeign ? longest.length : isCompound ? 3 : 2;
  const ends = isWhole ? /^(?:$|[\s,。.!?;:、()~吧啊]|的|本人|不是|电话|手机|车牌)/ : FOLLOWING;
  for (let length = longest.length; length >= shortest; length -= 1) {
    const name = longest.slice(0, length);
    // Four characters are a name only with a surname of two, or a foreign one.
    if (length > 3 && !isCompound && !isForeign) continue;
    const never =
      isStrong && length <= 3 && CLOSED.test(text.slice(at + length)) ? SURELY_NEVER : NEVER_INSIDE;
    if (never.test(name.slice(1)) || COMMON_WORDS.test(name)) continue;
    if (!ends.test(text.slice(at + length))) continue;
    return { value: name, start: at, end: at + length };
  }
  return undefined;
}
