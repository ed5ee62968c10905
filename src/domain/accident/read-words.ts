import type { AccidentKind, LossKind } from './report.ts';

/**
 * What the words of somebody who reports an accident already say. Each reader answers for its own question and is
 * undefined when the words do not: then it is asked.
 */

const NOBODY_HURT =
  /(?:没[有得]?|无|未|莫得?|冇|冒得?|木有|唔系?)(?:任何|得)?(?:人|人员|谁)?(?:受咗?伤|伤亡|伤到|伤着|伤)|人(?:都|也|倒|是|全)*(?:没(?:事|受伤|伤|啥)|平安|安全|好好的)|没伤[到着]?人|[冇莫冒]得?人?(?:有事|事)|(?:车上|车里)?没人|人员?(?:无恙|平安)/g;
const HURT =
  /受伤|伤了|[擦扭刮碰撞砸划压]伤|流血|出血|骨折|昏迷|晕[倒过]|头破|送(?:去|到|往)?[^,，。]{0,3}医院|去医院|在医院|急诊|住院|[叫打等][^,，。]{0,4}救护车|救护车[^,，。]{0,3}(?:来|到|拉走)|擦破|破皮|头晕|(?:腿|头|腰|脖子|脚|脚杆|手|胸|背|膝盖|胳膊)[^,，。]{0,2}[疼痛酸]|躺在?地|躺着不|碾[了到][^,，。]{0,3}人|卡在(?:座位|车里)|摔[倒伤了]|伤者|伤员|人没了|死亡|死了人|撞[到了着倒道]*(?:一?个|一?位)?(?:人(?!家|行道)|老人|小孩|行人|孩子|老太|大爷|大妈)(?!家?的?车)/;

/** True: somebody is hurt; false: said that nobody is. */
export function injuryIn(said: string): boolean | undefined {
  const rest = said.replace(NOBODY_HURT, '');
  if (HURT.test(rest)) return true;
  return rest === said ? undefined : false;
}

const COUNTS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const HURT_COUNT =
  /(\d{1,2}|[一两二俩三仨四五六七八九十])(?:个|名|位)?(?:人|乘客|伤者|伤员|行人|老人|小孩|孩子)?[^,，。]{0,4}(?:受|擦|扭|轻|重)?伤/;

/** How many are hurt, when a number of people was said. */
export function injuredCountIn(said: string): number | undefined {
  const word = HURT_COUNT.exec(said.replace(NOBODY_HURT, ''))?.[1];
  if (word === undefined) return undefined;
  const count = COUNTS[word] ?? Number(word);
  return count > 0 ? count : undefined;
}

const MULTI =
  /[三3四4五5六6](?:辆|台|部|个)?车(?!道)|[三四五六][辆台]|多车|好几辆|几[辆台]车|连环|多方|三方|三者都/;
const SINGLE_SAID =
  /单方|没有?(?:撞到?|碰到?|蹭到?)?(?:别的|其他|对方|别人|另外的?)(?:人|车|车辆)?|跟别人没关系|就我[一自]|只有我/;
const SINGLE =
  /(?:护栏|护拦)(?![外后边旁])|围栏|栏杆|[围院]?墙|柱子?|石墩|石头|水泥墩|路肩|马路牙|路沿|路牙|花坛|绿化|树|电线杆|灯杆|路灯|道闸|门框|限高|隔离|自己(?:开|撞|碰|刮|蹭|剐|不小心|骑|翻|倒|掉|没)|侧翻|翻[车沟]|沟|掉[进下]|坑|井盖|鹿|狗|猫|牛|羊|鸟|动物|卷帘门|消防栓|桥墩/;
const DOUBLE_SAID =
  /双方|两车|两辆|对方|互撞|相撞|有(?:个|一个)?人(?:开车)?撞|撞了?我就|[后前]头(?:那|一|个|的)?[个辆台]?车|畀人|[跟和与同].{0,8}(?:车|摩托|货柜|公交|出租|的士)/;
const DOUBLE =
  /追尾|追了|前车|后车|前面的?(?:那|一|车)|后面的?(?:那|一|车)|(?:他|她|别人|人家|隔壁|旁边)的?(?:那?[辆台]?)?车|另一?[辆台]|一[辆台]|[被遭](?!划|偷|盗|淹|石|树|冰|狗|砸|泡|困|水|购物)[^,，。]{0,10}(?:撞|追|刮|剐|蹭|碰|顶|怼|别)|电动车|电瓶车|单车|骑车|三轮|自行车|行人|老人|小孩|摩托|大货|货车|公交|出租|大巴|大爷|变道|别我|会车|碰瓷/;

/** Nobody else, one other, or more. */
export function accidentKindIn(said: string): AccidentKind | undefined {
  if (/单方/.test(said)) return 'single';
  if (MULTI.test(said)) return 'multi';
  if (SINGLE_SAID.test(said)) return 'single';
  if (DOUBLE_SAID.test(said) || DOUBLE.test(said)) return 'double';
  return SINGLE.test(said) ? 'single' : undefined;
}

