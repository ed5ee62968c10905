import { maskEmail, maskText } from '../domain/mask.ts';
import { emailIn } from '../domain/policy/email.ts';
import { carsOf, isCurrentAt } from '../domain/policy/period.ts';
import type { PolicyFacts } from '../domain/policy/view.ts';
import type { ReceiptCard } from '../domain/reply.ts';
import {
  CALL_BACK_WITHIN_MS,
  DELIVER_TO_ACCOUNT,
  type ServiceRequestDetails,
} from '../domain/service-request.ts';
import { addMs } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prepared, Slots, SlotType } from './flow.ts';
import { handoffOffer, plateText } from './policy-car.ts';
import {
  carSlot,
  choices,
  customerOf,
  platesSlot,
  policiesOfCar,
  prepareKnown,
  requestBase,
} from './policy-known.ts';
import { sayingType } from './policy-said.ts';
import { choiceType, internalType } from './slot-types.ts';

const words = copy.policyDocument;
const WHAT = ['policy_document', 'invoice'] as const;
type What = (typeof WHAT)[number];

const TITLE_LENGTH_MAX = 120;
const COMPANY = /公司|税号|单位|抬头|有限|个体|中心|事务所|[0-9A-Z]{15,20}/;

/** `发票抬头开公司的行不行` chooses the invoice too. */
const whatType: SlotType = {
  ...choiceType,
  parse: (text, { isAsked }) => (isAsked ? whatIn(text) : undefined),
};

/** Made out to the policyholder, as it is when nothing is said: `个人`, `电子发票就行`. */
const DEFAULT_TITLE =
  /^(?:就|要|开|给|用|[,，])*(?:电子|普通|普|个人|纸质|增值税)*(?:发?票|的)+(?:就行|就好|即可|吧)?$|^(?:就|开|给|用)*(?:个人|本人|自己|投保人|我?(?:自己|个人|本人)?的?(?:名字|名)|默认|我)(?:的|就行|就好|即可|吧)*$/;

const sayTitle = sayingType('invoice_title', { hint: COMPANY, lengthMax: TITLE_LENGTH_MAX });
const titleType: SlotType = {
  ...sayTitle,
  check: (value) => {
    const title = sayTitle.check(value);
    return typeof title === 'string' && DEFAULT_TITLE.test(title) ? words.defaultTitle : title;
  },
};

/** An e-mail address in the words, or the account that the option names. */
const deliverType: SlotType = {
  name: 'deliver_to',
  parse: (text) => emailIn(text),
  check: (value) =>
    value === DELIVER_TO_ACCOUNT ? value : typeof value === 'string' ? emailIn(value) : undefined,
  show: (value) => deliverName(String(value)),
};

/** E-policy and invoice: for the holder alone (L2), registered for the insurer's system to send. */
export const policyDocumentFlow: Flow = {
  id: 'policy_document',
  version: 1,
  title: words.title,
  slots: [
    platesSlot,
    {
      name: 'what',
      type: whatType,
      label: words.whatLabel,
      options: () => choices(words.what, WHAT),
      opening: (said) => whatIn(said),
      reopens: true,
      ask: () => ({ text: words.askWhat }),
    },
    {
      name: 'chased',
      type: internalType,
      label: '',
      opening: (said) => (NOT_COME.test(said) ? true : undefined),
    },
    carSlot(() => ({ text: words.askPlate })),
    {
      name: 'title',
      type: titleType,
      label: words.titleLabel,
      words: ['抬头'],
      optional: true,
      onlyWhenAsked: true,
      when: (slots) => slots['what'] === 'invoice',
      ask: (slots) => ({
        text: sorryFirst(words.askTitle, slots),
        offers: [{ label: copy.serviceRequest.skip, commands: [{ do: 'skip' }] }],
        no: [{ do: 'skip' }],
      }),
    },
    { name: 'known_email', type: internalType, label: '', sensitive: true },
    {
      name: 'deliver_to',
      type: deliverType,
      label: words.deliverLabel,
      words: ['邮箱', '接收'],
      sensitive: true,
      opening: (said) => emailIn(said),
      options: (slots) => deliverOptions(slots),
      ask: (slots) => {
        const question = words.askDeliver(words.whatName[whatOf(slots)]);
        return { text: whatOf(slots) === 'invoice' ? question : sorryFirst(question, slots) };
      },
      retry: () => ({ text: words.deliverFormat }),
    },
  ],
  requires: () => 2,
  prepare,
  confirm: (slots) => ({ text: words.readBack(partsOf(slots)) }),
  complete,
};

const NOT_COME =
  /没(?:有|给我)?(?:收到|到|发|寄)|到哪了?|(?:什么时候|啥时候|多久)(?:到|发|能)|怎么还/;

/** What did not come is sent once more, and a colleague looks for the first. */
function sorryFirst(question: string, slots: Slots): string {
  return slots['chased'] === true ? `${words.chased}\n${question}` : question;
}

