import { FAILURES_MAX, type IdentityEvidence, LOCK_MS, type Subject } from '../domain/identity.ts';
import { maskPhone, maskPlate } from '../domain/mask.ts';
import { addMs } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import type { IdentityPart } from './copy/identify.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, SlotSpec, Slots, Stop } from './flow.ts';
import {
  evidenceOf,
  missingParts,
  neededLevel,
  type Way,
  wayOf,
  wayOptions,
} from './identify-way.ts';
import {
  choiceType,
  claimNoType,
  idLast4Type,
  internalType,
  oneTimeCodeType,
  phoneType,
  plateType,
} from './slot-types.ts';

const text = copy.identify;
const parts = copy.identityParts;

/** Proves who is talking, from L0 to L2 (domain.md 3.4). Other flows reach it through `requires`. */
export const identifyFlow: Flow = {
  id: 'identify',
  version: 1,
  title: text.title,
  slots: [
    {
      name: 'way',
      type: choiceType,
      label: text.wayLabel,
      when: (slots, context) => wayOf(slots, context) === 'undecided',
      ask: () => ({ text: text.askWay }),
      options: (_slots, context) => wayOptions(context),
    },
    part('plate', { type: plateType, words: ['车牌', '车号'], ways: ['documents'] }),
    part('claim_no', {
      type: claimNoType,
      words: ['报案号', '赔案号', '案件号'],
      ways: ['report'],
    }),
    part('phone', {
      type: phoneType,
      words: ['手机', '电话', '号码'],
      ways: ['documents', 'report', 'code'],
      passes: /新的?(?:手机|电话|号)|换成/,
    }),
    {
      ...part('one_time_code', { type: oneTimeCodeType, words: ['验证码'], ways: ['code'] }),
      // Only after it was sent, and to the number that counts now.
      when: (slots, context) =>
        wayOf(slots, context) === 'code' && slots['code_sent_to'] === slots['phone'],
    },
    part('id_last4', {
      type: idLast4Type,
      words: ['证件', '身份证', '后四位', '尾号'],
      ways: ['documents', 'step_up'],
    }),
    { name: 'need', type: internalType, label: '' },
    { name: 'failures', type: internalType, label: '' },
    { name: 'next', type: internalType, label: '' },
    { name: 'code_sent_to', type: internalType, label: '', sensitive: true },
  ],
  guard,
  complete,
};

function part(
  name: IdentityPart,
  spec: Pick<SlotSpec, 'type'> & {
    readonly words: readonly string[];
    readonly ways: readonly Way[];
    readonly passes?: RegExp;
  },
): SlotSpec {
  return {
    name,
    type: spec.type,
    label: parts[name],
    words: spec.words,
    ...(spec.passes === undefined ? {} : { passes: spec.passes }),
    sensitive: name !== 'plate' && name !== 'claim_no',
    when: (slots, context) => spec.ways.includes(wayOf(slots, context)),
    ask: (slots, context) => askFor(name, slots, context),
    retry: () => ({ text: text.formats[name] }),
  };
}

function askFor(name: IdentityPart, slots: Slots, context: FlowContext): Prompt {
  const missing = missingParts(slots, context);
  const way = wayOf(slots, context);
  const setWay = (value: string) => [{ do: 'setSlot', slot: 'way', value } as const];
  const reporter: Offer = { label: text.labels.reporter, commands: setWay('report') };
  const code: readonly Offer[] = context.features.oneTimeCode
    ? [{ label: text.labels.code, commands: setWay('code') }]
    : [];
  const documents: Offer = { label: text.labels.documents, commands: setWay('documents') };
  if (name === 'one_time_code') return { text: text.askCode, offers: codeOffers() };
  if (way === 'step_up') return { text: text.askStepUp };
  if (way === 'report') return { text: text.askReport(missing), offers: [documents] };
  if (way === 'code') return { text: text.askCodePhone, offers: [documents] };
  return missing.length === 3
    ? { text: text.askAll(context.features.oneTimeCode), offers: [...code, reporter] }
    : { text: text.askMore(missing) };
}

function codeOffers(): readonly Offer[] {
  return [
    {
      label: text.labels.resend,
      commands: [
        { do: 'clearSlot', slot: 'one_time_code' },
        { do: 'clearSlot', slot: 'code_sent_to' },
      ],
    },
    {
      label: text.labels.documents,
      commands: [{ do: 'setSlot', slot: 'way', value: 'documents' }],
    },
    handoffOffer('asked'),
  ];
}

function handoffOffer(reason: 'asked' | 'identity_locked'): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason }] };
}

async function guard(slots: Slots, context: FlowContext): Promise<Stop | undefined> {
  const until = await context.reads.identity.lockedUntil(context.identityId, context.now);
  if (until !== undefined) return stopLocked(text.locked(until, context.now));
  const isKnown = context.level >= neededLevel(slots) && slots['way'] === undefined;
  return isKnown ? { kind: 'stop', replies: [{ text: text.alreadyKnown }] } : undefined;
}

