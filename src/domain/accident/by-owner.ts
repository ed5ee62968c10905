import { digitView, type Found, foldText } from '../entities/fold.ts';
import { findPhones } from '../entities/phone.ts';
import { findPlates } from '../entities/plate.ts';

/** Whose it is follows from the words in front of it, within its clause and behind the value before. */
const OTHERS =
  /对方|对面|[他她](?:的|们)?(?:[那这]?[个辆台部]?车|是|电话|手机|号码|车牌|叫|也)|前车|后车|前面|后面|肇事|司机|(?<!我[的们]?)那[辆台部]|另[外一]|被$|被一|别人|撞[了上到]+(?:一[辆台部])?$|追尾了?(?:一[辆台部])?$|[蹭刮剐碰]了?(?:一[辆台部])$/;
const OWN = /我[的们家]*(?:是|车|开|牌|电话|手机)?|本车|自己|车主|名下|本人/;
const CLAUSE_END = /[,。;!?]/;

/** Values of one kind: the reporter's own, and those of others. */
export interface ByOwner {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/** The plates of a text by whose they are said to be; nobody's in particular is one's own. */
export function platesIn(text: string): ByOwner {
  return sort(text, findPlates);
}

/** The mobile numbers of a text by whose they are said to be. */
export function phonesIn(text: string): ByOwner {
  return sort(text, findPhones);
}

function sort(text: string, find: (view: string) => readonly Found[]): ByOwner {
  const folded = foldText(text);
  const own: string[] = [];
  const others: string[] = [];
  let from = 0;
  for (const { value, start, end } of find(digitView(folded))) {
    const before = folded.slice(from, start).split(CLAUSE_END).at(-1) ?? '';
    (isOthers(before) ? others : own).push(value);
    from = end;
  }
  return { own, others };
}

/** The later of two owners in the words before a value has it. */
function isOthers(before: string): boolean {
  const other = lastIndex(before, OTHERS);
  return other >= 0 && other >= lastIndex(before, OWN);
}

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(new RegExp(pattern, 'g'))) last = match.index;
  return last;
}