function whatIn(said: string): What | undefined {
  if (/发票|开票/.test(said)) return 'invoice';
  return /电子保单|纸质|保单|标志|保险卡|投保证明|交强险标/.test(said)
    ? 'policy_document'
    : undefined;
}

function whatOf(slots: Slots): What {
  return slots['what'] === 'invoice' ? 'invoice' : 'policy_document';
}

function deliverOptions(slots: Slots) {
  const email = textField(slots, 'known_email');
  const known =
    email === undefined ? [] : [{ label: words.toKnown(maskEmail(email)), value: email }];
  const account = { label: words.toAccount, value: DELIVER_TO_ACCOUNT, words: words.accountWords };
  return [...known, account];
}

function deliverName(to: string): string {
  return to === DELIVER_TO_ACCOUNT ? words.toAccountName : maskEmail(to);
}

async function prepare(slots: Slots, context: FlowContext): Promise<Prepared> {
  const known = await prepareKnown(slots, context);
  const customerId = customerOf(context);
  if (customerId === undefined || slots['plates'] !== undefined) return known;
  const email = (await context.reads.policies.profile(customerId))?.email;
  const valid = email === undefined ? undefined : emailIn(email);
  return valid === undefined ? known : { ...known, slots: { ...known.slots, known_email: valid } };
}

/** Undefined: the policyholder. */
function titleOf(slots: Slots): string | undefined {
  const title = textField(slots, 'title');
  return title === words.defaultTitle ? undefined : title;
}

function partsOf(slots: Slots) {
  const title = titleOf(slots);
  return {
    what: words.whatName[whatOf(slots)],
    plate: plateText(textField(slots, 'plate') ?? ''),
    title: title === undefined ? undefined : maskText(title),
    to: deliverName(textField(slots, 'deliver_to') ?? ''),
  };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { now } = context;
  const { subject } = context;
  if (subject?.kind !== 'customer') return done(words.reporterOnly);
  const all = await context.reads.policies.ofCustomer(subject.customerId);
  if (all.length === 0) return done(words.none);
  const { policies, audit } = await policiesOfCar(textField(slots, 'plate'), context);
  const wanted = countingOf(policies, now);
  if (wanted.length === 0) return askCar(all, context);
  const base = requestBase(slots, context);
  const { what, to, plate } = partsOf(slots);
  const by = addMs(now, CALL_BACK_WITHIN_MS);
  return {
    kind: 'done',
    replies: [
      {
        text: words.done({ number: base.requestNo, what, to, by, now }),
        card: receipt({ number: base.requestNo, what, plate, to }),
        offers: [policyOffer(slots), handoffOffer()],
      },
    ],
    audit,
    writes: [
      {
        kind: 'registerServiceRequest',
        request: { ...base, isUrgent: false, details: detailsOf(slots, wanted) },
      },
      ...(slots['chased'] === true
        ? [
            {
              kind: 'requestHandoff',
              conversationId: context.conversationId,
              reason: 'flow',
            } as const,
          ]
        : []),
    ],
  };
}

/** Papers of what is in force or to come; of a car whose policies ended, of those. */
function countingOf(policies: readonly PolicyFacts[], now: Date): readonly PolicyFacts[] {
  const counting = policies.filter((policy) => isCurrentAt(policy, now));
  return counting.length > 0 ? counting : policies;
}

/** A plate that is not the customer's: another one is asked for. */
function askCar(policies: readonly PolicyFacts[], { now }: FlowContext): Outcome {
  const plates = carsOf(policies, now).flatMap(({ plate }) => plate ?? []);
  return {
    kind: 'ask',
    slot: 'plate',
    prompt: { text: words.notFound, offers: [handoffOffer()] },
    set: { plate: undefined, plates },
  };
}

function detailsOf(slots: Slots, policies: readonly PolicyFacts[]): ServiceRequestDetails {
  const deliverTo = textField(slots, 'deliver_to') ?? DELIVER_TO_ACCOUNT;
  const policyNos = policies.map(({ policyNo }) => policyNo);
  if (whatOf(slots) === 'policy_document') return { kind: 'policy_document', policyNos, deliverTo };
  const title = titleOf(slots);
  return { kind: 'invoice', policyNos, deliverTo, ...(title === undefined ? {} : { title }) };
}

function policyOffer(slots: Slots): Offer {
  const plate = textField(slots, 'plate');
  return {
    label: copy.renewal.labels.policy,
    commands: [
      { do: 'startFlow', flow: 'policy_query', slots: plate === undefined ? {} : { plate } },
    ],
  };
}

function receipt(parts: {
  readonly number: string;
  readonly what: string;
  readonly plate: string;
  readonly to: string;
}): ReceiptCard {
  const { number, plate } = copy.serviceRequest;
  return {
    kind: 'receipt',
    title: parts.what,
    facts: [
      { label: number, value: parts.number },
      { label: plate, value: parts.plate },
      { label: words.deliverLabel, value: parts.to },
    ],
  };
}

function done(text: string): Outcome {
  return { kind: 'done', replies: [{ text, offers: [handoffOffer()] }] };
}
