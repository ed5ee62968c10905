import { foldText } from '../domain/entities/fold.ts';
import { findPhones } from '../domain/entities/phone.ts';
import { findPlates } from '../domain/entities/plate.ts';
import type { Json } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Brought, SlotType } from './flow.ts';

const PLACE_LENGTH_MAX = 120;

/** Where it happened, in words. */
export const placeType: SlotType = {
  name: 'place',
  entity: 'place',
  isFreeText: true,
  check: (value) => {
    const place = typeof value === 'string' ? value.trim() : '';
    if (copy.words.yes.test(place) || copy.words.no.test(place)) return undefined;
    return place.length >= 2 && place.length <= PLACE_LENGTH_MAX ? place : undefined;
  },
  show: String,
};

const GENERIC_PLACE =
  /^(?:在|就在|喺)?(?:高速(?:公路)?|路口|路上|马路|公路|小区|停车场|地库|车库|车位|路边|边边|服务区|收费站|隧道|高架|十字路口|家|门口|(?:我家)?小区(?:门口|楼下)|楼下|单位|公司|红绿灯)[上里内边口]?$/;
/** A motorway and nothing else: hundreds of kilometres. */
const WHOLE_MOTORWAY =
  /^(?:[GS]\d{1,4})?\s?[\u4e00-\u9fff]{0,8}(?:高速(?:公路)?|绕城|环线)[上里]?$/i;
const ON_MOTORWAY = /高速|绕城|环线|收费站|服务区|出口|匝道|(?<![A-Z0-9])[GS]\d{1,4}(?!\d)/i;

/** True for a motorway without the part of it. */
export function isWholeMotorway(place: string): boolean {
  return WHOLE_MOTORWAY.test(place);
}

/**
 * `高速上追尾了` names no place that anybody could find; as the answer to where, it is one. What the answer tells
 * beside the name, such as the direction and the kilometre, belongs to it, and a part of the motorway that was
 * named before stays with its name.
 */
export function foundablePlace(value: Json, { old, said, isAsked }: Brought): Json | undefined {
  const found = String(value);
  if (!isAsked && GENERIC_PLACE.test(found)) return undefined;
  const isMore = typeof old === 'string' && isWholeMotorway(old);
  const place = isAsked || isMore ? wholePlace(found, said) : withWay(found, said);
  const isPart = isMore && !isWholeMotorway(place);
  if (!isPart || place.includes(old)) return place;
  return /不是|不对|错/.test(said) || !isWayOf(place) ? place : `${old} ${place}`;
}

function isWayOf(place: string): boolean {
  return ON_MOTORWAY.test(place) || WAY.test(place);
}

const WAY =
  /^[\s,，的处在]*(?:(?:[往向去朝从由开][^\s,，。;；]{1,8}?(?:方向|行驶|开|[东南西北](?:行|向)?)?|[东南西北]{1,2}(?:行|向|往)|上行|下行|方向)?[\s,，]*(?:在|的)?[K]\s?\d{1,4}(?:\s?\+\s?\d{1,3})?(?:公里|米|处)?(?:附近|左右)?|往[^\s,，。;；]{1,8}方向)/i;

/** The direction and the stake number right behind the name: `G15往南K1200处`. */
function withWay(place: string, said: string): string {
  const at = said.indexOf(place);
  if (at < 0) return place;
  const way = WAY.exec(said.slice(at + place.length))?.[0] ?? '';
  return `${place}${way}`.trim();
}

const LEAD =
  /^(?:[\s,，]|嗯+|哦|就?在?那个|就?在?这个|就?是?在(?!建)|事故地点是?|地点是?|位置是?|大概|好像)+/;
const TAIL = /(?:[\s,，。.!！]|[吧啊呢呀哈了的])+$/;
/** What happened and who did it is no part of where. */
const EVENT =
  /撞|追尾|[刮剐蹭碰]|出的?事|发生|被|没人|我|他|她|对方|车牌|电话|手机|时候|昨|前天|今天|刚|点[钟半多]?|分钟|小时/;
const ANSWER_LENGTH_MAX = 60;

/** The whole answer when it is nothing but a place; otherwise the name with what is said of the way. */
function wholePlace(place: string, said: string): string {
  const answer = said.replace(LEAD, '').replace(TAIL, '');
  const folded = foldText(answer);
  const isOther =
    EVENT.test(answer) || findPlates(folded).length > 0 || findPhones(folded).length > 0;
  const isWhole = answer.length <= ANSWER_LENGTH_MAX && answer.length > place.length && !isOther;
  return isWhole && answer.includes(place) ? answer : withWay(place, said);
}
