/** The headings of a long menu, in their order. */
export const PAGE_GROUPS = {
  work: '我的工作',
  cases: '业务',
  manage: '管理',
  settings: '设置',
  system: '系统',
} as const;

/** What the pages are called in the menu and on the tab. */
export const PAGE_TITLES = {
  board: '实时看板',
  conversations: '会话记录',
  customers: '客户',
  claims: '赔案',
  policies: '保单',
  reports: '报案',
  complaints: '投诉',
  complaintAnalysis: '投诉分析',
  requests: '服务任务',
  knowledge: '知识库',
  texts: '常用语',
  quality: '质量抽检',
  agents: '账号',
  teams: '班组',
  hours: '服务时间',
  sla: '投诉时限',
  settings: '接待设置',
  apiKeys: 'API 密钥',
  webhooks: '回调',
  deliveries: '发送记录',
  system: '系统状态',
  audit: '审计',
  search: '搜索',
} as const;
