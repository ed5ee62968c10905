import type { ComplaintCategory } from '../../domain/complaint/record.ts';

/** domain.md 2.3, in customers' words. */
export const CATEGORY_TITLES: Readonly<Record<ComplaintCategory, string>> = {
  'CLAIM.DELAY': '理赔时效慢',
  'CLAIM.ASSESS_AMOUNT': '定损金额',
  'CLAIM.LIABILITY': '保险责任认定',
  'CLAIM.REPAIR_SHOP': '修理厂和维修质量',
  'CLAIM.DOCS': '理赔材料',
  'CLAIM.SURVEY': '现场查勘',
  'CLAIM.INJURY': '人伤赔偿',
  'CLAIM.PAYMENT': '赔款支付',
  'CLAIM.SUBROGATION': '代位求偿',
  'CLAIM.THIRD_PARTY': '第三方赔偿',
  'CLAIM.TOTAL_LOSS': '全损和残值',
  'SALES.MISLEAD': '销售误导',
  'SALES.NO_DISCLOSURE': '没有说明免责内容',
  'SALES.BUNDLE': '搭售附加险',
  'SALES.AUTO_RENEW': '未经同意续保',
  'SALES.GIFT': '承诺未兑现',
  'SALES.TELEMARKETING': '推销电话骚扰',
  'UW.REFUSE_CI': '拒绝或拖延承保',
  'UW.PREMIUM': '保费计算',
  'UW.INFO_ERROR': '保单信息错误',
  'UW.POLICY_DELIVERY': '保单和发票',
  'CHANGE.SURRENDER_FEE': '退保费用',
  'CHANGE.SURRENDER_DELAY': '退保办理慢',
  'CHANGE.ENDORSE': '保单变更',
  'SERVICE.ATTITUDE': '服务态度',
  'SERVICE.UNREACHABLE': '联系不上',
  'SERVICE.WRONG_INFO': '解释有误或推诿',
  'SERVICE.BOT': '智能客服',
  'SERVICE.RESCUE': '救援和增值服务',
  'PRIVACY.LEAK': '个人信息泄露',
  'PRIVACY.OVERCOLLECT': '过度收集信息',
  'PRIVACY.SPAM': '拒收后仍被打扰',
  'PRIVACY.RIGHTS': '个人信息查询和删除',
  OTHER: '其他',
};

/** What to choose a category from, group by group. */
export const COMPLAINT_GROUPS = [
  {
    label: '理赔快慢和材料',
    words: ['理赔慢', '时效', '材料', '查勘', '打款', '到账'],
    categories: ['CLAIM.DELAY', 'CLAIM.PAYMENT', 'CLAIM.DOCS', 'CLAIM.SURVEY'],
  },
  {
    label: '定损、责任和维修',
    words: ['定损', '责任', '拒赔', '维修', '修理厂', '人伤', '全损'],
    categories: [
      'CLAIM.ASSESS_AMOUNT',
      'CLAIM.LIABILITY',
      'CLAIM.REPAIR_SHOP',
      'CLAIM.INJURY',
      'CLAIM.THIRD_PARTY',
      'CLAIM.SUBROGATION',
      'CLAIM.TOTAL_LOSS',
    ],
  },
  {
    label: '销售和推销',
    words: ['销售', '误导', '推销', '搭售', '赠品', '自动续保'],
    categories: [
      'SALES.MISLEAD',
      'SALES.NO_DISCLOSURE',
      'SALES.BUNDLE',
      'SALES.AUTO_RENEW',
      'SALES.GIFT',
      'SALES.TELEMARKETING',
    ],
  },
  {
    label: '投保、保费和保单',
    words: ['保费', '保单', '发票', '承保', '拒保'],
    categories: ['UW.REFUSE_CI', 'UW.PREMIUM', 'UW.INFO_ERROR', 'UW.POLICY_DELIVERY'],
  },
  {
    label: '退保和变更',
    words: ['退保', '批改', '过户'],
    categories: ['CHANGE.SURRENDER_FEE', 'CHANGE.SURRENDER_DELAY', 'CHANGE.ENDORSE'],
  },
  {
    label: '服务',
    words: ['态度', '联系不上', '机器人', '救援'],
    categories: [
      'SERVICE.ATTITUDE',
      'SERVICE.UNREACHABLE',
      'SERVICE.WRONG_INFO',
      'SERVICE.BOT',
      'SERVICE.RESCUE',
    ],
  },
  {
    label: '个人信息',
    words: ['隐私', '泄露', '信息'],
    categories: ['PRIVACY.LEAK', 'PRIVACY.SPAM', 'PRIVACY.OVERCOLLECT', 'PRIVACY.RIGHTS'],
  },
  { label: '其他', words: [], categories: ['OTHER'] },
] as const satisfies readonly {
  readonly label: string;
  readonly words: readonly string[];
  readonly categories: readonly ComplaintCategory[];
}[];