function stopLocked(said: string): Stop {
  return { kind: 'stop', replies: [{ text: said, offers: [handoffOffer('identity_locked')] }] };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const way = wayOf(slots, context);
  const phone = textField(slots, 'phone');
  if (way === 'code' && phone !== undefined && slots['code_sent_to'] !== phone) {
    return sendCode(phone, context);
  }
  const evidence = evidenceOf(way, slots);
  const check = await context.reads.identity.check(context.identityId, evidence, context.now);
  switch (check.kind) {
    case 'locked':
      return stopLocked(text.locked(check.until, context.now));
    case 'no_match':
      return failed(slots, { evidence, way, context });
    case 'matched':
      return matched(slots, { subject: check.subject, level: check.level, way, context });
  }
}

function sendCode(phone: string, { identityId }: FlowContext): Outcome {
  return {
    kind: 'ask',
    slot: 'one_time_code',
    set: { code_sent_to: phone, one_time_code: undefined },
    prompt: { text: text.codeSent(maskPhone(phone)), offers: codeOffers() },
    writes: [{ kind: 'sendOneTimeCode', identityId, phone }],
  };
}

interface Failure {
  readonly evidence: IdentityEvidence;
  readonly way: Way;
  readonly context: FlowContext;
}

function failed(slots: Slots, { evidence, way, context }: Failure): Outcome {
  const before = slots['failures'];
  const failures = (typeof before === 'number' ? before : 0) + 1;
  const { identityId, now } = context;
  const writes = [{ kind: 'recordIdentityFailure', identityId, evidence } as const];
  const audit = [auditOf('identity.failed', context, { way, failures })];
  if (failures >= FAILURES_MAX) {
    return { ...stopLocked(text.lockedNow(addMs(now, LOCK_MS), now)), writes, audit };
  }
  if (way === 'code') {
    const set = { failures, one_time_code: undefined };
    const prompt = { text: text.codeNoMatch, offers: codeOffers() };
    return { kind: 'ask', slot: 'one_time_code', prompt, set, writes, audit };
  }
  return {
    kind: 'retry',
    prompt: { text: text.noMatch(givenText(evidence)), offers: retryOffers(evidence) },
    set: { failures },
    writes,
    audit,
  };
}

/** What was given, masked: enough to see a slip, too little to learn anything. */
function givenText({ plate, phone, idLast4, claimNo }: IdentityEvidence): string {
  const shown = [
    plate === undefined ? undefined : text.given('plate', maskPlate(plate)),
    claimNo === undefined ? undefined : text.given('claim_no', claimNo),
    phone === undefined ? undefined : text.given('phone', maskPhone(phone)),
    idLast4 === undefined ? undefined : text.given('id_last4', text.hidden),
  ];
  return shown.filter((item) => item !== undefined).join('，');
}

function retryOffers(evidence: IdentityEvidence): readonly Offer[] {
  const change = (name: IdentityPart): Offer => ({
    label: copy.labels.change(parts[name]),
    commands: [{ do: 'clearSlot', slot: name }],
  });
  return [
    { label: text.labels.retryAll, commands: [{ do: 'restart' }] },
    ...(evidence.plate === undefined ? [] : [change('plate')]),
    ...(evidence.claimNo === undefined ? [] : [change('claim_no')]),
    ...(evidence.phone === undefined ? [] : [change('phone')]),
    ...(evidence.idLast4 === undefined ? [] : [change('id_last4')]),
  ];
}

interface Match {
  readonly subject: Subject;
  readonly level: 1 | 2;
  readonly way: Way;
  readonly context: FlowContext;
}

const PROVED_BY: Readonly<Record<Way, string>> = {
  documents: 'plate_phone_id',
  report: 'report_no_phone',
  code: 'one_time_code',
  step_up: 'id_last4',
  undecided: 'plate_phone_id',
};

function matched(slots: Slots, { subject, level, way, context }: Match): Outcome {
  const by = PROVED_BY[way];
  const next = textField(slots, 'next');
  return {
    kind: 'done',
    replies: [{ text: subject.kind === 'reporter' ? text.matchedReporter : text.matched }],
    writes: [{ kind: 'bindIdentity', identityId: context.identityId, subject, level, by }],
    audit: [auditOf('identity.verified', context, { by, level })],
    ...(next === undefined ? {} : { next: { flow: next } }),
  };
}

function auditOf(action: string, { identityId }: FlowContext, data: Slots) {
  return {
    actor: { kind: 'customer' as const, id: identityId },
    action,
    subjectKind: 'identity',
    subjectId: identityId,
    data,
  };
}
