import { seeded } from '../src/bot/understanding/classifier/seeded.ts';
import { readingOf } from '../src/domain/reading.ts';

const SEED = 20_260_612;

/** Talk around a matter as people talk; none of it is what the classifier was trained with. */
const WRAPPINGS: readonly ((text: string) => string)[] = [
  (text) => `喂那个就是说我想问一下啊${text}嗯对`,
  (text) => `你好，在吗，${text}`,
  (text) => `我是你们老客户了，买了好几年保险了，${text}，谢谢啊`,
  (text) => `不好意思啊我这边风大你听得到吗就是我今天刚下班${text}你帮我弄一下好吧麻烦了`,
  (text) => `师傅您好我姓王，是这样的，我也不太会用手机，${text}，您看行不行`,
];

/** The text inside somebody's small talk; which, follows from the row. */
export function pad(text: string, row: number): string {
  return WRAPPINGS[row % WRAPPINGS.length]?.(text) ?? text;
}

/** Replaces a share of the Chinese characters by others of the same toneless reading that `pool` uses. */
export function makeHomophones(pool: Iterable<string>): (text: string, share: number) => string {
  const byReading = new Map<string, string[]>();
  for (const char of new Set([...pool].join(''))) {
    const reading = readingOf(char);
    if (reading === char) continue;
    byReading.set(reading, [...(byReading.get(reading) ?? []), char]);
  }
  const random = seeded(SEED);
  return (text, share) =>
    [...text]
      .map((char) => {
        const same = (byReading.get(readingOf(char)) ?? []).filter((other) => other !== char);
        if (same.length === 0 || random() >= share) return char;
        return same[Math.floor(random() * same.length)] ?? char;
      })
      .join('');
}
