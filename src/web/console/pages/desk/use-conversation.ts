import { pageOf } from '../../../../server/contract/common.ts';
import { conversation } from '../../../../server/contract/conversation.ts';
import { handoff } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { type Handoff, useDesk } from '../../desk-context.tsx';
import { useSession } from '../../session.ts';
import { useRequest } from '../../use-request.ts';

const handoffs = pageOf(handoff);

/** Whose a conversation is, and what I may do with it. */
export type Standing =
  | { readonly kind: 'mine'; readonly handoff: Handoff }
  | { readonly kind: 'wrapping_up'; readonly handoff: Handoff }
  | { readonly kind: 'waiting'; readonly handoff: Handoff }
  | { readonly kind: 'other'; readonly handoff: Handoff }
  | { readonly kind: 'bot' };

/** A conversation and the hand-off that is open in it. */
export function useConversation(conversationId: string) {
  const { mine, waiting } = useDesk();
  const { me } = useSession();
  const about = useRequest(
    `conversation ${conversationId}`,
    (signal) =>
      call({ path: path`/conversations/${conversationId}`, answer: conversation, signal }),
    { reloadOn: (event) => event.kind === 'handoff' && event.conversationId === conversationId },
  );
  const open = useRequest(
    `open handoff ${conversationId}`,
    async (signal) => {
      const { items } = await call({
        path: '/handoffs',
        query: { conversationId, state: 'open', limit: 1 },
        answer: handoffs,
        signal,
      });
      return { handoff: items[0] };
    },
    { reloadOn: (event) => event.kind === 'handoff' && event.conversationId === conversationId },
  );
  const isThis = (handoff: Handoff): boolean => handoff.conversationId === conversationId;
  // The lists are there already when one comes from them: nothing flickers.
  const known = mine.data?.find(isThis) ?? waiting.data?.find(isThis) ?? open.data?.handoff;
  return { about, handoff: known, standing: standingOf(known, me.id), reload: open.reload };
}

/** Whose it is, from the hand-off that is open. */
export function standingOf(handoff: Handoff | undefined, myId: string): Standing {
  if (handoff === undefined) return { kind: 'bot' };
  switch (handoff.state) {
    case 'queued':
    case 'offered':
      return { kind: 'waiting', handoff };
    case 'with_agent':
      return { kind: handoff.agentId === myId ? 'mine' : 'other', handoff };
    case 'wrapping_up':
      return { kind: handoff.agentId === myId ? 'wrapping_up' : 'other', handoff };
    case 'returned':
    case 'closed':
      return { kind: 'bot' };
  }
}
