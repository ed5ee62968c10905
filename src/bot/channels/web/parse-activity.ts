import { z } from 'zod';
import type { Activity, Attachment } from '../../../domain/activity.ts';
import { isJsonObject, type Json, type JsonObject, textField } from '../../../lib/json.ts';
import { cleanJson, DEPTH_MAX } from './clean-json.ts';
import { isDeskEvent } from './wire.ts';

/** What a client sent, as far as one can tell without storing anything. */
export type ParsedActivity =
  | { readonly kind: 'stored'; readonly activity: Activity; readonly clientActivityId?: string }
  /** Typing and the like: accepted, never stored, starts no turn. */
  | { readonly kind: 'transient' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** The types that make a row and a turn. Everything else is of the moment (directline.md 1.3). */
const STORED_TYPES: ReadonlySet<string> = new Set(['message', 'event']);
const ATTACHMENTS_MAX = 20;
const NAME_LENGTH_MAX = 256;
/** A client's own id of a message; Web Chat's has 10 to 40 characters. */
const CLIENT_ID_LENGTH_MAX = 128;

const optionalText = z.string().nullish();
const optionalName = z.string().max(NAME_LENGTH_MAX).nullish();
const objects = z.array(z.looseObject({})).nullish();
// Known fields of the wrong type are refused here; unknown fields pass untouched.
const activitySchema = z.looseObject({
  type: z.string().min(1).max(64),
  text: optionalText,
  textFormat: optionalText,
  locale: z.string().max(64).nullish(),
  name: optionalName,
  from: z.looseObject({ id: optionalName, name: optionalName }).nullish(),
  channelData: z.looseObject({}).nullish(),
  entities: objects,
  attachmentLayout: optionalText,
  suggestedActions: z
    .looseObject({ actions: objects, to: z.array(z.string()).nullish() })
    .nullish(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string().max(NAME_LENGTH_MAX).nullish(),
        contentUrl: optionalText,
        thumbnailUrl: optionalText,
        name: z.string().nullish(),
      }),
    )
    .max(ATTACHMENTS_MAX)
    .nullish(),
});

/** Ours to mint or the transport's own: never taken from a client. */
const MINTED_KEYS: ReadonlySet<string> = new Set([
  'id',
  'timestamp',
  'channelId',
  'conversation',
  'recipient',
  'replyToId',
  'serviceUrl',
  'callerId',
  'relatesTo',
  'attachments',
  'from',
]);

/**
 * Checks and cleans an activity from a client. `userId`, the token's, overwrites whoever the client says
 * it is; `channelData` stays as it came, so that `clientActivityID` echoes. Never throws.
 */
export function parseActivity(input: unknown, userId: string | undefined): ParsedActivity {
  const json = cleanJson(input);
  if (json === undefined)
    return { kind: 'invalid', problem: `nested deeper than ${DEPTH_MAX} levels` };
  const checked = activitySchema.safeParse(json);
  if (!checked.success || !isJsonObject(json))
    return { kind: 'invalid', problem: firstProblem(checked) };
  const { type } = checked.data;
  if (!STORED_TYPES.has(type) || isDeskEvent(checked.data)) return { kind: 'transient' };
  const kept = Object.entries(json).filter(
    ([key, value]) => !MINTED_KEYS.has(key) && value !== null,
  );
  const activity: Activity = {
    ...Object.fromEntries(kept),
    type,
    from: toSender(json['from'], userId),
    ...(Array.isArray(json['attachments']) && { attachments: toAttachments(json['attachments']) }),
  };
  const clientActivityId = textField(activity.channelData, 'clientActivityID');
  return clientActivityId === undefined || clientActivityId.length > CLIENT_ID_LENGTH_MAX
    ? { kind: 'stored', activity }
    : { kind: 'stored', activity, clientActivityId };
}

function firstProblem(checked: z.ZodSafeParseResult<unknown>): string {
  const issue = checked.error?.issues[0];
  return issue === undefined
    ? 'not an object'
    : `${issue.path.join('.') || 'body'}: ${issue.message}`;
}

function toSender(from: Json | undefined, userId: string | undefined): JsonObject {
  const name = textField(from, 'name');
  return {
    id: userId ?? textField(from, 'id') ?? 'user',
    ...(name !== undefined && name !== '' && { name }),
  };
}

/** A client never names our files: an address would be minted for whoever asks. */
const FILE_KEYS: ReadonlySet<string> = new Set(['fileId', 'thumbnailFileId']);

function toAttachments(attachments: readonly Json[]): readonly Attachment[] {
  return attachments.filter(isJsonObject).map((attachment) => {
    const kept = Object.entries(attachment).filter(
      ([key, value]) => !FILE_KEYS.has(key) && value !== null,
    );
    return {
      ...Object.fromEntries(kept),
      contentType: textField(attachment, 'contentType') ?? 'application/octet-stream',
    };
  });
}
