import { z } from 'zod';
import type { CustomerContact, CustomerIdentity } from '../../domain/customer/view.ts';
import type { PrismaClient } from '../generated/client.ts';

export const modeSchema = z.enum(['bot', 'queued', 'agent']);
export const levelSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

/** The newest contacts that one customer's page shows. */
const CONTACTS_MAX = 20;

/** The channels on which a customer proved who they are. */
export async function readIdentities(
  prisma: PrismaClient,
  customerId: string,
): Promise<readonly CustomerIdentity[]> {
  const rows = await prisma.channelIdentity.findMany({
    where: { customerId },
    orderBy: { createdAt: 'asc' },
    take: CONTACTS_MAX,
  });
  return rows.map((row) => ({
    channelAccount: row.channelAccount,
    level: levelSchema.parse(row.level),
    verifiedAt: row.verifiedAt,
    verifiedBy: row.verifiedBy,
  }));
}

/** The newest conversations of a customer, on whatever channel. */
export async function readContacts(
  prisma: PrismaClient,
  customerId: string,
): Promise<readonly CustomerContact[]> {
  const rows = await prisma.conversation.findMany({
    where: { identity: { customerId } },
    orderBy: [{ lastMessageAt: 'desc' }, { id: 'desc' }],
    take: CONTACTS_MAX,
  });
  return rows.map((row) => ({
    conversationId: row.id,
    channelAccount: row.channelAccount,
    mode: modeSchema.parse(row.mode),
    lastMessageAt: row.lastMessageAt,
    messageCount: row.lastSeq,
    endedAt: row.endedAt,
  }));
}
