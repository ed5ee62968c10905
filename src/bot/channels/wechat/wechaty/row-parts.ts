import { z } from 'zod';
import type { Activity } from '../../../../domain/activity.ts';
import type { OutboxRow } from '../../../../domain/outbox.ts';
import type { Id } from '../../../../lib/ids.ts';
import { type Block, toBlocks } from '../send/blocks.ts';
import { asText } from '../send/fit-blocks.ts';

/** One message on the wire: puppets have no menus, so taps are numbers in the text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly fileId: Id<'file'>; readonly name: string };

export interface RowParts {
  readonly channelAccount: string;
  readonly userId: string;
  /** None: nothing in the row is for a customer's eyes. */
  readonly parts: readonly Part[];
}

const activity = z.custom<Activity>(
  (value) => z.looseObject({ type: z.string() }).safeParse(value).success,
);
const payloadSchema = z.object({
  channelAccount: z.string(),
  activity: activity.optional(),
  activities: z.array(activity).optional(),
});
const addressSchema = z.object({ userId: z.string().min(1) });

/** What an outbox row says and to whom; undefined when it is none of ours. */
export function partsOf(row: Pick<OutboxRow, 'payload' | 'address'>): RowParts | undefined {
  const payload = payloadSchema.safeParse(row.payload);
  const address = addressSchema.safeParse(row.address);
  if (!payload.success || !address.success) return undefined;
  const {
    channelAccount,
    activity: one,
    activities = one === undefined ? [] : [one],
  } = payload.data;
  const said = activities.filter(({ type }) => type === 'message');
  // As the account that takes any file: wechaty does.
  const blocks = toBlocks(said, { kind: 'kf' });
  const texts = asText(blocks.filter(({ kind }) => kind !== 'media'));
  const parts = [...texts.map((text): Part => ({ kind: 'text', text })), ...blocks.flatMap(fileOf)];
  return { channelAccount, userId: address.data.userId, parts };
}

function fileOf(block: Block): readonly Part[] {
  if (block.kind !== 'media') return [];
  return [{ kind: 'file', fileId: block.fileId, name: block.name }];
}
