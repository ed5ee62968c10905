import { z } from 'zod';
import type { TranscriptMessage } from '../../domain/desk-view.ts';
import { maskText } from '../../domain/mask.ts';
import { field, isJsonObject, type Json } from '../../lib/json.ts';

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
  entities: z.array(z.json()).catch([]).default([]),
  channelData: z.json().optional(),
});

const placeSchema = z.object({
  type: z.literal('Place'),
  geo: z.object({ latitude: z.number(), longitude: z.number() }),
});

/** Text and cards of a stored activity with personal data masked, whoever wrote it. */
export function maskActivity(
  activity: unknown,
): Pick<TranscriptMessage, 'type' | 'text' | 'attachments' | 'place' | 'isTranscribed'> {
  const { type, text, attachments, entities, channelData } = activitySchema.parse(activity);
  const place = entities.map((entity) => placeSchema.safeParse(entity)).find((one) => one.success);
  const isTranscribed = field(field(channelData, 'careline'), 'transcript') === true;
  return {
    type,
    text: typeof text === 'string' ? maskText(text) : null,
    attachments: attachments.map((attachment) => ({
      contentType: attachment.contentType,
      name: attachment.name ? maskText(attachment.name) : null,
      fileId: attachment.fileId ?? null,
      content: maskJson(attachment.content ?? null),
    })),
    ...(place?.data === undefined ? {} : { place: place.data.geo }),
    ...(isTranscribed ? { isTranscribed } : {}),
  };
}

function maskJson(value: Json | undefined): Json {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskJson);
  if (!isJsonObject(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskJson(one)]));
}
