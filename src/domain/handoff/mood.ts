import { foldText, simplify } from '../entities/fold.ts';

/** How a customer sounds. For the colleague who takes over: nothing is decided by it. */
export interface Mood {
  readonly level: 'calm' | 'worried' | 'upset' | 'angry';
  /** What it was heard in, in the customer's own words, newest message first. */
  readonly words: readonly string[];
}

type Tone = 'fear' | 'urge' | 'displeased' | 'anger' | 'thanks';

interface Sign {
  readonly tone: Tone;
  readonly pattern: RegExp;
}

/** Words at the start of a sentence that turn the sign behind them around: 不着急, 没有生气. */
const NOT = '(?<![不没别勿无](?:有|要|用|是|太|怎么)?)';

/** The lexicon. Each match counts once for each message. */
const SIGNS: readonly Sign[] = [
  {
    tone: 'anger',
    pattern: new RegExp(
      `傻[逼比bB]|(?<![a-z])sb(?![a-z])|王八蛋|混蛋|他妈|特么|妈的|去死|狗屁|垃圾|骗子|骗人|诈骗|坑人|坑爹|坑我|黑心|无耻|不要脸|滚(?![动筒珠])|气死|${NOT}(?:忍无可忍|受够|投诉你|举报|曝光|起诉|告你们|维权)|12378|金监局|银保监|律师|找媒体|抖音|黑猫`,
      'gi',
    ),
  },
  {
    tone: 'displeased',
    pattern: new RegExp(
      `${NOT}(?:投诉|生气|失望|不满|敷衍|推诿|踢皮球|推来推去|糊弄|忽悠|态度差|太差|差劲|离谱|无语|过分|扯淡|荒唐|心寒|要个?说法|讲不讲理|不讲理)|不满意|凭什么|什么态度|没人管|不管了吗|答非所问|听不懂人话|说话不算`,
      'g',
    ),
  },
  {
    tone: 'urge',
    pattern: new RegExp(
      `${NOT}(?:催|着急|赶紧|赶快|急用|等不及|拖(?:到|着|了|延))|怎么还|还要(?:等)?多久|到底|几天了|多少天了|[一二三四五六七八九十半两\\d]+个?(?:天|周|星期|月|小时)了|一直没|还没(?:到|消息|人|结果|动静|处理)|没人(?:联系|回|接|理)|又问|第[二三四五六七八九十\\d]+次|都说了|说了多少遍`,
      'g',
    ),
  },
  {
    tone: 'fear',
    pattern: new RegExp(
      `${NOT}(?:害怕|吓(?:死|坏|到|人)|担心|慌|恐怖|崩溃|绝望|难受|睡不着|想哭|心急)|怎么办|怕(?:是|不赔|赔不|出事|有事)|(?<![没未无](?:有)?(?:人|人员)?)(?:受伤|流血|昏迷|骨折|住院)|救命|着火|被困|不想活|活不下去|自杀`,
      'g',
    ),
  },
  {
    tone: 'thanks',
    pattern: /谢谢|多谢|感谢|辛苦|麻烦(?:你|您)了|太好了|好的呢|没关系|不着急|不急|理解/g,
  },
];

/** Messages that a mood is read from: the newest ones, since people calm down. */
const MESSAGES_MAX = 8;
const WORDS_MAX = 6;
/** Points from which a customer is upset, or angry. */
const UPSET_FROM = 2;
const ANGRY_FROM = 5;
const POINTS: Readonly<Record<Tone, number>> = {
  anger: 3,
  displeased: 2,
  urge: 1,
  fear: 0,
  thanks: -1,
};

/** The mood in what a customer wrote, oldest first. Later words weigh more than earlier ones. */
export function readMood(texts: readonly string[]): Mood {
  const recent = texts.slice(-MESSAGES_MAX).reverse();
  const words: string[] = [];
  let points = 0;
  let isAfraid = false;
  for (const [age, text] of recent.entries()) {
    const weight = age < 3 ? 1 : 0.5;
    for (const { tone, word } of signsIn(text)) {
      points += POINTS[tone] * weight;
      isAfraid ||= tone === 'fear';
      if (tone !== 'thanks' && !words.includes(word)) words.push(word);
    }
  }
  return { level: levelOf(points, isAfraid), words: words.slice(0, WORDS_MAX) };
}

function levelOf(points: number, isAfraid: boolean): Mood['level'] {
  if (points >= ANGRY_FROM) return 'angry';
  if (points >= UPSET_FROM) return 'upset';
  return isAfraid || points > 0 ? 'worried' : 'calm';
}

function signsIn(text: string): readonly { readonly tone: Tone; readonly word: string }[] {
  const folded = simplify(foldText(text));
  return SIGNS.flatMap(({ tone, pattern }) =>
    [...new Set([...folded.matchAll(pattern)].map(([word]) => word))].map((word) => ({
      tone,
      word,
    })),
  );
}
