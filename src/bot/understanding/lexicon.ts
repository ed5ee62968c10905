/** One thing to look for, and how much it speaks for which intents. */
export interface Feature {
  readonly name: string;
  readonly pattern: RegExp;
  readonly votes: Readonly<Record<string, number>>;
}

/** Names that are no car insurance, or not ours to answer: what looks like a claim there is none of ours. */
export const FOREIGN =
  /社保|医保|医疗保险|医疗险|养老(?:金|保险)|公积金|生育|失业金|工伤|违章|罚单|扣分|罚款|驾照|驾校|科目[一二三四]|年检|年审|车贷|房贷|贷款|信用卡|花呗|借呗|快递|外卖|包裹|物流|订单|退货|运费|淘宝|京东|拼多多|寿险|人寿保险|重疾|健康险|百万医疗|住院险|意外险|旅[游行]险|航班|航延|延误险|宠物|碎屏|股票|基金|理财|天气|车票|机票|火车票|彩票|话费|流量|宽带|水电|工资|奖金|签证|护照|户口|学平险|农险|种植险|养殖险|家财险|雇主责任|分红险|年金险|挂号|体检|门诊报销|报销发票|退税|个税|租房|押金|论文|考试|面试|考研|游戏|快手|抖音/;

/** What a claim of ours is called. */
export const CLAIM_NOUN =
  /理赔|赔案|案子|案件|赔款|赔付|报案|报[的过了]案|报了?个案|立案|定损|查勘|核损|核价|核赔|理算|结案|索赔|事故|出险|追尾|[剐刮]蹭|保险公司?的?(?:赔|钱)|那[个件起次]?(?:单子|案|事故|事儿)|我(?:报|提交|申请)的那|车损|修车|赔偿|我的赔|人伤|赔的钱|赔给我|保险金|维修费|修理费|修[好完]了?|费用|单子|[撞刮]的(?!声)|出的(?:那个)?事|[a-z]{1,5}\d{8,}|[\u4e00-\u9fff][a-z][·. -]?[a-z0-9]{5,6}(?![a-z0-9])|医[药疗]费/;

const PROGRESS =
  /到哪|卡[在到]?哪|在谁|谁在|影子|还[得要]等|追一?下|核出|金额.{0,6}多少|处理中|返[给还]|报[给下]|哪一?步|哪个?(?:环节|阶段|流程|程度)|进度|进展|进行[到得]|咋样|咋个样|怎么?样|[弄办搞走]到|办得|啥情况|什么情况|啥说法|有信|有没?有?(?:消息|结果|回音|动静|下文|着落|眉目|回复)|没有?人(?:联系|理|管|跟)|[了过](?:没有?|吗|么|冇)$|没有?(?:消息|信儿?|结果|动静|下文|回音|进展|着落|人管|回复)|结果[出下]|(?:[好完妥成过批审]|下来|出来|通过|结束|搞定|处理)了?(?:没|吗|么|不|冇)|多久|多长时间|几个?(?:工作日|天|月)|啥时候|什么时候|几时|何时|多会儿|哪天|几天|怎么还|咋还|还没|还不|一直没|迟迟|状态|催|跟进|到头/;

/**
 * Scored features of each intent; a score of 0.6 and more is taken. Issue "It understands…" puts a trained
 * classifier behind the same interface; the patterns that must win then stay here as rules.
 */
