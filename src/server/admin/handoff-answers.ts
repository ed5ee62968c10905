import { z } from 'zod';
import type { Packet } from '../../domain/handoff/packet.ts';
import type { HandoffHistory, HandoffItem, RosterAgent } from '../../domain/handoff/view.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { handoff, handoffStep, packet, rosterAgent } from '../contract/handoff.ts';
import { iso, isoOrNull } from './answers.ts';

/** A hand-off as answers write it. */
export function toHandoff(item: HandoffItem): z.infer<typeof handoff> {
  return {
    ...item,
    requestedAt: iso(item.requestedAt),
    queuedAt: iso(item.queuedAt),
    offeredUntil: isoOrNull(item.offeredUntil),
    acceptedAt: isoOrNull(item.acceptedAt),
    firstReplyAt: isoOrNull(item.firstReplyAt),
    lastAgentAt: isoOrNull(item.lastAgentAt),
    lastCustomerAt: isoOrNull(item.lastCustomerAt),
    waitingSince: isoOrNull(item.waitingSince),
    closedAt: isoOrNull(item.closedAt),
  };
}

/** The transitions of a hand-off as answers write them. */
export function toSteps({ steps }: HandoffHistory): z.infer<typeof handoffStep>[] {
  return steps.map((step) => ({ ...step, at: iso(step.at), data: toJson(step.data) }));
}

const dataSchema = z.record(z.string(), z.json());

/** Keys without a value leave. */
function toJson(data: JsonObject): z.infer<typeof dataSchema> {
  return dataSchema.parse(JSON.parse(JSON.stringify(data)));
}

/** What the next person has to know, as answers write it. */
export function toPacket(view: Packet): z.infer<typeof packet> {
  return {
    ...view,
    tags: [...view.tags],
    vehicles: [...view.vehicles],
    policies: view.policies.map((policy) => ({ ...policy, endsAt: iso(policy.endsAt) })),
    claims: view.claims.map((claim) => ({ ...claim, statusAt: iso(claim.statusAt) })),
    complaints: view.complaints.map((complaint) => ({
      ...complaint,
      firstFeedbackDueAt: iso(complaint.firstFeedbackDueAt),
      firstFeedbackAt: isoOrNull(complaint.firstFeedbackAt),
      resolutionDueAt: iso(complaint.resolutionDueAt),
      nextDueAt: isoOrNull(complaint.nextDueAt ?? null),
      closedAt: isoOrNull(complaint.closedAt),
    })),
    consents: view.consents.map((consent) => ({ ...consent, decidedAt: iso(consent.decidedAt) })),
    asked: [...view.asked],
    underway: view.underway === null ? null : { ...view.underway, slots: [...view.underway.slots] },
    mood: { ...view.mood, words: [...view.mood.words] },
    promises: view.promises.map((promise) => ({ ...promise, dueAt: isoOrNull(promise.dueAt) })),
  };
}

/** A colleague as answers write them. */
export function toRosterAgent(agent: RosterAgent): z.infer<typeof rosterAgent> {
  return { ...agent, skills: [...agent.skills] };
}
