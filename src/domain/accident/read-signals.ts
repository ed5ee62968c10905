/** Facts beside the questions, taken from what was said and never asked for. */
export const SIGNALS = [
  'is_highway',
  'is_away',
  'alcohol_or_drugs',
  'licence',
  'plate_wrong',
  'other_party_left',
  'intent',
  'dangerous_goods',
  'facility',
  'help_called',
  'unknown_party',
  'police_called',
] as const;
export type Signal = (typeof SIGNALS)[number];

const FACILITIES =
  '(?:护栏|护拦)(?![外后边旁])|栏杆|路灯|灯杆|电线?杆|绿化|花坛|花台|公交站|站牌|站台|隔离[带栏墩桩]|中央隔离|红绿灯|信号灯|交通标志|指示牌|限高|道闸|岗亭|消防栓|收费[亭岛站]|桥墩|围墙|院墙|房子|店铺|[奶茶小]店|卷帘门|大门|道路设施|公共设施';
const HIT = '撞|刮|剐|蹭|碰|冲|压|顶|怼|铲';

const PATTERNS: Readonly<Record<Signal, RegExp>> = {
  is_highway: /高速(?!铁|增)|快速路|高架|(?<![A-Z0-9])[GS]\d{1,4}(?!\d)|K\d{1,4}\+\d/i,
  is_away:
    /(?:到|回|在)家|离开了?现场|已经?(?:离开|开走|开回|走了|到单位)|在(?:修理厂|4s店|汽修|单位|公司)|停在(?:小区|车库|家)/i,
  alcohol_or_drugs:
    /(?<![没不未无][有是]?)(?:酒驾|醉驾|毒驾|喝(?:了|过|多|大)?[点些]?酒|酒[味气]|喝多了|吸毒)/,
  licence:
    /无证驾驶|没有?驾(?:驶)?[证照]|驾[驶]?[证照][^,，。]{0,4}(?:过期|吊销|暂扣|注销|不符)|准驾/,
  plate_wrong: /套牌|假牌|无牌|没挂牌/,
  other_party_left:
    /逃逸|跑[了路掉]|就跑|撞完就|(?:对方|人|他|司机)[^,，。]{0,4}(?:溜了|没影)|(?:对方|他|她|司机|肇事|那车|那人)[^,，。]{0,6}(?:开走|走了|不见|没影)|找不到(?:对方|肇事|是谁|人)|没留(?:条|电话|联系)/,
  intent: /故意(?:撞|别|碾|怼|刮)|蓄意|碰瓷/,
  dangerous_goods: /危险品|危化|油罐|槽罐|液化|化学品|泄漏/,
  facility: new RegExp(
    `(?:${HIT})[^,，。]{0,10}(?:${FACILITIES}|行道树)|(?:${FACILITIES})[^,，。]{0,4}(?:给|被我)?(?:${HIT})?(?:坏|断|倒|弯|塌)|(?:把|将)[^,，。]{0,8}(?:${FACILITIES})[^,，。]{0,4}(?:${HIT}|放倒)`,
  ),
  unknown_party:
    /不知道?(?:是|被)?谁|找不到(?:对方|肇事|人|是谁)|没留[条电联]|早[上晨]?起来|(?:才|就)?发现[^,，。]{0,6}被/,
  help_called:
    /(?:[打拨叫喊][了过]?|已经)[^,，。]{0,3}(?:120|救护车)|救护车[^,，。]{0,4}(?:来|到|在路上|拉)/,
  police_called:
    /(?<!没有?|未|不用|要不要|需要|是否|要|先)(?:已经?)?(?:报了?警(?![了过]?[吗么])|打[了过]?了?122)|(?:交警|警察)[^,，。]{0,4}(?:来了|到了|在|处理|已经|来过|说|定)|认定书|定责/,
};
const NO_POLICE = /(?:没有?|还没|未|不用|不想)报警/;

/** What the words tell: true or false; undefined when they tell nothing of it. */
export function signalIn(signal: Signal, said: string): boolean | undefined {
  if (signal === 'police_called' && NO_POLICE.test(said)) return false;
  return PATTERNS[signal].test(said) ? true : undefined;
}
