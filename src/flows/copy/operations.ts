/** What the page “系统” tells those who keep the desk running (server/contract/operations.ts, `warnings`). */
export const operationsCopy = {
  databaseUnreachable: '数据库连接不上，客户暂时得不到答复。请检查数据库是否在运行。',
  databaseSlow: (ms: number) => `数据库应答用了 ${ms} 毫秒，比平时慢，请检查数据库的负载。`,
  deliveriesFailed: (count: number) =>
    `有 ${count} 条消息或通知没有送达，请到“发送记录”查看原因，处理后可以重发。`,
  deliveriesLate: (minutes: number) =>
    `有消息或通知已等待 ${minutes} 分钟仍未发出，请确认后台任务（worker）在运行、对方系统正常。`,
  conversationsUnhandled: (count: number) =>
    `有 ${count} 个会话的消息等待处理。如数字持续不降，请检查服务是否正常。`,
  webhooksDisabled: (count: number) => `有 ${count} 个 Webhook 已停用，不再收到通知。`,
  holidaysUnknown: '还没有录入法定节假日，工作时间会按普通的周一到周日计算。',
  promisesBeyondHolidays: (count: number) =>
    `有 ${count} 件投诉的工作时限已排到未录入节假日的日期，暂按周一至周五计算，录入后会自动重新计算。`,
  holidaysEnd: (day: string) =>
    `法定节假日只录入到 ${day}，请在国务院公布后及时补录，否则之后的工作时间会算错。`,
  modelFailing: (failures: number, calls: number) =>
    `最近 24 小时语言模型调用 ${calls} 次，其中 ${failures} 次失败。客户仍由规则和分类器答复，请检查模型服务。`,
} as const;
