import type { Packet } from '../../domain/handoff/packet.ts';
import type { HandoffHistory, HandoffItem } from '../../domain/handoff/view.ts';
import type { Page } from '../../domain/page.ts';
import { readHistory } from './handoff-history.ts';
import { findHandoff, type HandoffQuery, listHandoffs } from './handoff-list.ts';
import { type PacketDeps, readPacket } from './read-packet.ts';

export interface HandoffReader {
  list(query: HandoffQuery): Promise<Page<HandoffItem>>;
  find(id: string): Promise<HandoffItem | undefined>;
  history(id: string): Promise<HandoffHistory>;
  packet(conversationId: string): Promise<Packet | undefined>;
}

/** Hand-offs and their packets as the people at the desk read them: masked. */
export function makeHandoffReader(deps: PacketDeps): HandoffReader {
  return {
    list: (query) => listHandoffs(deps, query),
    find: (id) => findHandoff(deps, id),
    history: (id) => readHistory(deps.pool, id),
    packet: (conversationId) => readPacket(deps, conversationId),
  };
}
