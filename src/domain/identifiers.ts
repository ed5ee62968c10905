import { foldText } from './entities/fold.ts';

/** The forms of plates, phones, VINs and ID numbers (domain.md 6), and how they are written in the database. */

/** The first character of a plate. */
export const PLATE_PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const LETTER = 'A-HJ-NP-Z';

const PLATE_FORMS: readonly RegExp[] = [
  new RegExp(`^[${PLATE_PROVINCES}][${LETTER}][${LETTER}0-9]{5}$`),
  // New-energy: small and large vehicles.
  new RegExp(`^[${PLATE_PROVINCES}][${LETTER}][A-HJK][${LETTER}0-9]\\d{4}$`),
  new RegExp(`^[${PLATE_PROVINCES}][${LETTER}]\\d{5}[A-HJK]$`),
  new RegExp(`^[${PLATE_PROVINCES}][${LETTER}][${LETTER}0-9]{4}[挂学警港澳领试超]$`),
  new RegExp(`^[${PLATE_PROVINCES}][${LETTER}][${LETTER}0-9]{4}应急$`),
  /^(?:\d{6}使|使\d{6})$/,
  new RegExp(`^WJ[${PLATE_PROVINCES}]?[0-9${LETTER}]{5}$`),
];

/** What people write between the characters of a plate, for a character class: dots of every kind, hyphen, space. */
export const PLATE_SEPARATORS = '\\s.·•・\\-';
const SEPARATED = new RegExp(`[${PLATE_SEPARATORS}]`, 'g');

/** Upper case, half width, no separators. Absent when it is no plate; nothing is guessed (O is not 0). */
export function normalizePlate(text: string): string | undefined {
  const plate = foldText(text).toUpperCase().replace(SEPARATED, '');
  return PLATE_FORMS.some((form) => form.test(plate)) ? plate : undefined;
}

/** Eleven digits of a mobile phone, without country code or separators; a land line with its area code. */
export function normalizePhone(text: string): string | undefined {
  const digits = foldText(text)
    .replace(/[\s.,、()-]/g, '')
    .replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '');
  return isMobile(digits) || /^0\d{9,11}$/.test(digits) ? digits : undefined;
}

/** True for a normalised mainland mobile number: one that short messages reach. */
export function isMobile(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(phone);
}

/** Policy, claim and report numbers are opaque: upper case, half width, no spaces. */
export function normalizeNumber(text: string): string {
  return foldText(text).toUpperCase().replace(/\s/g, '');
}

/** The last four of an ID document, X in upper case. */
export function normalizeIdLast4(text: string): string | undefined {
  const last4 = foldText(text).toUpperCase();
  return /^\d{3}[\dX]$/.test(last4) ? last4 : undefined;
}

const VIN_VALUES: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check character of a VIN (position 9, GB 16735); the character there is ignored. */
export function vinCheckCharacter(vin: string): string {
  const sum = VIN_WEIGHTS.reduce((total, weight, i) => {
    const character = vin.charAt(i);
    return total + weight * (VIN_VALUES[character] ?? Number(character));
  }, 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** True when the form and the check digit are right. Imports warn about a wrong one, and store it. */
export function isVinValid(vin: string): boolean {
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(vin) && vinCheckCharacter(vin) === vin.charAt(8);
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** The eighteenth character of a resident ID number, from the first seventeen digits (GB 11643). */
export function idCheckCharacter(first17: string): string {
  const sum = ID_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number(first17.charAt(i)),
    0,
  );
  return ID_CHECKS.charAt(sum % 11);
}

/** True when the form and the check character of a resident ID number are right. */
export function isIdNumberValid(idNumber: string): boolean {
  return /^\d{17}[\dX]$/.test(idNumber) && idCheckCharacter(idNumber) === idNumber.charAt(17);
}
