import { z } from 'zod';
import { parseWechatAccounts } from './wechat-accounts.ts';

const ROLES = ['web', 'worker', 'wechat'] as const;
export type Role = (typeof ROLES)[number];

const url = z.url();
const secret = z.string().min(8, 'use at least 8 characters');
const emptyAsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyAsAbsent, schema.optional());

/** 24 to 64 bytes are 32 to 88 characters of base64. */
const WEBHOOK_SECRETS = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}(?: whsec_[A-Za-z0-9+/]{32,86}={0,2})?$/;
const WEBHOOK_SECRETS_HINT = 'must be whsec_ and base64 of 24 to 64 bytes, or two of these';

/** Every key of the environment that we read: meaning, unit, default. */
const environmentSchema = z.object({
  /** TCP port of everything we serve. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  /** Address to listen on. */
  HOST: z.string().default('0.0.0.0'),
  /** Folder of the embedded database, uploaded files and generated secrets. */
  DATA_DIR: z.string().default('./.data'),
  /** PostgreSQL 15+ server; absent: the embedded one in DATA_DIR. */
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')),
  /** Connections of this process to the database. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(4).max(100).default(12),
  /** Redis for BullMQ; absent: BullMQ on PostgreSQL. */
  REDIS_URL: optional(z.string().regex(/^rediss?:\/\//, 'must start with redis://')),
  /** Comma-separated: web, worker, wechat, or all. */
  ROLES: z.string().default('all').transform(parseRoles),
  /** The address customers reach us at, without a trailing slash; absent: taken from each request. */
  PUBLIC_URL: optional(url),
  /** The first administrator; absent: a random password is printed once and kept in DATA_DIR. */
  ADMIN_USERNAME: z.string().min(1).default('admin'),
  ADMIN_PASSWORD: optional(z.string().min(8, 'use at least 8 characters')),
  /** Direct Line secret: opens every conversation, never for a browser. Absent: generated in DATA_DIR. */
  DIRECT_LINE_SECRET: optional(secret),
  /** Shared with the insurer's own site or app, which signs who its visitor is (HS256). Absent: off. */
  IDENTITY_TOKEN_SECRET: optional(secret),
  /** POST target for one-time codes; absent: no codes, the identity check uses documents. */
  SMS_GATEWAY_URL: optional(url),
  /** Bearer token sent to the SMS gateway. */
  SMS_GATEWAY_TOKEN: optional(z.string()),
  /** Where the rescue partner hears of breakdowns (Standard Webhooks). Absent: a person calls a partner. */
  RESCUE_WEBHOOK_URL: optional(url),
  /** Signs it: `whsec_` and base64 of 24 to 64 bytes; two of them, with a space, while it is changed. */
  RESCUE_WEBHOOK_SECRET: optional(z.string().regex(WEBHOOK_SECRETS, WEBHOOK_SECRETS_HINT)),
  /** Webhooks that administrators name: on lets them lead inside a private network, and to plain http. */
  WEBHOOK_ALLOW_PRIVATE: z.enum(['on', 'off']).default('off'),
  /** Key of an OpenAI-compatible model (Qwen, DeepSeek, GLM, one's own). Absent: the desk runs without a model. */
  OPENAI_API_KEY: optional(z.string()),
  /** Where its `chat/completions` is. */
  OPENAI_BASE_URL: z.preprocess(emptyAsAbsent, url.default('https://api.openai.com/v1')),
  OPENAI_MODEL: z.preprocess(emptyAsAbsent, z.string().default('gpt-4.1-mini')),
  /** WeChat accounts: a JSON array, or the path of a file with one (README, "WeChat"). Absent: no WeChat. */
  WECHAT_ACCOUNTS: optional(z.string().transform(parseWechatAccounts)),
  /** Signs the references in QR codes and chat links. Absent: generated in DATA_DIR. */
  WECHAT_SCENE_SECRET: optional(secret),
  /** Signs the links of questionnaires in messages; the same for all machines. Absent: generated in DATA_DIR. */
  LINK_SECRET: optional(secret),
  /** Where an OpenAI-compatible `audio/transcriptions` turns voice into text; absent: customers are asked to type. */
  TRANSCRIPTION_BASE_URL: optional(url),
  TRANSCRIPTION_API_KEY: optional(z.string()),
  TRANSCRIPTION_MODEL: z.preprocess(emptyAsAbsent, z.string().default('whisper-1')),
  /** The emergency stop: off, and nothing is sent to a model whatever else is set. */
  LANGUAGE_MODEL: z.enum(['on', 'off']).default('on'),
  /** Bot Framework registration; absent: /api/messages answers on loopback only, for the Emulator. */
  MICROSOFT_APP_ID: optional(z.string()),
  MICROSOFT_APP_PASSWORD: optional(z.string()),
  MICROSOFT_APP_TENANT_ID: optional(z.string()),
  /** Serve /api/messages without authentication to loopback callers (Emulator). */
  BOT_FRAMEWORK_LOCAL: z.enum(['on', 'off']).default('off'),
  /** Sites that may embed the chat or call Direct Line from a page; comma-separated origins, * for any. */
  ALLOWED_ORIGINS: z.string().default('*'),
  /** What the page shows: the insurer's name, colour (CSS), hotline and logo address. */
  BRAND_NAME: z.string().default('安途车险（演示）'),
  BRAND_COLOR: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'use #rrggbb')
    .default('#1456d9'),
  BRAND_HOTLINE: z.string().default('400-000-0000'),
  BRAND_LOGO_URL: optional(z.string()),
  /** Largest upload in bytes. */
  UPLOAD_BYTES_MAX: z.coerce.number().int().min(1_000_000).default(15_000_000),
  /** Load the demo insurer into an empty database. */
  DEMO: z.enum(['on', 'off']).default('on'),
  /** `serve`: the production start, which refuses the embedded engine, demo data and generated secrets. */
  CARELINE_MODE: z.enum(['start', 'serve']).default('start'),
  /** trace, debug, info, warn, error, fatal, silent. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export type Config = z.infer<typeof environmentSchema>;

/** The settings, or a list of everything that is wrong with them. */
export type ConfigResult =
  | { readonly kind: 'ok'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Reads the environment once. Every problem is reported at once, by name and without its value. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): ConfigResult {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    return {
      kind: 'invalid',
      problems: parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`),
    };
  }
  const { data } = parsed;
  const problems = [
    ...pairProblems(data),
    ...(data.CARELINE_MODE === 'serve' ? productionProblems(data) : []),
  ];
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', config: data };
}

/** An address without a secret would post places and phone numbers that nobody can check. */
function pairProblems({ RESCUE_WEBHOOK_URL, RESCUE_WEBHOOK_SECRET }: Config): string[] {
  return RESCUE_WEBHOOK_URL !== undefined && RESCUE_WEBHOOK_SECRET === undefined
    ? ['RESCUE_WEBHOOK_SECRET: needed with RESCUE_WEBHOOK_URL']
    : [];
}

function productionProblems(config: Config): string[] {
  const problems: string[] = [];
  if (config.DATABASE_URL === undefined) problems.push('DATABASE_URL: needed by npm run serve');
  if (config.DIRECT_LINE_SECRET === undefined)
    problems.push('DIRECT_LINE_SECRET: needed by npm run serve');
  if (config.ADMIN_PASSWORD === undefined) problems.push('ADMIN_PASSWORD: needed by npm run serve');
  if (config.PUBLIC_URL === undefined) problems.push('PUBLIC_URL: needed by npm run serve');
  if (config.RESCUE_WEBHOOK_URL !== undefined && !/^https:/i.test(config.RESCUE_WEBHOOK_URL))
    problems.push('RESCUE_WEBHOOK_URL: must be https:// with npm run serve');
  return problems;
}

function parseRoles(text: string, context: z.RefinementCtx): readonly Role[] {
  if (text === 'all') return ROLES;
  const named = text.split(',').map((part) => part.trim());
  const unknown = named.filter((name) => !ROLES.some((role) => role === name));
  for (const name of unknown)
    context.addIssue(`unknown role "${name}"; known: ${ROLES.join(', ')}, all`);
  return ROLES.filter((role) => named.includes(role));
}
