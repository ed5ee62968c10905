import type { z } from 'zod';
import { packet } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { type Loaded, useRequest } from '../../use-request.ts';

export type Packet = z.infer<typeof packet>;

/** What one has to know about the customer of a conversation. */
export function usePacket(conversationId: string): Loaded<Packet> {
  return useRequest(
    `packet ${conversationId}`,
    (signal) =>
      call({ path: path`/conversations/${conversationId}/packet`, answer: packet, signal }),
    {
      reloadOn: (event) =>
        (event.kind === 'handoff' || event.kind === 'note') &&
        event.conversationId === conversationId,
    },
  );
}
