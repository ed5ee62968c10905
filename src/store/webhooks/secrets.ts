import { z } from 'zod';
import type { Random } from '../../lib/ids.ts';

/** 48 characters of 5 random bits each: 240 bits, as 48 bytes; Standard Webhooks wants 24 to 64. */
const SECRET_LENGTH = 48;

/** The column `secrets`: newest first, the older one with its end. */
export const secretsSchema = z.array(
  z.object({ value: z.string(), expiresAt: z.iso.datetime().optional() }),
);

/** A new signing secret: `whsec_` and base64. */
export function makeWebhookSecret(random: Random): string {
  return `whsec_${Buffer.from(random.text(SECRET_LENGTH)).toString('base64')}`;
}
