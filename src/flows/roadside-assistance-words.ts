import type { RoadsideProblem } from '../domain/service-request.ts';

/** What makes the place where a car stands dangerous. Fire and people who cannot get out are the engine's. */
export const ROAD_DANGERS = ['highway', 'tunnel', 'bend', 'night'] as const;
export type RoadDanger = (typeof ROAD_DANGERS)[number];

const HIGHWAY =
  /高速(?!铁)|快速路|高架|(?<![A-Z0-9])[GS]\d{1,4}(?!\d)|K\s?\d{1,4}(?:\s?\+\s?\d|公里|处|$)|应急车道|匝道|绕城|环线/i;
const DANGER_WORDS: Readonly<Record<Exclude<RoadDanger, 'night'>, RegExp>> = {
  highway: HIGHWAY,
  tunnel: /隧道/,
  bend: /弯道|转弯处|拐弯|急弯|坡顶|盘山|山路/,
};
const NIGHT = /半夜|深夜|凌晨|大晚上|夜里|夜晚|天黑|黑灯瞎火|没有?路灯/;
/** Left the traffic: no question about it has to come first. */
const CALM =
  /在家|[我咱]家|家里|小区|地库|车库|停车[场位]|[公单][司位](?:楼下|院|门口|停车)|服务区|4s店|修理厂|楼下/i;
const NIGHT_FROM_HOUR = 20;
const NIGHT_UNTIL_HOUR = 6;
const SHANGHAI_OFFSET_HOURS = 8;

/** The dangers in what was said so far, and in the hour it was said. */
export function roadDangersIn(said: string, now: Date): readonly RoadDanger[] {
  const found: RoadDanger[] = [];
  for (const danger of ['highway', 'tunnel', 'bend'] as const) {
    if (DANGER_WORDS[danger].test(said)) found.push(danger);
  }
  const hour = (now.getUTCHours() + SHANGHAI_OFFSET_HOURS) % 24;
  const isDark = hour >= NIGHT_FROM_HOUR || hour < NIGHT_UNTIL_HOUR;
  if (NIGHT.test(said) || isDark) found.push('night');
  return found;
}

/** True at home, in a car park and the like, and nothing dangerous beside it. */
export function isCalmPlace(said: string): boolean {
  const isDangerous = Object.values(DANGER_WORDS).some((pattern) => pattern.test(said));
  return CALM.test(said) && (!isDangerous || /服务区/.test(said));
}

/** True on a motorway or the like, where only direction and stake number find a car. */
export function isOnHighway(said: string): boolean {
  return HIGHWAY.test(said) && !/服务区/.test(said);
}

/** The place tells already which side, or where along the road. */
export function tellsDirection(place: string): boolean {
  return /方向|往.{1,8}|去.{1,8}|开往|桩|K\s?\d|\d+公里|[东南西北]行/i.test(place);
}

/** Tried in this order: who asks for a tow gets a tow, whatever is broken. */
const PROBLEMS: readonly (readonly [RoadsideProblem, RegExp])[] = [
  ['tow', /拖车|[拖脱][车走]|拖一下|拖回|拖到|平板|吊车|清障|拉走|拉回|拉到/],
  [
    'stuck',
    /陷(?:进|在|住|到|泥|沙|了)|掉沟|[掉卡]在?[^,，。]{0,4}(?:沟|坑|坎|马路牙)|打滑|托底|出不来|脱困|困境救援/,
  ],
  [
    'locked_out',
    /开锁|钥匙[^,，。]{0,8}(?:锁|忘|丢|落|断|没电)|锁[在了][^,，。]{0,4}(?:车里|里面|里头)|锁车里|门[^,，。]{0,4}打不开|反锁/,
  ],
  [
    'flat_tyre',
    /爆[了个]?胎|[补换]个?备?胎|轮?胎[^,，。]{0,8}(?:爆|瘪|漏|扎|破|坏|没气|鼓包|泄)|没气了|扎[了到]?[^,，。]{0,4}钉/,
  ],
  ['fuel', /没油|缺油|送油|油[^,，。]{0,4}(?:光|空|完|耗尽|见底)|加错油|跑没油|送点?油/],
  [
    'jump_start',
    /搭[个一下]*[电火]|电瓶|亏电|没电|[打点]不着火?|启动不了|发动不了|打火[^,，。]{0,4}(?:没反应|不着)|馈电|充电|不着车/,
  ],
];

