import { readNumber } from '../number/find-numbers.ts';

/** So many minutes ago: 刚才 is none, 半小时前 thirty. */
export interface MomentSaid {
  readonly minutesAgo: number;
  readonly end: number;
  readonly isApproximate: boolean;
}

const JUST = /刚刚才?|刚才|方才|刚(?=在|把|被|撞|追尾|蹭|刮|剐|出(?:了|事|车|险)|发生|碰)/y;
/** 取消刚才的操作 is about the conversation, unless an accident is told. */
const JUST_ALONE = /刚刚才?(?:$|[,。!])|刚才(?:$|[,。!])/y;
const NOW =
  /(?:现在|此刻|这会儿)(?=.{0,6}(?:撞|追尾|刮|蹭|剐|碰|出事|爆胎|抛锚|熄火|着火|翻车)|(?:人|车|还|就)?(?:都|还)?在?现场|$)/y;
const AGO =
  /(大概|大约|差不多)?(\d{1,3}|[一二两三四五六七八九十]{1,3}|半|几|十几|好几)\s?(来|多)?个?(半)?(多)?(小时|钟头|分钟|刻钟|分)(半)?(?:钟)?(多|左右)?\s?(?:之前|以前|前)(?!面|方|台|排|后)/y;
const UNIT_MINUTES: Readonly<Record<string, number>> = {
  小时: 60,
  钟头: 60,
  刻钟: 15,
  分钟: 1,
  分: 1,
};

/** 刚刚, 刚才, 半小时前, 两个钟头之前. `isEventTold`: 刚才 and 现在 are its time. */
export function readMoment(text: string, at: number, isEventTold: boolean): MomentSaid | undefined {
  for (const pattern of isEventTold ? [JUST, NOW] : [JUST_ALONE]) {
    pattern.lastIndex = at;
    const word = pattern.exec(text)?.[0];
    if (word !== undefined) return { minutesAgo: 0, end: at + word.length, isApproximate: false };
  }
  AGO.lastIndex = at;
  const match = AGO.exec(text);
  if (match === null) return undefined;
  const [whole, about, countText = '', more, half, alsoMore, unit = '', halfAfter, vague] = match;
  const end = at + whole.length;
  const minutes = UNIT_MINUTES[unit] ?? 1;
  if (countText.endsWith('几')) {
    const count = countText === '十几' ? 10 : 0;
    return { minutesAgo: count * minutes, end, isApproximate: true };
  }
  const count = countText === '半' ? 0.5 : (readNumber(countText) ?? 0);
  const isHalf = half !== undefined || halfAfter !== undefined;
  return {
    minutesAgo: Math.round((count + (isHalf ? 0.5 : 0)) * minutes),
    end,
    isApproximate: [about, more, alsoMore, vague].some((word) => word !== undefined),
  };
}
