import { maskPhone } from '../domain/mask.ts';
import {
  CALL_BACK_WITHIN_MS,
  CANCELLED_COVERS,
  type CancelledCovers,
} from '../domain/service-request.ts';
import { addMs } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prepared, Prompt, Slots, SlotType } from './flow.ts';
import { handoffOffer, plateText } from './policy-car.ts';
import {
  carSlot,
  choices,
  phoneSlot,
  platesSlot,
  policiesOfCar,
  prepareKnown,
  requestBase,
} from './policy-known.ts';
import { dateLine } from './policy-reply.ts';
import { choiceType, internalType } from './slot-types.ts';

const words = copy.cancellation;

const REFUND_UNDER_WAY =
  /退.{0,10}(?:到账|进度|办到|没到|没收到|多久|啥时候|什么时候(?:到|能到|给))|(?:办|申请|提交)(?:理|了|过).{0,4}退保.{0,12}(?:没|还|怎么)/;
const REASON = /卖|过户|报废|停驶|注销|丢|偷|盗|换车|重复|不开|贵|别家|其他公司/;
const SOLD = /卖|过户/;
const REASON_LENGTH_MAX = 300;

const coversType: SlotType = {
  ...choiceType,
  parse: (text, { isAsked }) => (isAsked || /只|退/.test(text) ? coversIn(text) : undefined),
};

/** `只退商业险`, `两个都退`; several options at once are all of them. */
function coversIn(text: string): CancelledCovers | undefined {
  const isCompulsory = /交强|强制/.test(text);
  const isCommercial = /商业/.test(text);
  if (isCompulsory && !isCommercial) return 'compulsory';
  if (isCommercial && !isCompulsory) return 'commercial';
  return isCommercial || /都退|全退|两个|两份|一起退/.test(text) ? 'both' : undefined;
}

/** Giving a policy up: what happens, what is needed, and a person. Never refused, never put off. */
export const policyCancelFlow: Flow = {
  id: 'policy_cancel',
  version: 1,
  title: words.title,
  slots: [
    platesSlot,
    {
      name: 'refund',
      type: internalType,
      label: '',
      opening: (said) => (REFUND_UNDER_WAY.test(said) ? true : undefined),
    },
    {
      name: 'reason',
      type: internalType,
      label: '',
      opening: (said) => (REASON.test(said) ? said.slice(0, REASON_LENGTH_MAX) : undefined),
    },
    carSlot(() => ({ text: words.askPlate })),
    {
      name: 'covers',
      type: coversType,
      label: words.coversLabel,
      words: ['险种'],
      optional: true,
      when: (slots) => slots['refund'] !== true,
      options: () => choices(words.options, CANCELLED_COVERS),
      ask: () => ({ text: words.askCovers }),
    },
    phoneSlot,
    { name: 'standing', type: internalType, label: '' },
    { name: 'standing_of', type: internalType, label: '' },
  ],
  leftover: (said, slots) =>
    REASON.test(said) && slots['reason'] === undefined
      ? { set: { reason: said.slice(0, REASON_LENGTH_MAX) }, note: words.reasonNoted }
      : undefined,
  prepare,
  confirm,
  complete,
};

/** Beside who it is: where the car's policies stand, to be told before anything is registered. */
async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const known = await prepareKnown(slots, context);
  const plate = textField({ ...slots, ...known.slots }, 'plate');
  if (plate === undefined || slots['standing_of'] === plate) return known;
  const { policies, audit } = await policiesOfCar(plate, context);
  const lines = policies.map((policy) => dateLine(policy, context.now));
  return {
    slots: {
      ...known.slots,
      standing_of: plate,
      standing: lines.length === 0 ? undefined : words.standing(lines),
    },
    audit: [...(known.audit ?? []), ...audit],
  };
}

function coversOf(slots: Slots): CancelledCovers {
  return CANCELLED_COVERS.find((one) => one === slots['covers']) ?? 'unsure';
}

function confirm(slots: Slots): Prompt {
  const plate = plateText(textField(slots, 'plate') ?? '');
  const phone = maskPhone(textField(slots, 'phone') ?? '');
  if (slots['refund'] === true) return { text: words.readBackRefund({ plate, phone }) };
  const standing = textField(slots, 'standing');
  const covers = coversOf(slots);
  return {
    text: [
      ...(standing === undefined ? [] : [standing]),
      ...infoLines(slots, covers),
      words.readBack({ plate, covers, phone }),
    ].join('\n'),
  };
}

function infoLines(slots: Slots, covers: CancelledCovers): readonly string[] {
  const { info } = words;
  const hasCompulsory = covers !== 'commercial';
  const isSold = SOLD.test(textField(slots, 'reason') ?? '');
  const papers = [
    info.papers,
    ...(hasCompulsory ? [info.compulsoryPapers] : []),
    ...(isSold ? [info.soldPapers] : []),
  ];
  return [
    ...(covers === 'compulsory' ? [] : [info.commercial]),
    ...(hasCompulsory ? [info.compulsory] : []),
    `${papers.join('；')}${info.papersEnd}`,
    info.warnings,
  ];
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { now, conversationId } = context;
  const base = requestBase(slots, context);
  const { policies, audit } = await policiesOfCar(textField(slots, 'plate'), context);
  const covers = coversOf(slots);
  const isRefund = slots['refund'] === true;
  const wanted = policies.filter(
    ({ kind }) => covers === kind || covers === 'both' || covers === 'unsure',
  );
  const reason = isRefund ? words.refundReason : textField(slots, 'reason');
  const phone = maskPhone(textField(slots, 'phone') ?? '');
  const call = copy.serviceRequest.callBy(addMs(now, CALL_BACK_WITHIN_MS), now, phone);
  const told = { number: base.requestNo, call };
  return {
    kind: 'done',
    replies: [
      {
        text: isRefund ? words.doneRefund(told) : words.done(told),
        offers: [handoffOffer()],
      },
    ],
    audit,
    writes: [
      {
        kind: 'registerServiceRequest',
        request: {
          ...base,
          isUrgent: false,
          details: {
            kind: 'policy_cancel',
            covers,
            ...(wanted.length === 0 ? {} : { policyNos: wanted.map(({ policyNo }) => policyNo) }),
            ...(reason === undefined ? {} : { reason }),
          },
        },
      },
      { kind: 'requestHandoff', conversationId, reason: 'flow' },
    ],
  };
}