export const FEATURES: readonly Feature[] = [
  { name: 'claim noun', pattern: CLAIM_NOUN, votes: { claim_status: 0.4 } },
  { name: 'progress word', pattern: PROGRESS, votes: { claim_status: 0.35 } },
  {
    name: 'asks for a claim',
    pattern:
      /(?:查|看|问|催|了解|跟进).{0,6}(?:理赔|赔案|案件|案子|赔款|定损|报案(?!人))|(?:理赔|案件|赔案|赔款|定损|案子|事故|报案).{0,4}(?:进度|进展|状态|情况|结果)|查询?(?:一下|下|个)?进度|进度查询|^进度$|^查进度/,
    votes: { claim_status: 0.6 },
  },
  {
    name: 'money on its way',
    pattern:
      /(?:钱|款|赔偿|理赔金|保险金|赔付).{0,8}(?:到账|到位|打[给过款了到没]|下来|发[了下放]|付[了款没]|给[我了没]|转[了给账]|收到|[没未]到|没见|影子|返|进账|到了?[没吗])|(?:收到|没收|没见).{0,4}(?:钱|赔款)/,
    votes: { claim_status: 0.7 },
  },
  {
    name: 'payment word',
    pattern: /到账|打款|付款|放款|拨款|打钱|给钱/,
    votes: { claim_status: 0.35 },
  },
  {
    name: 'when will it be paid',
    pattern:
      /(?:多久|几天|啥时候?|什么时候|何时|几时|哪天).{0,3}(?:赔|打钱|给钱|付钱|结案)|没赔|不赔(?!吗)|赔了没|赔[完好]了?[没吗]|赔下来了?[没吗]?/,
    votes: { claim_status: 0.4 },
  },
  {
    name: 'claim number alone',
    pattern:
      /^(?:我的|这个)?(?:报案|赔案|案件|理赔)?(?:编号|号码|号)?(?:是|为|:)*\s*[a-z]{1,5}-?\d{8,}$/,
    votes: { claim_status: 0.3 },
  },
  {
    name: 'slow to pay',
    pattern: /(?:赔|打)(?:个|点)?[钱款]?.{0,3}(?:太|这么|真|好|很|特别|那么)慢/,
    votes: { claim_status: 0.65 },
  },
  {
    name: 'asks for the handler',
    pattern:
      /(?:专员|查勘员|定损员|理赔员|勘查员|定损的|查勘的).{0,8}(?:谁|电话|联系|号码|哪位|没来|还没|不接|不回|没人)|谁在?(?:负责|处理|跟).{0,4}(?:案|理赔|我)|(?:案|理赔).{0,4}谁(?:负责|处理|跟)/,
    votes: { claim_status: 0.65 },
  },
  {
    name: 'what is missing',
    pattern:
      /[差缺少](?:哪些|什么|啥|几样|材料|资料|单证)|(?:材料|资料|单证).{0,4}(?:收[到齐]|齐|够|通过|合格)|(?:材料|资料|单证).{0,10}审/,
    votes: { claim_status: 0.6, claim_documents: 0.2 },
  },
  {
    name: 'handed in',
    pattern: /(?:材料|资料|单证|照片).{0,3}(?:交|传|寄|给|发)[了上过]/,
    votes: { claim_status: 0.3 },
  },
  {
    name: 'how much will it be',
    pattern: /(?:赔|定损|定)了?(?:多少|几多|几个钱)/,
    votes: { claim_status: 0.36, knowledge: 0.2 },
  },
  {
    name: 'stage by name',
    pattern:
      /定损.{0,6}(?:[好完出下没]|结果|了吗)|查勘.{0,4}(?:[完好来]|结果)|审核?(?:[完过好]|通过|批)|批下来|批了没|核[损赔].{0,2}[完过好]|结案了?[没吗]|结了[没吗]/,
    votes: { claim_status: 0.3 },
  },
  {
    name: 'earlier accident',
    pattern:
      /(?:上次|上回|上周|上个?月|之前|前[天几]|昨天|那[个次]|这[个次]).{0,10}(?:[事案单]|撞|追尾|刮|蹭)/,
    votes: { claim_status: 0.15 },
  },
  {
    name: 'wants a claim, new or old',
    pattern: /(?:^|(?:我?要|想|申请|办理?|走)(?:个|一下)?)(?:理赔|索赔)$/,
    votes: { claim_status: 0.1, claim_report: 0.5 },
  },
  {
    name: 'wants to report',
    pattern:
      /(?:要|想|怎么|如何|帮我|给我|现在|来)报个?案(?![号人子])|报个[案险]|^报案[吧啊呀]?$|走保险|(?:刚|刚才|刚刚|现在|正在).{0,8}(?:撞|追尾|[刮剐蹭]|出了?(?:车祸|事故)|淹)|出(?:了|大)?车祸/,
    votes: { claim_report: 0.85 },
  },
  {
    name: 'something happened',
    pattern:
      /(?:撞|追尾|[刮剐]蹭?|蹭|砸|淹|泡|划)(?:了|到|上|坏|在)|出险了|出(?:了|交通)+事故|发生.{0,4}事故|被(?:人|车|.{1,3}车)?(?:撞|追尾|刮|剐|蹭|划|砸|淹|偷|盗)|玻璃.{0,6}[碎裂]|翻车|碰瓷|泡水|水淹/,
    votes: { claim_report: 0.62 },
  },
  {
    name: 'which documents',
    pattern:
      /(?:需要|要|准备|提供|带|提交).{0,6}(?:什么|哪些|啥).{0,4}(?:材料|资料|证件|手续|单据|照片|东西)|(?:材料|资料|手续|证件|单据).{0,6}(?:怎么|哪里|如何|清单|上传|有哪些|寄到)/,
    votes: { claim_documents: 0.7 },
  },
  {
    name: 'complaint by name',
    pattern: /投诉|举报|12378|银保监|金监|监管局|曝光|维权|起诉|消协|12315/,
    votes: { complaint_file: 0.85 },
  },
  {
    name: 'complaint in substance',
    pattern:
      /要个?说法|骗[子人我]|坑[人我]|态度(?:太|很|真|恶劣|[差不])|太差|不满意|找你?们?领导|垃圾公司|骂人/,
    votes: { complaint_file: 0.62 },
  },
  {
    name: 'about a complaint made',
    pattern: /投诉.{0,8}(?:进度|结果|处理|怎么样|到哪|回复|咋样|多久|编号)/,
    votes: { complaint_status: 0.95 },
  },
  {
    name: 'renewal',
    pattern:
      /续保|续费|续[上个一]|报价|投保|买(?:个|份)?(?:车险|保险|商业险|交强险)|保费(?:多少|怎么|贵|涨)|打几折|优惠|多少钱一年/,
    votes: { policy_renewal: 0.75 },
  },
  {
    name: 'policy',
    pattern:
      /保单|保险合同|保额|险种|买了(?:哪些|什么|几个)险?|保险.{0,6}到期|生效|交强险还有效|有没有(?:买|上)/,
    votes: { policy_query: 0.65 },
  },
  {
    name: 'policy papers',
    pattern: /电子保单|保单.{0,4}(?:下载|邮箱|发我)|下载保单|保险?费?发票|开发票/,
    votes: { policy_document: 0.75 },
  },
  {
    name: 'giving up the policy',
    pattern: /退保|退掉?.{0,4}(?:保险|车险|商业险)|保费.{0,4}退|退.{0,2}保费|取消保险/,
    votes: { policy_cancel: 0.85, claim_status: -0.7 },
  },
  {
    name: 'changing a detail',
    pattern:
      /(?:改|换|变更|修改|更新|更换)(?:一下|个|了)?.{0,5}(?:手机|电话|号码|地址|车牌|银行卡|联系人|收款|名字|账户|信息|资料)|过户/,
    votes: { profile_update: 0.7 },
  },
  {
    name: 'broken down',
    pattern:
      /拖车|救援|抛锚|打不着火?|搭[个一下]*电|电瓶没电|没电了|爆胎|胎.{0,2}爆|没油|送油|换备?胎|趴窝|锁车里|陷[进在泥]/,
    votes: { roadside_assistance: 0.75 },
  },
  {
    name: 'no more messages',
    pattern: /退订|拒收|取消(?:订阅|推送)|别再?(?:给我)?发|不要再发|^(?:td|t|r|n)$/,
    votes: { opt_out: 0.85 },
  },
  {
    name: 'what is covered',
    pattern:
      /赔不赔|[能会给]?赔[吗么]|保不保|包不包|属于.{0,6}险|有?什么区别|什么意思|怎么赔|能赔多少|算不算|管不管/,
    votes: { knowledge: 0.65, claim_status: -0.2 },
  },
  { name: 'event', pattern: /车主沙龙|活动报名|报名.{0,4}活动/, votes: { event_signup: 0.7 } },
  { name: 'referral', pattern: /推荐(?:朋友|有礼)|转介绍/, votes: { referral: 0.7 } },
  { name: 'foreign matter', pattern: FOREIGN, votes: { none: 0.9 } },
];

/** Weak signs that stand for another intent when it was found in the same message. */
export const YIELDS: Readonly<Record<string, readonly string[]>> = {
  claim_status: ['claim_report', 'claim_documents', 'knowledge', 'complaint_file', 'policy_query'],
  complaint_status: ['complaint_file', 'claim_status'],
  policy_document: ['policy_query'],
  policy_cancel: ['policy_query', 'policy_renewal', 'claim_status'],
  policy_renewal: ['policy_query'],
  claim_documents: ['claim_report'],
  roadside_assistance: ['claim_report'],
};
