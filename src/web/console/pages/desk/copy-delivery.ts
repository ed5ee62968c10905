/** Why a message was not sent, or not by its channel, by the outbox row's reason. */
const REASONS: Readonly<Record<string, string>> = {
  window_closed: '客户太久没有来信，微信不允许再发',
  quota: '微信允许的条数已用完，等客户再来信',
  code_expired: '微信的发送凭证已过期',
  user_gone: '客户已取消关注或拒收',
  person_has_it: '会话正由微信里的客服接待',
  session_ended: '微信里的会话已结束，等客户再来信',
  told_by_template: '已改用模板消息通知客户',
  told_by_subscription: '已改用订阅通知告知客户',
  told_by_sms: '已改用短信通知客户',
  told_by_web: '已改在网页会话里告知客户',
  not_for_channel: '该渠道不显示这类消息',
  file_gone: '文件已不存在',
  no_account: '该微信账号已停用',
  no_address: '没有可用的收信地址',
  timeout: '对方没有答复，不确定是否送达',
  sender_died: '发送时中断，不确定是否送达',
};
const PARTLY = 'partly_';

/** In words where we have some, else the code that the channel gave. */
export function deliveryWhy(reason: string): string {
  const isPartly = reason.startsWith(PARTLY);
  const code = isPartly ? reason.slice(PARTLY.length) : reason;
  const why = REASONS[code] ?? code;
  return isPartly ? `只发出了一部分：${why}` : `原因：${why}`;
}
