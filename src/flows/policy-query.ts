import {
  type AskedAspect,
  askedAspect,
  needsDetails,
  POLICY_TOPICS,
} from '../domain/policy/asked-aspect.ts';
import { COVER_KINDS } from '../domain/policy/cover-kind.ts';
import { carsOf, type InsuredCar } from '../domain/policy/period.ts';
import type { PolicyFacts } from '../domain/policy/view.ts';
import type { Id } from '../lib/ids.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, SlotSpec, Slots } from './flow.ts';
import { carOptions, carType, handoffOffer, policyRead, UNPLATED } from './policy-car.ts';
import { carName, policyReply } from './policy-reply.ts';
import { internalType } from './slot-types.ts';

const words = copy.policy;
const OPTIONS_MAX = 9;

/** My policy: dates at L1; covers, sums and premium at L2 (domain.md 3.4), what was asked for first. */
export const policyQueryFlow: Flow = {
  id: 'policy_query',
  version: 1,
  title: words.title,
  slots: [
    {
      name: 'plate',
      type: carType,
      label: copy.identityParts.plate,
      retry: () => ({ text: words.chooseAgain }),
    },
    asked('topic', ({ topic }) => topic),
    asked('cover', ({ cover }) => cover),
    asked('policy_kind', ({ kind }) => kind),
    { name: 'details', type: internalType, label: '' },
  ],
  requires: (slots) => (slots['details'] === true || needsDetails(aspectOf(slots).topic) ? 2 : 1),
  complete,
};

/** What the words that opened the flow want to know first. */
function asked(name: string, part: (aspect: AskedAspect) => string | undefined): SlotSpec {
  return { name, type: internalType, label: '', opening: (said) => part(askedAspect(said)) };
}

function aspectOf(slots: Slots): AskedAspect {
  const topic = POLICY_TOPICS.find((one) => one === slots['topic']);
  const cover = COVER_KINDS.find((one) => one === slots['cover']);
  const kind = (['compulsory', 'commercial'] as const).find((one) => one === slots['policy_kind']);
  return {
    ...(topic === undefined ? {} : { topic }),
    ...(cover === undefined ? {} : { cover }),
    ...(kind === undefined ? {} : { kind }),
  };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { subject, now } = context;
  if (subject?.kind !== 'customer') return done([reporterOnly()]);
  const policies = await context.reads.policies.ofCustomer(subject.customerId);
  const cars = carsOf(policies, now);
  if (cars.length === 0) return done([{ text: words.none, offers: [renewal(), handoffOffer()] }]);
  const wanted = textField(slots, 'plate');
  const found = cars.filter(({ plate }) => wanted === undefined || (plate ?? UNPLATED) === wanted);
  const only = found[0];
  if (only === undefined) {
    return done([{ text: words.notFound, offers: [others(), handoffOffer()] }]);
  }
  if (found.length > 1) return askWhich(found, context);
  return told(only, { slots, context, cars, customerId: subject.customerId });
}

interface Telling {
  readonly slots: Slots;
  readonly context: FlowContext;
  readonly cars: readonly InsuredCar[];
  readonly customerId: Id<'customer'>;
}

async function told(car: InsuredCar, telling: Telling): Promise<Outcome> {
  const { slots, context, cars, customerId } = telling;
  const { level, now } = context;
  const maySeeDetails = level >= 2;
  const aspect = aspectOf(slots);
  const reply = policyReply(car, {
    now,
    maySeeDetails,
    asked: aspect,
    profile:
      aspect.topic === 'insured' ? await context.reads.policies.profile(customerId) : undefined,
    others: cars.filter((one) => one !== car).map(({ plate }) => carName(plate, maySeeDetails)),
  });
  const plate = car.plate ?? UNPLATED;
  return {
    kind: 'done',
    replies: [{ ...reply, offers: offersFor(plate, { aspect, maySeeDetails, cars }) }],
    audit: car.policies.map((policy) => policyRead(policy, context)),
    again: { ...slots, plate },
  };
}

function offersFor(
  plate: string,
  shown: {
    readonly aspect: AskedAspect;
    readonly maySeeDetails: boolean;
    readonly cars: readonly InsuredCar[];
  },
): readonly Offer[] {
  const { aspect, maySeeDetails, cars } = shown;
  const { labels } = words;
  const start = (label: string, slots: Slots): Offer => ({
    label,
    commands: [{ do: 'startFlow', flow: policyQueryFlow.id, slots: { plate, ...slots } }],
  });
  const more =
    aspect.topic === 'policy_no'
      ? start(labels.fullNumber, { details: true, topic: 'policy_no' })
      : start(labels.details, { details: true, topic: 'overview' });
  const hasOthers = cars.length > 1;
  return [
    ...(maySeeDetails ? [] : [more]),
    ...(hasOthers ? [others()] : []),
    ...(maySeeDetails && !hasOthers && aspect.topic !== 'meaning'
      ? [start(labels.meanings, { topic: 'meaning', details: true })]
      : []),
    {
      label: labels.document,
      commands: [{ do: 'startFlow', flow: 'policy_document', slots: { plate } }],
    },
    renewal(plate),
    handoffOffer(),
  ];
}

function askWhich(cars: readonly InsuredCar[], { level, ...context }: FlowContext): Outcome {
  const shown = cars.slice(0, OPTIONS_MAX);
  const options = carOptions(
    shown.map(({ plate }) => plate),
    level >= 2,
  );
  const list = options.map(({ label }, i) => words.listLine(i + 1, label));
  const read = (policy: PolicyFacts) => policyRead(policy, { ...context, level });
  return {
    kind: 'ask',
    slot: 'plate',
    options,
    prompt: { text: [words.askWhich(cars.length), ...list].join('\n') },
    audit: shown.flatMap(({ policies }) => policies.map(read)),
  };
}

function reporterOnly(): Prompt {
  const { id } = policyQueryFlow;
  const slots = { way: 'documents', need: 2, next: id };
  const asInsured: Offer = {
    label: words.labels.asInsured,
    commands: [{ do: 'startFlow', flow: 'identify', slots }],
  };
  return { text: words.reporterOnly, offers: [asInsured, handoffOffer()] };
}

function others(): Offer {
  return {
    label: words.labels.others,
    commands: [{ do: 'startFlow', flow: policyQueryFlow.id, slots: {} }],
  };
}

function renewal(plate?: string): Offer {
  const slots = plate === undefined ? {} : { plate };
  return {
    label: words.labels.renewal,
    commands: [{ do: 'startFlow', flow: 'policy_renewal', slots }],
  };
}

function done(replies: readonly Prompt[]): Outcome {
  return { kind: 'done', replies };
}
