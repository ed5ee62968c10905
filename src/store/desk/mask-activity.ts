import { z } from 'zod';
import type { TranscriptAttachment } from '../../domain/desk-view.ts';
import { maskText } from '../../domain/mask.ts';
import { isJsonObject, type Json } from '../../lib/json.ts';

/** The part of an activity that people at the desk read. */
const activitySchema = z.object({
  type: z.string().catch('message'),
  text: z.string().nullish().catch(null),
  attachments: z
    .array(
      z.object({
        contentType: z.string(),
        name: z.string().nullish(),
        fileId: z.string().nullish(),
        content: z.json().optional(),
      }),
    )
    .catch([])
    .default([]),
});

/** Text and cards of a stored activity with personal data masked, whoever wrote it. */
export function maskActivity(activity: unknown): {
  readonly type: string;
  readonly text: string | null;
  readonly attachments: readonly TranscriptAttachment[];
} {
  const { type, text, attachments } = activitySchema.parse(activity);
  return {
    type,
    text: typeof text === 'string' ? maskText(text) : null,
    attachments: attachments.map((attachment) => ({
      contentType: attachment.contentType,
      name: attachment.name ? maskText(attachment.name) : null,
      fileId: attachment.fileId ?? null,
      content: maskJson(attachment.content ?? null),
    })),
  };
}

function maskJson(value: Json | undefined): Json {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskJson);
  if (!isJsonObject(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskJson(one)]));
}
