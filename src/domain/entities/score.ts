import type { Found } from './fold.ts';
import { readNumber } from './number/find-numbers.ts';

/** A rating, with the scale when it was said: 满分10分我给8分. */
export interface Score {
  readonly value: number;
  readonly scaleMax?: number;
}

const NUMBER = '\\d{1,3}(?:\\.\\d)?|[零〇一二两三四五六七八九十]{1,3}(?:点[一二三四五六七八九])?';
// Without 打 or 给, 三点五分 is a time.
const WHOLE = '(?:\\d{1,3}|[零〇一二两三四五六七八九十]{1,3})';
const UNIT =
  '(?:分(?!钟|之|公司|店|期|局|支|析|开|歧|钱|行|布|数|别|到|秒)|颗?星半?(?!期|级|手|座|巴|辰)|星级)';
/** 态度十分恶劣, 十分满意: very. */
const VERY = '(?!十分(?!$|[,。.!?;、~ 吧啊呢哈嘛了]|好评|满分|给))';
const CUED = new RegExp(
  `(?:打|给|选|评|评价|评分|打分|得分|分数|满意度|推荐度?|评个|顶多|最多|只值|就值|服务|速度|态度|质量|整体|总体)(?:了|个|你们?|他们?|她|您|是|为|:|我|就|只|能|一个|上|给|的|服务|态度|也就|打|\\s)*${VERY}(${NUMBER})\\s?${UNIT}`,
  'g',
);
const BARE = new RegExp(
  `(?<=^|[,。.!?;、~ ]|是)(${WHOLE}(?:\\.\\d)?)\\s?${UNIT}(?=$|[,。.!?;、~ 吧啊呢哈嘛]|好评|差评)`,
  'g',
);
/** 评分 4, 打分:3, 打个9吧: a rating without 分. */
const WITHOUT_UNIT =
  /(?:(?:评分|打分|得分|满意度|推荐度)(?:[是为给打:\s]|我|就)*|打个\s?)(10|\d(?:\.5)?|[零一二三四五六七八九十])(?=$|[,。!?;~ 吧])/g;
/** Points on a driving licence are no rating. */
const PENALTY = /(?:驾照|驾驶证|违章|违法|扣|罚|考|记(?!得))[^,。!?;]{0,8}$/;
const FULL_SCALE = new RegExp(`(?:满分|总分)(?:是|为|就是)?(${NUMBER})分|(${NUMBER})分(?:满分|制)`);
const FULL = /满分/;
const ANSWER = new RegExp(
  `^(?:我|就|那|嗯|给|打|评|个|选|你们?|是|了|[, ])*(${NUMBER})\\s?(?:分|颗?星)?(?:吧|啊|呢|哈|了|嘛|[,。.!~ ]|$)`,
);
const ASKED_TEN = /^(?:我|就|给|打)*十分/;
/** 满分 without a scale is five, the scale of the questionnaires (domain.md 7), unless the context says another. */
const SCALE_MAX = 5;
/** 0 to 10 are ratings by themselves; more only with a word like 打. */
const BARE_SCORE_MAX = 10;
const SCORE_MAX = 100;
const STARS_MAX = 5;

export interface ScoreContext {
  readonly isAsked: boolean;
  readonly scaleMax?: number | undefined;
}

/** Ratings in simplified text. 十分满意 is only one when a rating was asked for. */
export function findScores(text: string, context: ScoreContext): readonly Found<Score>[] {
  if (!context.isAsked && !/[分星]|满意度|推荐度|打个/.test(text)) return [];
  const scale = FULL_SCALE.exec(text);
  const said = scale === null ? undefined : readNumber(scale[1] ?? scale[2] ?? '');
  const rest =
    scale === null
      ? text
      : text.slice(0, scale.index) +
        ' '.repeat(scale[0].length) +
        text.slice(scale.index + scale[0].length);
  const extra = said === undefined ? {} : { scaleMax: said };
  const found = findRatings(rest, context).map((score) => ({
    ...score,
    value: { ...extra, ...score.value },
  }));
  if (found.length > 0) return found;
  const full = FULL.exec(text);
  if (full === null || /[扣没不].{0,2}$/.test(text.slice(0, full.index))) return [];
  const value = said ?? context.scaleMax ?? SCALE_MAX;
  const end = Math.max(
    full.index + full[0].length,
    scale === null ? 0 : scale.index + scale[0].length,
  );
  return [{ value: { value, scaleMax: value }, start: scale?.index ?? full.index, end }];
}

function findRatings(text: string, { isAsked }: ScoreContext): readonly Found<Score>[] {
  const cued = readAll(text, CUED, SCORE_MAX);
  if (cued.length > 0) return cued;
  const plain = readAll(text, WITHOUT_UNIT, BARE_SCORE_MAX);
  if (plain.length > 0) return plain;
  const bare = readAll(text, BARE, BARE_SCORE_MAX);
  if (bare.length > 0 || !isAsked) return bare;
  if (ASKED_TEN.test(text))
    return [{ value: { value: 10 }, start: 0, end: text.indexOf('分') + 1 }];
  const answer = ANSWER.exec(text);
  const value = readNumber(answer?.[1] ?? '');
  if (answer === null || value === undefined || value > BARE_SCORE_MAX) return [];
  const start = answer[0].indexOf(answer[1] ?? '');
  return [{ value: { value }, start, end: start + (answer[1] ?? '').length }];
}

function readAll(text: string, pattern: RegExp, max: number): Found<Score>[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, said = ''] = match;
    const number = readNumber(said);
    const value = number === undefined || !whole.endsWith('星半') ? number : number + 0.5;
    if (PENALTY.test(text.slice(0, match.index))) return [];
    const isStars = whole.includes('星');
    if (value === undefined || value > (isStars ? STARS_MAX : max)) return [];
    const end = match.index + whole.length;
    const start = match.index + whole.lastIndexOf(said);
    return [{ value: { value, ...(isStars ? { scaleMax: STARS_MAX } : {}) }, start, end }];
  });
}
