import { workingMsBetween } from '../../domain/calendar/working-time.ts';
import { makeCaseNumbers } from '../../domain/case-numbers.ts';
import type { ServiceRequestDetails } from '../../domain/service-request.ts';
import { MINUTE_MS } from '../../lib/clock.ts';
import { applyRegisterRequest } from '../service-requests/apply-register-request.ts';
import { callBackSlots } from './call-back-slots.ts';
import { carryOut } from './carry-out.ts';
import {
  type DeskWork,
  type HandoffStoreDeps,
  onHandoff,
  ROUTER,
  sayAsSystem,
} from './desk-work.ts';
import type { Queue, WaitingHandoff } from './queue.ts';

/** Who says nothing for this long while people work has left the queue. */
const LEFT_AFTER_MS = 30 * MINUTE_MS;
/** Requests ended by one look; the next look, a second later, ends the rest. */
const LEFT_MAX = 50;

/** Ends the requests of whoever left the queue, and writes down what they wanted for somebody to come back to. */
export async function endLeft(deps: HandoffStoreDeps, queue: Queue): Promise<number> {
  const left = queue.waiting.filter((waiting) => hasLeft(waiting, queue)).slice(0, LEFT_MAX);
  for (const { handoff, lastInboundAt } of left) {
    await onHandoff(deps, handoff.id, async (desk, current) => {
      const hasWritten = desk.conversation.lastInboundAt?.getTime() !== lastInboundAt?.getTime();
      if (current.version !== handoff.version || hasWritten) return;
      await writeDown(desk, queue, current.reason);
      const event = { name: 'close', by: { kind: 'desk' }, outcome: 'customer_left' } as const;
      await carryOut(desk, current, { event, by: ROUTER });
    });
  }
  return left.length;
}

/** Nobody has to stay awake for us: only the time in which people work counts. */
function hasLeft({ handoff, lastInboundAt }: WaitingHandoff, queue: Queue): boolean {
  if (handoff.state !== 'queued' || !queue.isOpen) return false;
  const since =
    lastInboundAt !== undefined && lastInboundAt > handoff.queuedAt
      ? lastInboundAt
      : handoff.queuedAt;
  return workingMsBetween(queue.calendar, since, queue.now) >= LEFT_AFTER_MS;
}

async function writeDown(desk: DeskWork, queue: Queue, reason: string): Promise<void> {
  const { random, texts } = desk.deps;
  const { conversation, now } = desk;
  const requestNo = makeCaseNumbers(random).request(now);
  const { customerId } = conversation;
  const phone = await phoneOf(desk);
  const [slot] = callBackSlots(queue.calendar, now);
  const canCall = phone !== undefined && slot !== undefined;
  const details: ServiceRequestDetails = canCall
    ? {
        kind: 'call_back',
        topic: texts.leftTopic,
        callFrom: slot.from.toISOString(),
        callTo: slot.to.toISOString(),
      }
    : { kind: 'task', title: texts.leftTopic, note: reason };
  await applyRegisterRequest(
    desk.sql,
    {
      kind: 'registerServiceRequest',
      request: {
        requestNo,
        requestedAt: now,
        identityId: conversation.identityId,
        conversationId: conversation.id,
        isUrgent: false,
        details,
        ...(customerId === undefined ? {} : { customerId }),
        ...(canCall ? { contactPhone: phone } : {}),
      },
    },
    { now, random },
  );
  await sayAsSystem(desk, canCall ? texts.left(requestNo) : texts.leftUnknown(requestNo));
}

/** Only a number that belongs to a proved customer: nobody is called on somebody's word here. */
async function phoneOf({ sql, conversation }: DeskWork): Promise<string | undefined> {
  const { rows } = await sql.query<{ phone: string | null }>(
    'SELECT phone FROM customers WHERE id = $1',
    [conversation.customerId ?? null],
  );
  return rows[0]?.phone ?? undefined;
}
