import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Part of an address and of every `channel_account`: short, and safe in both. */
const account = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'use a-z, 0-9 and -, at most 32');
const callbackToken = z.string().regex(/^[A-Za-z0-9]{3,32}$/, 'use 3 to 32 letters and digits');
const aesKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}$/, 'use the 43 characters of the EncodingAESKey');
const positive = z.number().int().positive();

/** What an account allows for one act of a customer (wechat.md 3.5, 4.5): configurable, since WeChat changed it before. */
const quota = z.object({
  /** Messages in the hours after each message of the customer. */
  messagesMax: positive.default(5),
  messageHours: positive.default(48),
  /** Messages in the minute after a menu tap, a subscription or a scan. */
  actionsMax: positive.default(3),
  actionSeconds: positive.default(60),
  /** Sends that replies leave over, so that news of a claim or a complaint still arrives. */
  keptForNews: z.number().int().min(0).max(3).default(1),
});
export type WechatQuota = z.infer<typeof quota>;

/** A template whose fields are filled with the parts of a piece of news. */
const template = z.object({
  templateId: z.string().min(1),
  /** Field name, such as `thing1`, to what goes there. */
  fields: z.record(z.string(), z.enum(['title', 'caseNo', 'status', 'time', 'hint'])),
});
export type WechatTemplate = z.infer<typeof template>;

/** How news reach a customer whose window is closed, in this order; none: the message is suppressed. */
const FALLBACKS = ['template', 'subscription', 'sms', 'web'] as const;
export type WechatFallback = (typeof FALLBACKS)[number];

const shared = {
  account,
  token: callbackToken,
  quota: z.preprocess((value) => value ?? {}, quota),
  fallbacks: z.array(z.enum(FALLBACKS)).default(['template', 'subscription', 'sms', 'web']),
  /** native: people answer in WeCom or WeChat's own client. console: in ours. */
  handoff: z.enum(['native', 'console']).default('console'),
};

const officialAccount = z.object({
  ...shared,
  kind: z.literal('official-account'),
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  /** plain: clear text; compatible: both come; safe: only encrypted is taken. */
  mode: z.enum(['plain', 'compatible', 'safe']).default('safe'),
  encodingAesKey: aesKey.optional(),
  baseUrl: z.url().default('https://api.weixin.qq.com'),
  template: template.optional(),
  subscription: template.optional(),
  /** Our own menu bar takes the place of the account's at every start of the role `wechat`. */
  menu: z.boolean().default(false),
});
export type OfficialAccountSettings = z.infer<typeof officialAccount>;

const kf = z.object({
  ...shared,
  kind: z.literal('kf'),
  corpId: z.string().min(1),
  secret: z.string().min(1),
  encodingAesKey: aesKey,
  /** The accounts of 微信客服 that belong to this desk; a doorbell of another is not answered. */
  openKfids: z.array(z.string().min(1)).min(1),
  baseUrl: z.url().default('https://qyapi.weixin.qq.com'),
  /** Longest time between two looks without a doorbell, in seconds. */
  pollSeconds: positive.default(300),
});
export type KfSettings = z.infer<typeof kf>;

const wechaty = z.object({
  kind: z.literal('wechaty'),
  account,
  /** A module that exports a puppet as its default or as `PuppetXyz`, such as wechaty-puppet-service. */
  puppet: z.string().regex(/^(@[a-z0-9-]+\/)?[a-z0-9-]+$/),
  /** Handed to the puppet's constructor. */
  options: z.record(z.string(), z.unknown()).default({}),
  /** Automating a personal account breaks WeChat's terms and gets it banned: said out loud, or it does not start. */
  iKnowPersonalAccountsGetBanned: z.boolean().default(false),
  /** Messages a day, a minute, and seconds between two to one person. */
  limits: z.preprocess(
    (value) => value ?? {},
    z.object({
      perDay: positive.default(300),
      perMinute: positive.default(10),
      secondsBetween: z.number().min(0).default(3),
    }),
  ),
});
export type WechatySettings = z.infer<typeof wechaty>;

export type WechatAccount = OfficialAccountSettings | KfSettings | WechatySettings;

const accountsSchema = z
  .array(z.discriminatedUnion('kind', [officialAccount, kf, wechaty]))
  .superRefine((accounts, context) => {
    const seen = new Set<string>();
    for (const [index, one] of accounts.entries()) {
      const name = `${one.kind} ${one.account}`;
      if (seen.has(name)) context.addIssue(`${index}: two accounts are called ${name}`);
      seen.add(name);
      const needsKey = one.kind === 'official-account' && one.mode !== 'plain';
      if (needsKey && one.encodingAesKey === undefined) {
        context.addIssue(`${index}.encodingAesKey: needed unless mode is plain`);
      }
    }
  });

/** The value of WECHAT_ACCOUNTS: JSON, or the path of a file that holds it. */
export function parseWechatAccounts(
  value: string,
  context: z.RefinementCtx,
): readonly WechatAccount[] {
  let json: unknown;
  try {
    json = JSON.parse(/^\s*\[/.test(value) ? value : readFileSync(value, 'utf8'));
  } catch {
    context.addIssue('must be a JSON array, or the path of a file with one');
    return [];
  }
  const parsed = accountsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  // Without the values: there are secrets among them.
  for (const issue of parsed.error.issues) {
    context.addIssue(`${issue.path.join('.')}${issue.path.length > 0 ? ': ' : ''}${issue.message}`);
  }
  return [];
}
