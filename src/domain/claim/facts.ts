import { z } from 'zod';
import { LOSS_ITEM_KINDS } from './record.ts';
import { CLAIM_STATUSES } from './status.ts';
import type { ClaimFacts } from './view.ts';

const fen = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const instant = z.iso.datetime({ offset: true });

/** The facts that stages bring along (domain.md 1.4): checked where they come in and when they are read back. */
export const claimFactsSchema = z.object({
  assessedFen: fen.exactOptional(),
  payableFen: fen.exactOptional(),
  payeeLast4: z
    .string()
    .regex(/^\d{4}$/, 'use the last four digits')
    .exactOptional(),
  missingDocuments: z.array(z.string().min(1).max(100)).max(50).exactOptional(),
  documentsCompleteAt: instant.exactOptional(),
  expectedAt: instant.exactOptional(),
  contactWithinMinutes: z.number().int().min(1).max(10_080).exactOptional(),
  decisionChannel: z.string().min(1).max(50).exactOptional(),
  handlingMode: z.string().min(1).max(50).exactOptional(),
  compulsoryStatus: z.enum(CLAIM_STATUSES).exactOptional(),
  commercialStatus: z.enum(CLAIM_STATUSES).exactOptional(),
}) satisfies z.ZodType<ClaimFacts>;

export const claimHandlerSchema = z.object({
  name: z.string().trim().min(1).max(50),
  phone: z.string().min(3).max(20).exactOptional(),
});

/** The JSON column of an event: its facts, and what else it told about the claim. */
export const storedEventFactsSchema = claimFactsSchema.extend({
  handler: claimHandlerSchema.exactOptional(),
  lossItemKind: z.enum(LOSS_ITEM_KINDS).exactOptional(),
});
