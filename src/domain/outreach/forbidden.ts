/** What can be found in the words of a template. Each has its words for authors in flows/copy/push-check.ts. */
export const FINDING_CODES = [
  // Never, in any push.
  'superlative',
  'promised_payout',
  'everything_insured',
  'cash_back',
  'gift_card',
  'insider_price',
  'endorsed',
  'desk_word',
  // Selling in what is not marketing.
  'selling',
  // What marketing must name.
  'product_missing',
  'insurer_missing',
  'label_missing',
  // Tone.
  'joy_at_dragon_boat',
  'age_at_birthday',
  'gift_at_birthday',
  'greeting_on_mourning',
  'pressing',
  // Form.
  'unknown_variable',
  'broken_braces',
  'unknown_action',
  'too_many_actions',
  'own_refusal',
  'sms_long',
  'sms_too_long',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Words that may not stand in some pushes. The pattern is on the text as `normaliseWords` makes it. */
export interface ForbiddenRule {
  readonly code: FindingCode;
  readonly kind: 'blocked' | 'warning';
  readonly pattern: RegExp;
  /** True: they are right in a warning, such as 请警惕“返现”. */
  readonly mayBeWarnedOf?: boolean;
}

/**
 * Barred in every push (domain.md 3.7; 保险销售行为管理办法 18 to 20, 互联网保险业务监管办法 15, 广告法 9). The looks
 * behind and ahead keep what only looks like them: 第一时间, 最低限额, 安全险情.
 */
export const ALWAYS_FORBIDDEN: readonly ForbiddenRule[] = [
  {
    code: 'superlative',
    kind: 'blocked',
    pattern:
      /最(?:低(?!责任限额|限额|投保年龄|的?地方|处|气温|温度|潮位)|便宜|优惠|划算|实惠|好的?(?:保险|车险|险种|产品|服务|公司|选择)|佳(?:保险|车险|险种|产品|服务|选择)|强(?:保障|阵容)|先进|权威|专业|高(?:性价比|品质|保障|赔付|返))|(?:全国|全网|行业|业内|国内|本地|同行|销量|排名|理赔|服务)第一(?!时间|现场|线|次|步)|第一(?:品牌|名|选择)|国家级|世界级|顶级|独一无二|绝无仅有|史无前例|唯一(?:选择|指定)|全网独家/,
  },
  {
    code: 'promised_payout',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern:
      /(?:100%|百分之?百|百分百|保证|承诺|一定|肯定|绝对|必定|包)(?:能|会|可以|给您?|全额|足额)*(?:赔(?!案)|理赔成功|报销|通过核赔)|[必稳]赔|全额赔付|(?:什么|啥|全|都|样样)都?(?:能|给|可以)?赔(?!案)|零拒赔|无忧赔/,
  },
  {
    code: 'everything_insured',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern: /(?<![安保完齐])全险(?!情|种)|全保障|保一切|一切险(?!种)/,
  },
  {
    code: 'cash_back',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern: /返[现佣点利]|返还?(?:保费|现金)|退(?:您)?(?:部分)?佣金?|现金(?:返还|奖励|红包)|回扣/,
  },
  {
    code: 'gift_card',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern:
      /(?:送|赠送?|领取?|得|享)(?:您|你|给您)?(?:[\d一二三四五六七八九十百千万元两]{0,6})(?:油卡|加油卡|油票|加油券|购物卡|超市卡|京东卡|话费|现金|红包|礼品|礼包|手机|行车记录仪)|油卡|购物卡/,
  },
  {
    code: 'insider_price',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern: /内部(?:价|渠道价|折扣|名额|优惠)|员工(?:价|折扣)|底价|特批价/,
  },
  {
    code: 'endorsed',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern:
      /(?:监管|银保监会?|金融监管总?局|政府|国家|官方|保险业?协会|交警)(?:部门|机构|局)?(?:已经?)?(?:认可|认证|推荐|背书|指定|批准推广|担保)/,
  },
];

/** What sells: only marketing may, and no greeting, survey or notice in its clothes (domain.md 3.7, 5.3). */
export const SELLING: readonly ForbiddenRule[] = [
  {
    code: 'selling',
    kind: 'blocked',
    mayBeWarnedOf: true,
    pattern:
      /优惠(?!政策)|折扣|[打享\d一二三四五六七八九]折(?!叠|断|旧|返|射|腾)|特价|立减|满减|直降|秒杀|抢购|抽奖|抽取(?:幸运|大奖)|红包|代金券|优惠券|礼品|礼包|赠品|免费(?:领|送|赠)|限时|限量|仅限今[天日]|名额有限|(?:推荐|建议)您?(?:购买|投保|加保|升级)|(?:升级|增加|提高)(?:您的)?(?:保障|保额)|加保|欢迎(?:投保|购买|选购)|立即(?:投保|购买|下单)|新品上市|热销|超值|性价比|低至|积分(?:翻倍|兑换)/,
  },
];

/** Pressing people: in no class of ours. */
export const PRESSING: readonly ForbiddenRule[] = [
  {
    code: 'pressing',
    kind: 'blocked',
    pattern:
      /(?:最后|仅剩|只剩)(?:[\d一二三四五六七八九十两]{1,3})?(?:一?次)?(?:机会|名额)|错过(?:再等|就没|不再|后悔)|再不.{0,8}就(?:晚|来不及|没)|手慢无|不(?:买|续|投)(?:就)?(?:吃亏|后悔)|(?:马上|即将)(?:涨价|恢复原价)|停售/,
  },
];

/** 端午 is no merry day: one wishes 安康 (domain.md 5.3). */
export const JOY_AT_DRAGON_BOAT: readonly ForbiddenRule[] = [
  { code: 'joy_at_dragon_boat', kind: 'blocked', pattern: /(?:端午|节日|佳节|节)?快乐/ },
];

/** No age and no promise of a gift on a birthday (domain.md 5.3). */
export const AT_BIRTHDAY: readonly ForbiddenRule[] = [
  {
    code: 'age_at_birthday',
    kind: 'blocked',
    pattern:
      /[\d一二三四五六七八九十百两]{1,4}(?:周?岁|大寿)|(?:本命|而立|不惑|知天命|花甲|古稀|耄耋)(?:之?年)?|又(?:长|大|老)了?一岁|芳龄|高寿|年龄|(?:\d|[一二三四五六七八九]){2,4}年(?:出生|生人)|[零〇]{0,1}[0-9]0后/,
  },
  {
    code: 'gift_at_birthday',
    kind: 'blocked',
    pattern: /(?:生日)?(?:礼物|贺礼|蛋糕|好礼|惊喜|福利)|送(?:上|出|您)?(?:一?份|大)?礼|礼[品包券]/,
  },
];

/** 清明 and 中元 are for the dead: nobody is wished anything (domain.md 5.3). */
export const ON_MOURNING: readonly ForbiddenRule[] = [
  {
    code: 'greeting_on_mourning',
    kind: 'blocked',
    pattern: /快乐|祝[您你大]|祝福|恭[喜贺祝]|节日|佳节|安康|喜庆|开心|吉祥|(?<!保)平安顺遂/,
  },
];