/** Help that is said not to be wanted: 不用拖车，搭个电就行. */
const NOT_WANTED =
  /(?:不用|不要|不需要|不是要?|别)(?:再)?(?:叫|派|安排)?[^,，。]{0,2}(?:拖车|搭电|换胎|送油|开锁)/g;

/** Which help the words ask for; undefined when they only say that something is broken. */
export function roadsideProblemIn(said: string): RoadsideProblem | undefined {
  const wanted = said.replace(NOT_WANTED, '');
  return PROBLEMS.find(([, pattern]) => pattern.test(wanted))?.[0];
}

/** Somebody hit something: a report of the accident is offered beside the rescue. */
export function tellsCollision(said: string): boolean {
  return /撞(?!针)|追尾|[刮剐]蹭|蹭到|碰了|翻车|侧翻|出了?(?:车祸|事故)|被(?:撞|追)/.test(said);
}

const CALLED_OFF =
  /(?:不用|不要|不需要|别|取消|撤销|无需)(?:再)?(?:叫|派|来|安排|等)?.{0,4}(?:救援|拖车|来了|派人)|(?:救援|拖车|师傅).{0,4}(?:不用|不要|取消|别)(?:来|了|派|叫)/;
/** 打着双闪 is no engine that runs. */
const SOLVED =
  /已经?(?:能|可以)?(?:打着(?:火|车|了)|着车了|修好|能开了?|能走了|弄好|解决)|自己(?:弄|搞|修)好了|车(?:又|现在)?能开了/;

/** Nobody has to come any more; other help in place of a tow is no such thing. */
export function callsOff(said: string): boolean {
  if (SOLVED.test(said)) return true;
  const otherHelp = roadsideProblemIn(said.replace(/拖车/g, ''));
  return CALLED_OFF.test(said) && otherHelp === undefined;
}

/** A value that is meant to replace what was said before. */
export function isCorrection(said: string): boolean {
  return /不对|不是|错了|说错|改|应该是|其实|更正|搞错|弄错|换成/.test(said);
}

const VAGUE =
  /^(?:[我咱]们?家?|这个?|一个|某个?|地下|露天|小区|公司|单位|马路|商场)*(?:的)?(?:高速(?:公路|路)?|快速路|高架(?:桥)?|国道|省道|隧道|桥|服务区|收费站|加油站|应急车道|匝道|路口|路边|弯道|车库|地库|车位|停车[场位]|小区|公司|单位|商场|超市|家|楼下|门口)(?:[里上下内口边]|里面|上面|门口|中间|附近|旁边|楼下)*$/;

/** A kind of place, and not which one: nobody finds a car 在高速上. */
export function isTooVague(place: string): boolean {
  return VAGUE.test(place);
}

const PLACE_LEAD =
  /^(?:[\s,，。:：]|就|我们?|咱们?|人|车子?|现在|目前|好像|大概|应该|嗯+|那个|喂|你好|是|停?在|地点|位置|到了?|于|坏|抛锚|的)+/u;
const PLACE_TAIL =
  /(?:[\s,，。.!！]|这里|这儿|那里|附近吧|抛锚|趴窝|坏了?|爆[了个]?胎.*|没[油电气].*|[打点]不着.*|熄火.*|走不了.*|动不了.*|拖车.*|需要.*|要.*|想.*|请.*|帮.*|叫.*|救援.*|了|吧|啊|呢)+$/u;
const PLACE_LENGTH_MAX = 120;

/**
 * The place with what finds a car on a motorway: the direction and the stake number that stand around it. `place`
 * alone when the words hold no more of it.
 */
export function fullPlaceIn(place: string, said: string): string {
  const clauses = said.split(/[,，。!！?？;；\n]/).map((clause) => clause.trim());
  const about = clauses.filter(
    (clause) => clause.toUpperCase().includes(place.toUpperCase()) || isWay(clause),
  );
  const full = about
    .map((clause) => clause.replace(PLACE_LEAD, '').replace(PLACE_TAIL, '').trim())
    .filter((clause) => clause !== '')
    .join('，')
    .slice(0, PLACE_LENGTH_MAX);
  return full.length >= place.length && full.toUpperCase().includes(place.toUpperCase())
    ? full
    : place;
}

function isWay(clause: string): boolean {
  return /方向|K\s?\d{1,4}|桩号|\d+公里/i.test(clause);
}
