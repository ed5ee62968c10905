import type { Pool } from 'pg';
import { nextOpening } from '../../domain/calendar/business-calendar.ts';
import type { DeskReader, DeskStatus } from '../../domain/handoff/desk-reader.ts';
import type { Id } from '../../lib/ids.ts';
import { readDeskCalendar } from '../calendars/calendar-rows.ts';
import { callBackSlots } from './call-back-slots.ts';
import { estimateFor, readQueue, readWaitSamples } from './queue.ts';

/** What the bot may know of the people behind it. */
export function makeDeskReader({ pool }: { readonly pool: Pool }): DeskReader {
  return {
    of: (conversationId, now) => readStatus(pool, conversationId, now),
    callBackSlots: async (now) => {
      return callBackSlots(await readDeskCalendar(pool), now);
    },
  };
}

async function readStatus(
  pool: Pool,
  conversationId: Id<'conversation'>,
  now: Date,
): Promise<DeskStatus> {
  const queue = await readQueue(pool, now);
  const online = queue.agents.filter(({ isHere, presence }) => isHere && presence === 'online');
  const own = queue.waiting.find(({ handoff }) => handoff.conversationId === conversationId);
  const opensAt = queue.isOpen ? undefined : nextOpening(queue.calendar, now);
  const status: DeskStatus = {
    isOpen: queue.isOpen,
    online: online.length,
    waiting: queue.waiting.length,
    ...(opensAt === undefined ? {} : { opensAt }),
  };
  if (own === undefined) return status;
  const samples = await readWaitSamples(pool, now);
  const estimate = estimateFor(own, { agents: queue.agents, samples });
  const { reason, requestedAt } = own.handoff;
  return {
    ...status,
    request: {
      reason,
      requestedAt,
      position: own.position,
      ...(estimate === undefined ? {} : { estimate }),
    },
  };
}
