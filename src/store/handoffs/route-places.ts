import { isOpenAt, nextOpening } from '../../domain/calendar/business-calendar.ts';
import type { Handoff } from '../../domain/handoff/handoff.ts';
import { addMs, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import { type HandoffStoreDeps, onHandoff, sayAsSystem } from './desk-work.ts';
import { estimateFor, type Queue, readWaitSamples, type WaitingHandoff } from './queue.ts';

/** Whoever is served at once is told nothing of a queue. */
const TOLD_AFTER_MS = 2 * SECOND_MS;
/** Nobody is told their place more often than this. */
const TOLD_EVERY_MS = MINUTE_MS;
/** People told by one look; the next look, a second later, tells the rest. */
const TOLD_MAX = 200;
/** The place of somebody who was told that nobody works now. */
const CLOSED = 0;

/** Tells whoever has to wait their place and an honest guess, and again when it is better; or when people are back. */
export async function tellPlaces(deps: HandoffStoreDeps, queue: Queue): Promise<number> {
  const due = queue.waiting
    .filter(({ handoff }) => handoff.state === 'queued')
    .flatMap((waiting) => {
      const place = queue.isOpen ? duePlace(waiting, queue.now) : dueHours(waiting.handoff, queue);
      return place === undefined ? [] : [{ ...waiting, place }];
    })
    .slice(0, TOLD_MAX);
  if (due.length === 0) return 0;
  const samples = await readWaitSamples(deps.pool, queue.now);
  const opensAt = nextOpening(queue.calendar, queue.now);
  for (const waiting of due) {
    const estimate = estimateFor(waiting, { agents: queue.agents, samples });
    const text =
      waiting.place === CLOSED
        ? deps.texts.offHours({ now: queue.now, ...(opensAt === undefined ? {} : { opensAt }) })
        : deps.texts.waiting({
            position: waiting.place,
            ...(estimate === undefined ? {} : { estimate }),
          });
    await tell(deps, waiting.handoff, { place: waiting.place, text });
  }
  return due.length;
}

function duePlace({ handoff, position }: WaitingHandoff, now: Date): number | undefined {
  const { queuedAt, toldAt, toldPosition } = handoff;
  if (addMs(queuedAt, TOLD_AFTER_MS) > now) return undefined;
  if (toldAt === undefined || toldPosition === undefined) return position;
  if (addMs(toldAt, TOLD_EVERY_MS) > now) return undefined;
  // People are back.
  if (toldPosition === CLOSED) return position;
  return position < toldPosition ? position : undefined;
}

/** Whoever asked while nobody worked was told so by the bot's answer. */
function dueHours(handoff: Handoff, { calendar }: Queue): number | undefined {
  if (handoff.toldPosition === CLOSED) return undefined;
  const wasTold = handoff.acceptedAt === undefined && !isOpenAt(calendar, handoff.requestedAt);
  return wasTold ? undefined : CLOSED;
}

async function tell(
  deps: HandoffStoreDeps,
  seen: Handoff,
  what: { readonly place: number; readonly text: string },
): Promise<void> {
  await onHandoff(deps, seen.id, async (desk, handoff) => {
    // Somebody came, or another process told them.
    const isAsSeen =
      handoff.version === seen.version && handoff.toldAt?.getTime() === seen.toldAt?.getTime();
    if (!isAsSeen) return;
    await desk.sql.query('UPDATE handoffs SET told_position = $2, told_at = $3 WHERE id = $1', [
      handoff.id,
      what.place,
      desk.now,
    ]);
    await sayAsSystem(desk, what.text);
  });
}
