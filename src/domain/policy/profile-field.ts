import { digitView, foldText } from '../entities/fold.ts';
import { findPlates } from '../entities/plate.ts';
import type { ProfileField } from '../service-request.ts';

/** In this order: `行驶证上的车架号` is about the vehicle, `银行卡的户名` about the account. */
const FIELD_WORDS: readonly (readonly [RegExp, ProfileField])[] = [
  [
    /(?:被保险人|投保人)[^,，。电手地证]{0,4}(?:改|换|变)|过户|车主(?:变|换|改)|转给|卖[给掉了]|二手/,
    'owner',
  ],
  [/银行卡|收款|账[户号]|打款的?卡|卡号|开户/, 'payee_account'],
  [/联系人/, 'contact_person'],
  [/(?:姓名|名字)[^,，。]{0,6}(?:错|不对|改|写成)|(?:改|错)[^,，。]{0,4}(?:姓名|名字)/, 'name'],
  [/车架号?|发动机号?|vin|车型|品牌型号|使用性质|初登/i, 'vehicle'],
  [/身份证|证件/, 'id_number'],
  [/车牌|牌照|号牌|上了?牌|换牌/, 'plate'],
  [/地址|住址|搬家|住处|搬到|搬了/, 'address'],
  [/姓名|名字|改名|户名|写错.{0,2}名/, 'name'],
  [/手机|电话|号码|换号/, 'phone'],
];

/** Which detail the words want changed; the first that is named. */
export function profileFieldIn(said: string): ProfileField | undefined {
  const text = said.replace(/\s+/g, '');
  return FIELD_WORDS.find(([pattern]) => pattern.test(text))?.[1];
}

const ADDRESS_AFTER =
  /(?:地址|住址|搬家|搬)[^,，。;；]{0,6}?(?:改[成为到]|换[成到]|变[成为]|更新[成为]|搬到了?|到了?|是|[:：])\s*([^,，。;；!！?？]{4,100})/;
const ADDRESS_PLACE =
  /[\u4e00-\u9fff].*[省市区县旗镇乡村路街道巷弄号室栋幢楼苑园]|[\u4e00-\u9fff]+\d/;

const ADDRESS_TO = /(?:寄[到往给去]|送到|搬[到去]了?|[住迁]到|住在)\s*([^,，。;；!！?？]{4,100})/;

/** The new address within `地址改成…`; undefined when none is said. */
export function addressIn(said: string): string | undefined {
  const found = (ADDRESS_AFTER.exec(said) ?? ADDRESS_TO.exec(said))?.[1]
    ?.replace(/(?:了|吧|哈|谢谢|麻烦了?)+$/, '')
    .trim();
  return found !== undefined && isAddress(found) ? found : undefined;
}

const ADDRESS_LENGTH_MIN = 5;
const ADDRESS_LENGTH_MAX = 120;

/** True for what may be a postal address: long enough, and with a word of a place in it. */
export function isAddress(text: string): boolean {
  return (
    text.length >= ADDRESS_LENGTH_MIN &&
    text.length <= ADDRESS_LENGTH_MAX &&
    ADDRESS_PLACE.test(text)
  );
}

/** True for the details that a proved customer changes alone; people check papers for all others. */
export function isSelfService(field: ProfileField): field is 'phone' | 'address' {
  return field === 'phone' || field === 'address';
}

const NEW_CUE =
  /(?:现在(?:是|的)?|新(?:的|车牌|号牌|牌照|牌)?(?:是|为|:)?|[换改变上]成?[了为]?|成)\s*$/;

/** Of the plates in `原来沪A12345，现在沪ADF1234` the one that counts from now on. */
export function newPlateIn(said: string): string | undefined {
  const view = digitView(foldText(said));
  const found = findPlates(view);
  return found.length < 2
    ? undefined
    : found.find(({ start }) => NEW_CUE.test(view.slice(0, start)))?.value;
}
