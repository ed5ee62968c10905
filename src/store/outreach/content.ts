import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';

/** What a push of its own says, as it is stored: PushContent (domain/outreach/delivery.ts). */
export const pushContentSchema = z.object({
  text: z.string(),
  taps: z
    .array(z.object({ label: z.string(), commands: z.array(z.custom<JsonObject>(isJsonObject)) }))
    .exactOptional(),
  isScale: z.boolean().exactOptional(),
  smsText: z.string().exactOptional(),
});
