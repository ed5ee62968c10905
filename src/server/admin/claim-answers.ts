import type { z } from 'zod';
import type { ClaimDetail, ClaimEventInput, RecordedEvents } from '../../domain/claim/record.ts';
import { CLAIM_STATUSES, type ClaimStatus } from '../../domain/claim/status.ts';
import { maskName, maskPhone, maskPlate } from '../../domain/mask.ts';
import type { ClaimEventBody, claim, claimEventsAnswer } from '../contract/claim.ts';
import { iso, isoOrNull } from './answers.ts';

/** An event as the domain reads it; a status that is none of ours becomes the raw one. */
export function toEvent(body: ClaimEventBody): ClaimEventInput {
  const status = CLAIM_STATUSES.find((known) => known === body.status);
  const rawStatus = body.rawStatus ?? (status === undefined ? body.status : undefined);
  // An item that the source does not number is known by its kind.
  const lossItemNo = body.lossItemNo ?? body.kind;
  return {
    sourceEventId: body.sourceEventId,
    occurredAt: body.occurredAt,
    facts: body.facts ?? {},
    isSnapshot: false,
    source: body.source,
    ...(status === undefined ? {} : { status }),
    ...(rawStatus === undefined ? {} : { rawStatus }),
    ...(lossItemNo === undefined ? {} : { lossItemNo }),
    ...(body.kind === undefined ? {} : { lossItemKind: body.kind }),
    ...(body.handler === undefined ? {} : { handler: body.handler }),
    ...(body.actor === undefined ? {} : { actor: body.actor }),
  };
}

/** What became of the events that were sent. */
export function toEventsAnswer(
  recorded: Extract<RecordedEvents, { kind: 'recorded' }>,
): z.infer<typeof claimEventsAnswer> {
  const { claim: detail, events, isCustomerTold } = recorded;
  return {
    duplicate: events.every((event) => event.isDuplicate),
    anomaly: events.length === 1 ? (events[0]?.anomaly ?? null) : null,
    customerTold: isCustomerTold,
    claim: toState(detail),
    events: events.map(({ sourceEventId, isDuplicate, anomaly }) => ({
      sourceEventId,
      duplicate: isDuplicate,
      anomaly: anomaly ?? null,
    })),
  };
}

function toState({ claimNo, derived }: ClaimDetail) {
  const { missingDocuments, ...facts } = derived.facts;
  return {
    claimNo,
    status: derived.status,
    statusAt: iso(derived.statusAt),
    rawStatus: derived.rawStatus ?? null,
    lossItems: [...derived.lossItems],
    facts: {
      ...facts,
      ...(missingDocuments === undefined ? {} : { missingDocuments: [...missingDocuments] }),
    },
  };
}

/** A claim for those who work on it: with its whole history, the people in it masked. */
export function toClaimAnswer(detail: ClaimDetail): z.infer<typeof claim> {
  const { derived, reporter } = detail;
  return {
    ...toState(detail),
    reportNo: detail.reportNo ?? null,
    customerNo: detail.customerNo,
    policyNo: detail.policyNo ?? null,
    plate: detail.plate === undefined ? null : maskPlate(detail.plate),
    reportedAt: iso(detail.reportedAt),
    accidentAt: isoOrNull(detail.accidentAt),
    accidentPlace: detail.accidentPlace ?? null,
    accidentKind: detail.accidentKind ?? null,
    hasInjury: detail.hasInjury,
    reporter:
      reporter === undefined
        ? null
        : {
            name: maskName(reporter.name),
            phone: maskPhone(reporter.phone),
            relation: reporter.relation ?? null,
          },
    handler:
      derived.handler === undefined
        ? null
        : { name: derived.handler.name, phone: derived.handler.phone ?? null },
    stages: derived.path.map((step) => ({ status: step.status, at: iso(step.at) })),
    events: detail.events.map((event) => toEventAnswer(event, derived.anomalies)),
    anomalies: [...derived.anomalies].map(([sourceEventId, anomaly]) => ({
      sourceEventId,
      anomaly,
    })),
  };
}

function toEventAnswer(
  event: ClaimDetail['events'][number],
  anomalies: ReadonlyMap<string, string>,
) {
  const { missingDocuments, ...facts } = event.facts;
  const status: ClaimStatus | null = event.status ?? null;
  return {
    sourceEventId: event.sourceEventId,
    source: event.source,
    status,
    rawStatus: event.rawStatus ?? null,
    lossItemNo: event.lossItemNo ?? null,
    occurredAt: iso(event.occurredAt),
    receivedAt: iso(event.receivedAt),
    anomaly: anomalies.get(event.sourceEventId) ?? null,
    facts: {
      ...facts,
      ...(missingDocuments === undefined ? {} : { missingDocuments: [...missingDocuments] }),
    },
    actor: event.actor ?? null,
  };
}