/** Tried in this order: a car on fire after a collision is a fire first. */
const LOSSES: readonly (readonly [LossKind, RegExp])[] = [
  [
    'theft',
    /车子?(?:停[^,，。]{0,10})?[都就也]?(?:被偷|被盗|被人偷|丢了|不见|没影|没了(?!一))|偷(?:走)?了?我的?车(?![里上牌标])|车位空|盗抢|被人?开走/,
  ],
  ['fire', /着火|起火|自燃|烧(?:了|起来|毁|着)|火灾/],
  [
    'water',
    /水淹|泡水|被[水雨]?淹|淹了|淹水|[发进]水了?|涉水|水泡|泡了|泡在水|积水[^,，。]{0,8}(?:熄火|灭)|掉[进到]?[^,，。]{0,3}[河湖塘]/,
  ],
  [
    'glass',
    /(?:挡风|前挡|后挡|车窗|天窗|玻璃)[^,，。]{0,8}(?:裂|碎|砸|炸|破|崩|坏|眼|缝)|(?:砸|崩|打)[^,，。]{0,6}(?:玻璃|天窗|前挡)/,
  ],
  [
    'scratch',
    /划痕|被人?划|划了|划伤|刮花|[停泊]着?[^,，。]{0,14}(?:被|让|给)[^,，。]{0,6}(?:刮|剐|蹭|划|碰|撞)|不知道?(?:是|被)?谁|找不到(?:对方|肇事|人)|没留条/,
  ],
];
/** A crash explains the glass and the scratch that came with it. */
const CRASH = /追尾|相撞|撞(?:了|到|上)|翻车|侧翻/;

/** What happened to the car, when it was no plain collision. */
export function lossKindIn(said: string): LossKind | undefined {
  const found = LOSSES.find(([, pattern]) => pattern.test(said))?.[0];
  if ((found === 'glass' || found === 'scratch') && CRASH.test(said)) return undefined;
  return found;
}

const CANNOT_DRIVE =
  /(?<!门|窗|盖|箱|锁|灯)(?:开|走|动|启动|发动|行驶|移|挪)不(?:了|动|起来?)|不能(?:再)?(?:开(?!门)|走|动|行驶|移动|启动|上路)|没(?:法|办法)(?:开(?!门)|走|动|行驶)|无法(?:行驶|移动|启动|开动|正常行驶)|打不着火?|趴窝|动弹不得|轮子?(?:掉|断|歪)|开不成|冇得开|揸唔到|郁唔到/;
const CAN_DRIVE =
  /(?<!不)(?:能|可以|能够)(?:正常|继续|慢慢|勉强)?(?:开(?!门|票|发)|行驶|走(?!保险)|动(?!机)|移动)|开得(?:了|动|走)|不影响(?:行驶|开|驾驶)|还能开|车能开|揸得|[仲还]开得|车没(?:事|大)/;

/** True: it can be driven; false: it cannot. */
export function drivableIn(said: string): boolean | undefined {
  if (CANNOT_DRIVE.test(said)) return false;
  return CAN_DRIVE.test(said) ? true : undefined;
}

const UNSAFE =
  /不安全|还[在停](?:着)?(?:车道|路中|马路|行车|快车|主路|路上|原地)|路中[间央]|没(?:有)?(?:挪|撤|移)|[在还]在?车[里上]|挪不动|走不开|出不来/;
const SAFE =
  /^(?:我们?|人|都|大家|已经|现在|很|挺|还)*安全[的呢啊]?$|^(?:好[了的]?|嗯|行|是)?[，,\s]*(?:我们?|都|人|已经|大家|全)*(?:出来|下来|下车|撤[出离到]?[来开]?|上来|离开车)了|护栏(?:外|后)|[在喺](?:马?路边|边边|路肩外|人行道)|(?<=[里上下旁外边,，\s很都])安全[的了]?$|(?<!不)安全(?:了|的?(?:地方|位置|地带|区域))|(?:人|都|已经?)[^,，。]{0,6}(?:护栏外|路边|人行道|服务区|停车场|应急)|[挪移开靠停](?:到|在|进)了?[^,，。]{0,4}(?:路边|边上|旁边|停车场|服务区)|已经?(?:撤离|撤出|离开|移开|挪开)/;

/** True: out of the traffic; false: not yet. */
export function safePlaceIn(said: string): boolean | undefined {
  if (UNSAFE.test(said)) return false;
  return SAFE.test(said) ? true : undefined;
}

/** Told of some earlier day: care is due then, and no alarm. */
export function tellsOfThePast(said: string): boolean {
  return PAST.test(said);
}

const PAST =
  /昨|前[天几]|上周|上个?月|之前|当时|那次|去年|住院|出院|治疗|[天周月年]前|[1-9]\d?月\d{1,2}[号日]/;

/** A new car that has no plate yet. */
export function isUnplated(said: string): boolean {
  return /(?:还?没|未|没有)(?:有)?(?:上|挂|办|拿到?|下来?|装)(?:正式)?(?:车?牌|照)|新车[^,，。]{0,6}(?:没|无|未)[^,，。]{0,3}牌|[车牌]照?还没(?:上|下来|办)|临时?(?:车|号)?牌/.test(
    said,
  );
}
