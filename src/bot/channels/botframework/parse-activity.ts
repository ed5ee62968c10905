import { z } from 'zod';
import type { Activity, Attachment } from '../../../domain/activity.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { cleanJson, cleanText } from '../web/clean-json.ts';

/** PostgreSQL stores no NUL, and no channel's ids hold line breaks. */
const externalId = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^\P{Cc}+$/u, 'must not hold control characters');
const account = z.looseObject({
  id: externalId,
  name: z.string().transform(cleanText).nullish(),
});

/** What we need of an activity on the wire; everything else passes through untouched. */
const wireSchema = z.looseObject({
  type: z.string().regex(/^[\w./-]{1,100}$/),
  id: externalId.optional(),
  channelId: z.string().regex(/^[\w.-]{1,50}$/),
  serviceUrl: z.string().min(1).max(2_000),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id: externalId, isGroup: z.boolean().nullish() }),
  locale: z
    .string()
    .regex(/^[a-zA-Z0-9-]{1,35}$/)
    .optional()
    .catch(undefined),
  text: z.string().nullish(),
  name: z.string().nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).nullish(),
  membersAdded: z.array(account).nullish(),
});

/** An activity as a Bot Framework channel posts it. */
export type WireActivity = z.infer<typeof wireSchema>;

export type ParsedWire =
  | { readonly kind: 'ok'; readonly activity: WireActivity }
  | {
      readonly kind: 'invalid';
      readonly problems: readonly { readonly path: string; readonly problem: string }[];
    };

/** Checks a request's body before the SDK sees it, which answers 500 to what lacks a type. */
export function parseWire(body: unknown): ParsedWire {
  const parsed = wireSchema.safeParse(body);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.') || 'body',
      problem: issue.message,
    }));
    return { kind: 'invalid', problems };
  }
  const { type, id } = parsed.data;
  if (type === 'message' && id === undefined) {
    return { kind: 'invalid', problems: [{ path: 'id', problem: 'a message needs an id' }] };
  }
  return { kind: 'ok', activity: parsed.data };
}

/** What we keep of an activity: the fields of our narrow type, cleaned for PostgreSQL; what is nested too deep is left out. */
const KEPT = ['type', 'text', 'textFormat', 'locale', 'name', 'value', 'channelData', 'entities'];

/** Turns an activity on the wire into ours. */
export function toActivity(wire: WireActivity): Activity {
  const kept: Record<string, Json> = {};
  for (const key of KEPT) {
    const clean = cleanJson(wire[key] ?? null);
    if (clean !== undefined && clean !== null) kept[key] = clean;
  }
  const attachments = (wire.attachments ?? []).filter(isContent).map(toAttachment);
  return { ...kept, type: wire.type, ...(attachments.length === 0 ? {} : { attachments }) };
}

/** Teams repeats the text of every message as an attachment of type text/html. */
function isContent(attachment: { readonly contentType: string }): boolean {
  return attachment.contentType !== 'text/html';
}

function toAttachment(wire: {
  readonly contentType: string;
  readonly [key: string]: unknown;
}): Attachment {
  const kept: Record<string, Json> = {};
  for (const key of ['content', 'contentUrl', 'name', 'thumbnailUrl']) {
    const clean = cleanJson(wire[key] ?? null);
    if (clean !== undefined && clean !== null) kept[key] = clean;
  }
  return { ...kept, contentType: wire.contentType };
}

/**
 * Where the conversation is reached outside a request: Bot Framework's conversation reference without the
 * activity it answers, because what we send later answers nothing (directline.md 1.6).
 */
export function toAddress(wire: WireActivity, user: { readonly id: string }): JsonObject {
  return {
    channelId: wire.channelId,
    serviceUrl: wire.serviceUrl,
    conversation: storableObject(wire.conversation),
    bot: storableObject(wire.recipient),
    user: storableObject(user),
    ...(wire.locale === undefined ? {} : { locale: wire.locale }),
  };
}

function storableObject(value: object): JsonObject {
  const clean = cleanJson(value);
  return isJsonObject(clean) ? clean : {};
}

const addressSchema = z.looseObject({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  bot: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }),
  locale: z.string().optional(),
});
export type BotFrameworkAddress = z.infer<typeof addressSchema>;

/** Reads a stored address; undefined when it is none of ours. */
export function parseAddress(value: unknown): BotFrameworkAddress | undefined {
  const parsed = addressSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
