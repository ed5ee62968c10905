import { z } from 'zod/mini';

/** What the insurer's site (embed.js) tells the page in its frame. */
export const toPageSchema = z.discriminatedUnion('kind', [
  /** The answer to `ready`. */
  z.object({ kind: z.literal('careline:hello'), identityToken: z.optional(z.string()) }),
  z.object({ kind: z.literal('careline:identify'), identityToken: z.string() }),
  z.object({ kind: z.literal('careline:shown'), isOpen: z.boolean() }),
]);

export type ToPage = z.infer<typeof toPageSchema>;

/** What the page tells embed.js. Holds nothing of the conversation but a count. */
export type ToHost =
  | { readonly kind: 'careline:ready' }
  | { readonly kind: 'careline:close' }
  | { readonly kind: 'careline:unread'; readonly count: number };
