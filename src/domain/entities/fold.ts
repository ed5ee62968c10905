/**
 * Full width to half width, one kind of space, no zero-width characters. Case is kept.
 * Note that NFKC also turns `，` into `,` and `：` into `:`; the stored text stays as it was typed.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The traditional characters that matter to what we read, and what they are in simplified writing. */
const TRADITIONAL =
  '週周禮礼點点號号農农曆历後后個个兩两萬万億亿塊块錢钱鐘钟鍾钟時时間间陸陆貳贰負负幾几處处節节慶庆國国陽阳臘腊車车門门場场橋桥庫库樓楼區区縣县鎮镇鄉乡東东環环島岛賠赔報报價价損损墊垫滿满剛刚現现這这們们還还過过圓圆壹壹參叁叄叁倆俩費费賬账帳账給给發发廠厂側侧費费評评顆颗碼码聯联係系繫系駕驾駛驶員员隧隧灣湾廣广業业醫医園园購购機机蘇苏滬沪贛赣雲云遼辽陝陕貴贵寧宁瓊琼晉晋閩闽魯鲁粵粤領领學学';
const SIMPLIFIED = new Map<string, string>();
for (let i = 0; i < TRADITIONAL.length; i += 2) {
  SIMPLIFIED.set(TRADITIONAL.charAt(i), TRADITIONAL.charAt(i + 1));
}

/** The text in simplified writing, as far as our readers need it; positions stay the same. */
export function simplify(folded: string): string {
  let out = '';
  for (let i = 0; i < folded.length; i += 1) {
    const char = folded.charAt(i);
    out += SIMPLIFIED.get(char) ?? char;
  }
  return out;
}

/** How digits are spoken in plates and numbers: 幺 for 1, 洞 for 0, 拐 for 7, 勾 for 9. */
const SPOKEN_DIGITS: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  一: '1',
  幺: '1',
  壹: '1',
  贰: '2',
  叁: '3',
  肆: '4',
  伍: '5',
  陆: '6',
  柒: '7',
  捌: '8',
  玖: '9',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  拐: '7',
  八: '8',
  九: '9',
  勾: '9',
};

/** Voice input writes 幺 as 么 or 腰: 沪A么二三四五. Among digits it is nothing else. */
const MISHEARD_ONE = /(?<=[A-Z0-9] ?)[么腰](?= ?[0-9])|(?<![怎什这那多要])[么腰](?=[3-9][0-9]{3})/g;

/**
 * The text in upper case with every spoken digit as a digit, character by character, so that
 * positions stay the same. Only for looking for runs of digits: `一下` becomes `1下`.
 */
export function digitView(folded: string): string {
  let out = '';
  for (let i = 0; i < folded.length; i += 1) {
    const char = folded.charAt(i);
    const upper = char.toUpperCase();
    out += SPOKEN_DIGITS[char] ?? (upper.length === 1 ? upper : char);
  }
  return /[么腰]/.test(folded) ? out.replace(MISHEARD_ONE, '1') : out;
}

/** A value found in a text, with where it stood (positions in the folded text and all its views). */
export interface Found<Value = string> {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

/** Where something stood. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with the found parts replaced by spaces, so that nothing is read twice. */
export function blankOut(text: string, found: readonly Span[]): string {
  let out = text;
  for (const { start, end } of found) {
    out = out.slice(0, start) + ' '.repeat(end - start) + out.slice(end);
  }
  return out;
}
