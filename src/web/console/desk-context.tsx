import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { z } from 'zod';
import { pageOf } from '../../server/contract/common.ts';
import { deskState, handoff } from '../../server/contract/handoff.ts';
import { call, path } from './api.ts';
import type { Handoff } from './queue-list.ts';
import { useSession } from './session.ts';
import { useQueue } from './use-queue.ts';
import { type Loaded, useRequest } from './use-request.ts';
import { useTick } from './use-tick.ts';

export type { Handoff };
export type DeskState = z.infer<typeof deskState>;
export type Presence = DeskState['me']['presence'];

/** What the whole console knows of the desk: who waits, who is mine, what is offered to me. */
export interface Desk {
  /** False for whoever does not talk to customers: nothing is asked for. */
  readonly isMember: boolean;
  readonly state: Loaded<DeskState>;
  readonly waiting: Loaded<readonly Handoff[]>;
  readonly mine: Loaded<readonly Handoff[]>;
  /** Offered to me and not yet answered, the one that ends first at the front. */
  readonly offers: readonly Handoff[];
  /** Add to this computer's time to get the server's, in milliseconds. */
  readonly clockOffsetMs: number;
  readonly reload: () => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/** What the whole console knows of the desk; only behind the sign-in. */
export function useDesk(): Desk {
  const found = useContext(DeskContext);
  if (found === undefined) throw new Error('useDesk outside of the signed-in console');
  return found;
}

/** The longest page that the API gives, and how many of them are read: as many as the router looks at. */
const PAGE_LENGTH = 200;
const PAGES_MAX = 5;
const WAITING = { state: 'queued,offered' } as const;
const handoffs = pageOf(handoff);

/** To the end: whoever waits far behind waits too, and may be offered to somebody before the others. */
async function listHandoffs(
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<readonly Handoff[]> {
  // By id: whoever moves in the queue meanwhile is on two pages.
  const found = new Map<string, Handoff>();
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { items, nextCursor }: z.infer<typeof handoffs> = await call({
      path: '/handoffs',
      query: { ...query, limit: PAGE_LENGTH, ...(cursor === null ? {} : { cursor }) },
      answer: handoffs,
      signal,
    });
    for (const item of items) found.set(item.id, item);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return [...found.values()];
}

export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const { me } = useSession();
  const isMember = me.role !== 'auditor';
  const key = (name: string): string | undefined => (isMember ? `${name} ${me.id}` : undefined);
  const [clockOffsetMs, setClockOffsetMs] = useState(0);
  const state = useRequest(
    key('desk'),
    async (signal) => {
      const read = await call({ path: '/desk', answer: deskState, signal });
      setClockOffsetMs(Date.parse(read.now) - Date.now());
      return read;
    },
    { reloadOn: ({ kind }) => kind === 'handoff' || kind === 'presence' },
  );
  const waiting = useQueue(key('waiting'), {
    all: (signal) => listHandoffs(WAITING, signal),
    one: async (conversationId, signal) =>
      (await listHandoffs({ ...WAITING, conversationId }, signal))[0],
  });
  const mine: Loaded<readonly Handoff[]> = useRequest(
    key('mine'),
    (signal) => listHandoffs({ state: 'with_agent,wrapping_up', agentId: 'me' }, signal),
    {
      reloadOn: (event) =>
        (event.kind === 'handoff' && event.agentId === me.id) ||
        ((event.kind === 'handoff' || event.kind === 'message') &&
          mine.data?.some(({ conversationId }) => conversationId === event.conversationId) ===
            true),
    },
  );
  const desk = useMemo<Desk>(
    () => ({
      isMember,
      state,
      waiting,
      mine,
      offers: offersOf(waiting.data ?? [], me.id),
      clockOffsetMs,
      reload: () => {
        state.reload();
        waiting.reload();
        mine.reload();
      },
    }),
    [isMember, state, waiting, mine, me.id, clockOffsetMs],
  );
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** What is offered to an agent, the one that ends first at the front. */
export function offersOf(waiting: readonly Handoff[], agentId: string): readonly Handoff[] {
  return waiting
    .filter(({ state, offeredTo }) => state === 'offered' && offeredTo === agentId)
    .toSorted((a, b) => (a.offeredUntil ?? '').localeCompare(b.offeredUntil ?? ''));
}

/** The server's time in milliseconds, ticking. */
export function useNow(everyMs = 1000): number {
  const { clockOffsetMs } = useDesk();
  return useTick(everyMs) + clockOffsetMs;
}

/** Takes a customer. Throws ApiError when somebody else did, or when one has enough. */
export function acceptHandoff(id: string): Promise<Handoff> {
  return call({ method: 'POST', path: path`/handoffs/${id}/accept`, answer: handoff });
}

/** Lets an offer pass on. */
export function declineHandoff(id: string): Promise<Handoff> {
  return call({ method: 'POST', path: path`/handoffs/${id}/decline`, answer: handoff });
}

/** Says whether one takes new customers. */
export function setPresence(presence: Presence): Promise<unknown> {
  return call({ method: 'PUT', path: '/presence', body: { presence }, answer: z.unknown() });
}
