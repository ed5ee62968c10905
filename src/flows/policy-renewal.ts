import { maskPhone, maskText } from '../domain/mask.ts';
import { lastMoment, policyState } from '../domain/policy/period.ts';
import type { PolicyFacts } from '../domain/policy/view.ts';
import type { ReceiptCard } from '../domain/reply.ts';
import { CALL_BACK_WITHIN_MS } from '../domain/service-request.ts';
import { addMs, DAY_MS } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { untilText } from './copy/policy.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Slots, SlotType } from './flow.ts';
import { handoffOffer, plateText } from './policy-car.ts';
import {
  carSlot,
  phoneSlot,
  platesSlot,
  policiesOfCar,
  prepareKnown,
  requestBase,
} from './policy-known.ts';
import { sayingType } from './policy-said.ts';

const words = copy.renewal;
const LENGTH_MAX = 300;
/** Cover that ends this soon is called about first. */
const URGENT_WITHIN_MS = 7 * DAY_MS;

const WISH =
  /三者|车损|座位|划痕|医保外|保额|\d+万|[一二两三五]百万|便宜|一样|划算|加上?|减|不要|只[要买]|全险|优惠|折|去年|别家|报价/;
const CALL =
  /上午|下午|晚上?|早上?|中午|点|周|星期|明天|后天|今天|工作日|周末|随时|都可以|以后|之后|之前|下班/;
const CALLS =
  /(?:上午|下午|晚上?|早上|中午|[点周]|星期.|明天|后天|今天|周末|随时|以后|之后|下班).{0,4}(?:打|来电|联系|接|电话)/;

const sayCall = sayingType('call_at', { hint: CALL, lengthMax: LENGTH_MAX });
/** Characters up to which words about a time are about nothing else. */
const CALL_ONLY_MAX = 14;

/** When to call, also before it is asked: `下午打` while the wishes are. */
const callType: SlotType = {
  ...sayCall,
  parse: (text, context) => {
    const isOnlyTime = text.length <= CALL_ONLY_MAX && CALLS.test(text) && !WISH.test(text);
    return context.isAsked ? sayCall.parse?.(text, context) : isOnlyTime ? text : undefined;
  },
};

/** Renewal and new cover: registered for a licensed person; never a price, never renewed without a yes. */
export const policyRenewalFlow: Flow = {
  id: 'policy_renewal',
  version: 1,
  title: words.title,
  slots: [
    platesSlot,
    carSlot(() => ({ text: words.askPlate })),
    phoneSlot,
    {
      name: 'wishes',
      type: sayingType('wishes', { hint: WISH, lengthMax: LENGTH_MAX }),
      label: words.wishesLabel,
      words: ['想法', '要求'],
      optional: true,
      onlyWhenAsked: true,
      opening: (said) => (WISH.test(said) && said.length <= LENGTH_MAX ? said : undefined),
      ask: (slots) => ({
        text: wishesQuestion(slots),
        offers: [skipOffer()],
        no: [{ do: 'skip' }],
      }),
    },
    {
      name: 'call_at',
      type: callType,
      label: words.callLabel,
      words: ['接电话', '接听'],
      optional: true,
      options: () => words.callOptions.map((label) => ({ label, value: label })),
      ask: () => ({ text: words.askCall, no: [{ do: 'skip' }] }),
    },
  ],
  keptMs: 3 * DAY_MS,
  summary: (slots) => words.summary(plateText(textField(slots, 'plate') ?? '')),
  prepare: prepareKnown,
  confirm: (slots) => ({ text: words.readBack(partsOf(slots)) }),
  complete,
};

/** Who is known was asked nothing before this: told first what happens. */
function wishesQuestion(slots: Slots): string {
  if (slots['plates'] === undefined) return words.askWishes;
  const intro = words.intro(` ${plateText(textField(slots, 'plate') ?? '')} `);
  return `${intro}\n${words.askWishes}`;
}

function skipOffer(): Offer {
  return { label: copy.serviceRequest.skip, commands: [{ do: 'skip' }] };
}

function partsOf(slots: Slots) {
  const wishes = textField(slots, 'wishes');
  const callAt = textField(slots, 'call_at');
  return {
    plate: plateText(textField(slots, 'plate') ?? ''),
    phone: maskPhone(textField(slots, 'phone') ?? ''),
    wishes: wishes === undefined ? undefined : maskText(wishes),
    callAt,
  };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { now } = context;
  const base = requestBase(slots, context);
  const { policies, audit } = await policiesOfCar(textField(slots, 'plate'), context);
  const wishes = textField(slots, 'wishes');
  const callAt = textField(slots, 'call_at');
  const { phone, plate } = partsOf(slots);
  const by = addMs(now, CALL_BACK_WITHIN_MS);
  const told = words.done({
    number: base.requestNo,
    call: copy.serviceRequest.callBy(by, now, phone),
    callAt,
  });
  return {
    kind: 'done',
    replies: [
      {
        text: [told, gapText(policies, now), words.noAutoRenewal].join('\n'),
        card: receipt({ number: base.requestNo, plate, phone }),
        offers: [...(policies.length === 0 ? [] : [policyOffer(slots)]), handoffOffer()],
      },
    ],
    audit,
    writes: [
      {
        kind: 'registerServiceRequest',
        request: {
          ...base,
          isUrgent: isUrgent(policies, now),
          details: {
            kind: 'renewal',
            ...(policies.length === 0
              ? {}
              : { policyNos: policies.map(({ policyNo }) => policyNo) }),
            ...(wishes === undefined ? {} : { wishes }),
            ...(callAt === undefined ? {} : { callAt }),
          },
        },
      },
    ],
  };
}

/** The compulsory cover must not lapse: with its day where we know it. */
function gapText(policies: readonly PolicyFacts[], now: Date): string {
  const compulsory = policies.findLast(({ kind }) => kind === 'compulsory');
  if (compulsory === undefined) return words.noGap;
  const isOver = ['ended', 'cancelled'].includes(policyState(compulsory, now));
  return isOver ? words.noGapNow : words.noGapUntil(untilText(lastMoment(compulsory)));
}

/** Some cover of the car is over, or is soon, and nothing follows it. */
function isUrgent(policies: readonly PolicyFacts[], now: Date): boolean {
  const soon = addMs(now, URGENT_WITHIN_MS);
  return (['compulsory', 'commercial'] as const).some((kind) => {
    const newest = policies.findLast((policy) => policy.kind === kind);
    return newest !== undefined && newest.endsAt < soon;
  });
}

function policyOffer(slots: Slots): Offer {
  const plate = textField(slots, 'plate');
  return {
    label: words.labels.policy,
    commands: [
      { do: 'startFlow', flow: 'policy_query', slots: plate === undefined ? {} : { plate } },
    ],
  };
}

function receipt(parts: {
  readonly number: string;
  readonly plate: string;
  readonly phone: string;
}): ReceiptCard {
  const { number, plate, phone } = copy.serviceRequest;
  return {
    kind: 'receipt',
    title: words.title,
    facts: [
      { label: number, value: parts.number },
      { label: plate, value: parts.plate },
      { label: phone, value: parts.phone },
    ],
  };
}
