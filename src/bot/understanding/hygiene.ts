import { foldText } from '../../domain/entities/fold.ts';

/** Homophones that voice input and hurry write for our own words. */
const MISSPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[陪培配](?=款|付|钱|偿|案|了没|多少)/g, '赔'],
  [/[理里礼李][陪培配倍赔]/g, '理赔'],
  [/[帐胀]/g, '账'],
  [/定[孙笋]/g, '定损'],
  [/查[看堪]员/g, '查勘员'],
  [/保[按安岸](?=号|了|的|那|进)/g, '报案'],
  [/近度|进渡/g, '进度'],
];

const FILLERS =
  /我(?:有个)?朋友(?:老是?|总是?|都|也|跟我)*[说讲]过?(?=[,你])|那个啥?|就是说|就是那?个|怎么说呢|你知道吧|[嗯呃额哦喔诶欸]+|啊(?=[,。!?\s]|$)|(?<=[,。!?\s]|^)(?:喂+|啊|然后呢?|哎呀?|唉)/g;

/** The text as patterns read it: folded, common misspellings repaired, fillers gone. */
export function readable(text: string): string {
  let out = foldText(text).toLowerCase();
  for (const [wrong, right] of MISSPELLINGS) out = out.replace(wrong, right);
  return out.replace(FILLERS, '').trim();
}

const BOUNDARY = /[,。.!?;、…~]+|\n|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?=另外|顺便|对了.)/;

/** The clauses of a readable text: people say two things in one message. */
export function clausesOf(readableText: string): readonly string[] {
  return readableText
    .split(BOUNDARY)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** A label or an answer without what does not matter: punctuation, spaces, case. */
export function bare(text: string): string {
  return foldText(text)
    .toLowerCase()
    .replace(/[\s,。.!?;:、…~"'“”‘’·]/g, '');
}
