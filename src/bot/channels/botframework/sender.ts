import { z } from 'zod';
import type { Activity } from '../../../domain/activity.ts';
import type { OutboxRow, Sender, SendResult } from '../../../domain/outbox.ts';
import type { Log } from '../../../lib/log.ts';
import type { Connector } from './connector.ts';
import { parseAddress } from './parse-activity.ts';
import { type BotFrameworkMode, findServiceUrlProblem } from './service-url.ts';
import { toWireActivity } from './to-wire-activity.ts';

const payloadSchema = z.object({ activity: z.custom<Activity>(hasType) });

function hasType(value: unknown): boolean {
  return z.looseObject({ type: z.string() }).safeParse(value).success;
}

/** Posts messages to the channel's service. A channel does not drop copies, so what may have arrived stays `unknown`. */
export function makeBotFrameworkSender(deps: {
  readonly connector: () => Promise<Connector>;
  readonly mode: BotFrameworkMode;
  readonly log: Log;
}): Sender {
  return {
    isIdempotent: false,
    send: async (row, signal): Promise<SendResult> => {
      const parsed = readRow(row);
      if (parsed === undefined) return { kind: 'failed', reason: 'bad_row' };
      const { address, activity } = parsed;
      // Checked again: the address was stored, perhaps under another mode.
      if (findServiceUrlProblem(address.serviceUrl, deps.mode) !== undefined) {
        return { kind: 'failed', reason: 'service_url_refused' };
      }
      const connector = await deps.connector();
      const { result, error } = await connector.send(address, toWireActivity(activity), signal);
      if (error !== undefined && result.kind !== 'sent') {
        deps.log.debug({ err: error, outboxId: row.id }, 'a channel took no message');
      }
      return result;
    },
  };
}

function readRow(row: OutboxRow) {
  const payload = payloadSchema.safeParse(row.payload);
  const address = parseAddress(row.address);
  if (!payload.success || address === undefined) return undefined;
  return { address, activity: payload.data.activity };
}
