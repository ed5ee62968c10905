import { maskPhone } from '../domain/mask.ts';
import type { NewServiceRequest } from '../domain/service-request.ts';
import type { Write } from '../domain/write.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Outcome, Prompt, Slots } from './flow.ts';
import {
  dangersOf,
  isInDanger,
  placeTextOf,
  pointOf,
  problemOf,
  readBack,
} from './roadside-assistance-slots.ts';

const text = copy.roadside;
const NOTE_LENGTH_MIN = 7;

/** The rescue is registered, and its number told. Without a partner a person is called at once. */
export function registered(slots: Slots, context: FlowContext, known: Slots): Outcome {
  const request = requestOf(slots, context);
  const hasPartner = context.features.rescuePartner === true;
  const { hasCollision } = readBack(slots, context);
  const isStuck = slots['moved'] === 'stuck';
  const writes: Write[] = [{ kind: 'registerServiceRequest', request }];
  if (!hasPartner || isStuck) writes.push(callPerson(context));
  const { requestNo } = request;
  const told = text.registered({
    requestNo,
    brand: context.brand,
    hasPartner,
    safety: isStuck ? text.stuckNow : isInDanger(slots) ? text.waitSafely : undefined,
    hasCollision,
  });
  return {
    kind: 'done',
    writes,
    audit: [
      {
        actor: { kind: 'customer', id: context.identityId },
        action: 'service_request.registered',
        subjectKind: 'service_request',
        subjectId: requestNo,
        data: { kind: 'roadside_assistance' },
      },
    ],
    replies: [
      {
        text: told,
        card: cardOf(request, slots),
        offers: offersAfter(hasCollision, known),
      },
    ],
  };
}

function callPerson({ conversationId }: FlowContext): Write {
  return { kind: 'requestHandoff', conversationId, reason: 'flow' };
}

function requestOf(slots: Slots, context: FlowContext): NewServiceRequest {
  const { conversationId, identityId, now, subject } = context;
  const point = pointOf(slots);
  const plate = textField(slots, 'plate');
  const destination = textField(slots, 'destination');
  const said = textField(slots, 'said') ?? '';
  // A tap or a bare 拖车 tells the partner nothing.
  const note = said.length >= NOTE_LENGTH_MIN ? said : undefined;
  const isDangerous =
    isInDanger(slots) && (dangersOf(slots, context).length > 0 || slots['safe'] === 'no');
  return {
    requestNo: context.numbers.request(now),
    requestedAt: now,
    identityId,
    conversationId,
    ...(subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
    contactPhone: textField(slots, 'phone') ?? '',
    ...(plate === undefined ? {} : { plate }),
    isUrgent: true,
    details: {
      kind: 'roadside_assistance',
      problem: problemOf(slots),
      place: placeTextOf(slots),
      ...point,
      isDangerous,
      ...(destination === undefined ? {} : { destination }),
      ...(note === undefined ? {} : { note }),
    },
  };
}

function cardOf(request: NewServiceRequest, slots: Slots): NonNullable<Prompt['card']> {
  const { facts } = text;
  const destination = textField(slots, 'destination');
  return {
    kind: 'receipt',
    title: text.cardTitle,
    facts: [
      { label: facts.requestNo, value: request.requestNo },
      { label: facts.problem, value: text.problem(problemOf(slots)) },
      { label: facts.place, value: placeTextOf(slots) },
      ...(request.plate === undefined ? [] : [{ label: facts.plate, value: request.plate }]),
      { label: facts.phone, value: maskPhone(request.contactPhone ?? '') },
      ...(destination === undefined ? [] : [{ label: facts.destination, value: destination }]),
    ],
  };
}

function offersAfter(hasCollision: boolean, known: Slots): readonly Offer[] {
  const report: Offer = {
    label: text.labels.reportAfter,
    commands: [{ do: 'startFlow', flow: 'claim_report', slots: known }],
  };
  return [
    ...(hasCollision ? [report] : []),
    {
      label: text.labels.status,
      commands: [{ do: 'startFlow', flow: 'roadside_assistance', slots: { stop: true } }],
    },
    handoffOffer(),
  ];
}

/** The tap that always helps. */
export function handoffOffer(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}

/** Ends the rescue that is under way; a person tells the partner when there is no webhook. */
export function calledOff(requestNo: string, context: FlowContext): Outcome {
  const hasPartner = context.features.rescuePartner === true;
  const write: Write = { kind: 'cancelRescue', requestNo, identityId: context.identityId };
  return {
    kind: 'done',
    writes: hasPartner ? [write] : [write, callPerson(context)],
    audit: [
      {
        actor: { kind: 'customer', id: context.identityId },
        action: 'service_request.cancelled',
        subjectKind: 'service_request',
        subjectId: requestNo,
      },
    ],
    replies: [{ text: text.calledOff(requestNo, hasPartner, context.brand) }],
  };
}

/** The customer goes on waiting for the rescue that was called. */
export function keptWaiting({ brand }: FlowContext): Outcome {
  return {
    kind: 'done',
    replies: [
      {
        text: text.kept(brand),
        offers: [handoffOffer()],
      },
    ],
  };
}
