/** What people may see of personal data by default (domain.md 3.5). A reveal is a logged act. */

/** Surnames of two characters that are not a surname of one and a given name. */
const DOUBLE_SURNAMES = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '司徒',
  '令狐',
  '夏侯',
  '长孙',
  '宇文',
  '端木',
  '轩辕',
  '南宫',
  '独孤',
  '申屠',
  '百里',
];

const SHORT_MASK = '***';

/** `张*`, `欧阳*`; of any other script the first letter. */
export function maskName(name: string): string {
  const surname = DOUBLE_SURNAMES.find((double) => name.startsWith(double) && name.length > 2);
  return `${surname ?? [...name][0] ?? ''}*`;
}

/** `138****8000`; anything too short to mask so shows nothing. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, { head: 3, tail: 4 });
}

/** `110***********002X`: the first three and the last four. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length < 10) return SHORT_MASK;
  return `${idNumber.slice(0, 3)}${'*'.repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}

/** `粤B****45`. */
export function maskPlate(plate: string): string {
  return maskMiddle(plate, { head: 2, tail: 2 });
}

/** `LSV**********4847`. */
export function maskVin(vin: string): string {
  if (vin.length < 10) return SHORT_MASK;
  return `${vin.slice(0, 3)}${'*'.repeat(vin.length - 7)}${vin.slice(-4)}`;
}

/** `PDAA****3456`: policy, claim and report numbers. */
export function maskNumber(number: string): string {
  return maskMiddle(number, { head: 4, tail: 4 });
}

/** `4111 **** **** 1111`. */
export function maskBankCard(card: string): string {
  return card.length < 12 ? SHORT_MASK : `${card.slice(0, 4)} **** **** ${card.slice(-4)}`;
}

/** `z***@x.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? SHORT_MASK : `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** Province, city and district are kept: `上海市浦东新区***`. */
export function maskAddress(address: string): string {
  const region = /^(?:[^省市区县]{2,8}(?:省|自治区|市|区|县|旗)){1,3}/u.exec(address);
  return `${region?.[0] ?? ''}${SHORT_MASK}`;
}

/** Month and day are all we hold; not even those show. */
export function maskBirthday(): string {
  return '**-**';
}

function maskMiddle(text: string, keep: { readonly head: number; readonly tail: number }): string {
  if (text.length <= keep.head + keep.tail) return SHORT_MASK;
  return `${text.slice(0, keep.head)}****${text.slice(-keep.tail)}`;
}

interface TextMask {
  readonly pattern: RegExp;
  readonly mask: (found: string, written: string) => string;
}

const PLATE =
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\\- ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领试超]';

const ID_NUMBERS = { pattern: /(?<![A-Z0-9])\d{17}[\dX](?![A-Z0-9])/g, mask: maskIdNumber };
const PHONES = {
  pattern: /(?<!\d)1[3-9]\d(?:[ -]?\d){8}(?!\d)/g,
  mask: (found: string) => maskPhone(digitsOf(found)),
};
const PLATES = { pattern: new RegExp(PLATE, 'g'), mask: maskPlate };

/** In this order, because an ID number also looks like the start of a card number, and so on. */
const TEXT_MASKS: readonly TextMask[] = [
  ID_NUMBERS,
  { pattern: /(?<![A-Z0-9])[A-Z]{2,6}\d{8,}[A-Z0-9]*(?![A-Z0-9])/g, mask: maskNumber },
  { pattern: /(?<![A-Z0-9])(?=[A-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])/g, mask: maskVin },
  { pattern: /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g, mask: maskCardLike },
  PHONES,
  PLATES,
  { pattern: /[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}/g, mask: (_, written) => maskEmail(written) },
];

/** What names a person in a reference; the number of a recording or a waybill is what it is for. */
const REFERENCE_MASKS: readonly TextMask[] = [ID_NUMBERS, PHONES, PLATES];

/** Free text with everything that looks like personal data masked; full-width and lower-case forms too. */
export function maskText(text: string): string {
  return maskBy(TEXT_MASKS, text);
}

/** A reference that people wrote, such as `拨打 138****8000，录音 SH20261123001`: its own number stays readable. */
export function maskReference(text: string): string {
  return maskBy(REFERENCE_MASKS, text);
}

function maskBy(masks: readonly TextMask[], text: string): string {
  let shown = text;
  for (const { pattern, mask } of masks) {
    // Matched on a copy of the same length, so that the rest keeps the writer's own characters.
    const folded = fold(shown);
    let out = '';
    let from = 0;
    for (const match of folded.matchAll(pattern)) {
      const end = match.index + match[0].length;
      out += shown.slice(from, match.index) + mask(match[0], shown.slice(match.index, end));
      from = end;
    }
    shown = out + shown.slice(from);
  }
  return shown;
}

/** Half width and upper case, character by character, so that positions stay. */
function fold(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charAt(i);
    const folded = unit.normalize('NFKC').toUpperCase();
    out += folded.length === 1 ? folded : unit;
  }
  return out;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** Long numbers are masked whether or not they pass Luhn: a report number is nobody's business either. */
function maskCardLike(found: string): string {
  const digits = digitsOf(found);
  return isLuhnValid(digits) ? maskBankCard(digits) : maskNumber(digits);
}

/** Check digit of a bank card (ISO/IEC 7812-1 annex B). */
export function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
