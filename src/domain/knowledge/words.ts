import { SYNONYMS } from './synonyms.ts';

/** Words that every question may hold and that say nothing about what is asked. */
const FILLERS =
  /你好|您好|请问一?下?|麻烦问一?下?|我?想问一?下?|问一?下|我?想(?:了解|知道|咨询)一?下?|咨询一?下?|帮我(?:看看|解释|介绍)一?下?|(?:给我)?(?:讲|说|解释|介绍)一下|那个|就是说?|嗯+|哎+|啊|呀|呢|吧|哦|哈|喂|的话|一下|到底|究竟|谢谢/g;

/** Small words between the ones that count; taken out after the synonyms, which may hold them. */
const SMALL_WORDS =
  /是不是|能不能|可不可以|会不会|要不要|有没有|行不行|该不该|用不用|好不好|可以吗|行吗|行不|好吗|是吗|对吗|真的吗|没有?吗|怎么样|怎么办|怎么|如何|什么|哪些|哪个|哪里|哪儿|多少|为什么|为啥|可以|应该|需要|我们|你们|他们|人家|自己|别人|这个|这种|这些|那种|那些|还是|或者|然后|已经|现在|刚才|突然|真的|[吗呢吧呀啊了的得地着过也都就还又才很太再把被让给跟和与在从到向对为里]/g;

/** A text in the one form in which questions and articles are compared: width, case, synonyms, no fillers. */
export function plainWords(text: string): string {
  let said = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
  said = said.replaceAll(FILLERS, ' ');
  for (const [pattern, word] of SYNONYMS) said = said.replaceAll(pattern, word);
  return said;
}

const RUNS = /\p{Script=Han}+|[a-z0-9]+/gu;

/** Adjacent characters of Chinese runs, and every other run whole: `车损险` is 车损 and 损险. */
export function bigramsOf(text: string): readonly string[] {
  const pairs: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    if (/^[a-z0-9]/.test(run) || run.length === 1) pairs.push(run);
    else for (let i = 0; i + 1 < run.length; i++) pairs.push(run.slice(i, i + 2));
  }
  return pairs;
}

/** What a text is indexed and searched by: its characters, and pairs of them. */
export function termsOf(text: string): readonly string[] {
  const plain = plainWords(text).replaceAll(SMALL_WORDS, ' ');
  const characters = plain.match(/\p{Script=Han}/gu) ?? [];
  return [...bigramsOf(plain), ...characters.map((character) => `1${character}`)];
}

/** True for a term that is a single character of a longer run; `1` marks it in the index. */
export function isCharacterTerm(term: string): boolean {
  return term.length === 2 && term.startsWith('1');
}
