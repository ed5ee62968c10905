/** Parts of the day as people name them. */
export type PartOfDay =
  | 'early_morning'
  | 'morning'
  | 'noon'
  | 'afternoon'
  | 'evening'
  | 'night'
  | 'midnight';

/** Longest first: the first that fits is taken. */
const WORDS: readonly (readonly [part: PartOfDay, words: string])[] = [
  ['early_morning', '凌晨|天没亮|天不亮|拂晓'],
  ['morning', '一大清早|大清早|一大早|清早|清晨|早晨|早上|早间|早起|早高峰|上午|上班|今晨'],
  ['noon', '大中午|中午|正午|晌午|午间'],
  ['afternoon', '后半晌|下午|午后'],
  ['evening', '傍晚|黄昏|傍黑|擦黑|下班|晚高峰'],
  ['midnight', '大半夜|后半夜|下半夜|半夜三更|三更半夜|半夜|深夜|午夜|深更半夜'],
  ['night', '大晚上|晚上|晚间|夜里|夜间|夜晚|前半夜|上半夜'],
];

const PARTS = WORDS.map(([part, words]) => ({ part, pattern: new RegExp(words, 'y') }));

/** Right behind a day one character is enough: 今早, 昨晚, 3号早. */
const SHORT: Readonly<Record<string, PartOfDay>> = {
  晨: 'morning',
  早: 'morning',
  晚: 'night',
  夜: 'night',
};

export interface PartFound {
  readonly part: PartOfDay;
  readonly end: number;
}

/** The part of the day named at `at`. `isAfterDay`: one character is enough. */
export function readPartOfDay(
  text: string,
  at: number,
  isAfterDay: boolean,
): PartFound | undefined {
  for (const { part, pattern } of PARTS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { part, end: at + match[0].length };
  }
  const short = SHORT[text.charAt(at)];
  return isAfterDay && short !== undefined ? { part: short, end: at + 1 } : undefined;
}

/** When it begins, in hours: a part that has not begun is not past. */
export const PART_BEGINS: Readonly<Record<PartOfDay, number>> = {
  early_morning: 0,
  morning: 5,
  noon: 11,
  afternoon: 12,
  evening: 17,
  night: 18,
  midnight: 0,
};

/**
 * The hour meant by `hour` in that part; 24 and more belong to the next day, as 昨晚十二点 does.
 * 昨天半夜一点 is taken for one o'clock of that date, 昨晚一点 for the hour that followed it.
 */
export function hourInPart(hour: number, parts: readonly PartOfDay[]): number {
  const [first, second] = parts;
  if (hour > 12 || first === undefined) return hour;
  if (first === 'night' && (second === 'early_morning' || second === 'midnight')) {
    return hour <= 6 ? hour + 24 : hourInPart(hour, [second]);
  }
  switch (second ?? first) {
    case 'early_morning':
      return hour === 12 ? 0 : hour;
    case 'morning':
      return hour;
    case 'noon':
      return hour >= 1 && hour <= 3 ? hour + 12 : hour;
    case 'afternoon':
    case 'evening':
      return hour < 12 && hour > 0 ? hour + 12 : hour;
    case 'midnight':
      if (hour === 12 || hour === 0) return 24;
      return hour <= 5 ? hour : hour + 12;
    case 'night':
      if (hour === 12 || hour === 0) return 24;
      return hour <= 4 ? hour + 24 : hour + 12;
  }
}
