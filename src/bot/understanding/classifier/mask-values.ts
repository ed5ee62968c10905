const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][a-z][·. -]?[a-z0-9]{4,6}/g;
const MOBILE = /1[3-9]\d{9}/g;
const CASE_NUMBER = /[a-z]{1,5}-?\d{8,}/g;
const HIGHWAY = /[gs]\d{1,4}(?:[\u4e00-\u9fff]{2,4}(?=高速))?/g;
const STAKE = /k\d+(?:\+\d+)?/g;
const NUMBER = /\d+(?:\.\d+)?/g;

/**
 * A readable text in which every plate, phone, case number, road and number is the same one: what
 * they are says something, which they are does not. Rougher than domain/entities on purpose: nothing is read here.
 */
export function maskValues(readableText: string): string {
  return readableText
    .replace(PLATE, 'P')
    .replace(MOBILE, 'H')
    .replace(CASE_NUMBER, 'N')
    .replace(HIGHWAY, 'G')
    .replace(STAKE, 'K')
    .replace(NUMBER, '0');
}
