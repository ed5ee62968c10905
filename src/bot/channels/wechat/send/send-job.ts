import { z } from 'zod';
import type { Activity } from '../../../../domain/activity.ts';
import { ATTEMPTS_MAX, type OutboxRow } from '../../../../domain/outbox.ts';
import type { WechatAddress } from '../../../../domain/wechat/account.ts';
import { SEND_PURPOSES, type SendPurpose } from '../../../../domain/wechat/quota.ts';
import type { Id } from '../../../../lib/ids.ts';

/** What an outbox row of a WeChat account asks for. */
export type ReadRow =
  | { readonly kind: 'messages'; readonly job: Omit<SendJob, 'signal'> }
  | { readonly kind: 'handoff'; readonly conversationId: Id<'conversation'> }
  | { readonly kind: 'bad'; readonly reason: string };

/** The messages of one row, on their way to one customer. */
export interface SendJob {
  readonly outboxId: Id<'outbox'>;
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  readonly address: WechatAddress;
  readonly purpose: SendPurpose;
  readonly activities: readonly Activity[];
  readonly createdAt: Date;
  /** The row comes no more after this attempt. */
  readonly isLastAttempt: boolean;
  /** Aborted: nobody waits for the result any more, and the row may be sent by another. */
  readonly signal: AbortSignal;
}

const payloadSchema = z.union([
  z.object({ channelAccount: z.string(), command: z.literal('handoff') }),
  z.object({
    channelAccount: z.string(),
    purpose: z.enum(SEND_PURPOSES).default('reply'),
    activities: z.array(z.custom<Activity>(hasType)),
  }),
]);

const addressSchema = z.object({ userId: z.string().min(1), openKfid: z.string().optional() });

function hasType(value: unknown): boolean {
  return z.looseObject({ type: z.string() }).safeParse(value).success;
}

/** Reads what was stored, which may be of an earlier version or of another kind of channel. */
export function readRow(row: OutboxRow): ReadRow {
  const payload = payloadSchema.safeParse(row.payload);
  if (!payload.success) return { kind: 'bad', reason: 'bad_row' };
  // The key is the conversation's id; a command stands for no message.
  const conversationId = row.message?.conversationId ?? row.orderKey;
  if ('command' in payload.data) return { kind: 'handoff', conversationId };
  const address = addressSchema.safeParse(row.address);
  if (!address.success) return { kind: 'bad', reason: 'no_address' };
  const { userId, openKfid } = address.data;
  const { channelAccount, purpose, activities } = payload.data;
  return {
    kind: 'messages',
    job: {
      outboxId: row.id,
      conversationId,
      channelAccount,
      address: { userId, ...(openKfid !== undefined && { openKfid }) },
      purpose,
      activities,
      createdAt: row.createdAt,
      isLastAttempt: row.attempt >= ATTEMPTS_MAX,
    },
  };
}
