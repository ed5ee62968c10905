import {
  CONSENT_WAYS,
  type ConsentWay,
  REFUSABLE_PURPOSES,
  type RefusablePurpose,
} from '../domain/consent.ts';
import { maskText } from '../domain/mask.ts';
import { type MessageChoice, readMessageChoice } from '../domain/message-choice.ts';
import type { Write } from '../domain/write.ts';
import { isJsonObject, type Json, textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Slots, SlotType } from './flow.ts';
import { choiceType } from './slot-types.ts';

const text = copy.optOut;
/** The customer decided by what they said; no text of ours was agreed to. */
const BY_WORDS = 'words';
const EVIDENCE_LENGTH_MAX = 200;

/** What the words that began the flow ask for. */
const choiceReadType: SlotType = {
  name: 'message_choice',
  check: (value) => (isJsonObject(value) ? value : undefined),
};

/**
 * No more messages, by kind and at once; and having them again, for whoever says so. Works for anybody (L0): who
 * refuses proves nothing.
 */
export const optOutFlow: Flow = {
  id: 'opt_out',
  version: 1,
  title: text.title,
  slots: [
    {
      name: 'choice',
      type: choiceReadType,
      label: '',
      opening: (said) => {
        const { isWanted, purposes, isAboutService, way } = readMessageChoice(said);
        // What they said is the proof of it.
        const text = maskText(said).slice(0, EVIDENCE_LENGTH_MAX);
        return { isWanted, purposes, isAboutService, way, text };
      },
    },
    {
      name: 'wanted_again',
      type: choiceType,
      label: text.slotLabel,
      onlyWhenAsked: true,
      when: (slots) => {
        const { isWanted, purposes } = choiceOf(slots);
        return isWanted && purposes.length === 0;
      },
      ask: () => ({ text: text.askWhich }),
      options: () => REFUSABLE_PURPOSES.map(optionOf),
    },
  ],
  complete: (slots, context) => Promise.resolve(complete(slots, context)),
};

function optionOf(purpose: RefusablePurpose): Option {
  return { label: text.kind(purpose), value: purpose, words: text.kindWords[purpose] };
}

interface Choice extends MessageChoice {
  /** What they said, masked. */
  readonly text?: string;
}

/** Begun by a tap there are no words: everything that may be refused is. */
function choiceOf(slots: Slots): Choice {
  const stored = slots['choice'];
  if (!isJsonObject(stored)) return readMessageChoice('');
  const way = CONSENT_WAYS.find((one) => one === stored['way']);
  const text = textField(stored, 'text');
  return {
    ...(way === undefined ? {} : { way }),
    ...(text === undefined ? {} : { text }),
    isWanted: stored['isWanted'] === true,
    purposes: REFUSABLE_PURPOSES.filter((purpose) => isIn(stored['purposes'], purpose)),
    isAboutService: stored['isAboutService'] === true,
  };
}

function isIn(list: Json | undefined, purpose: RefusablePurpose): boolean {
  return Array.isArray(list) && list.includes(purpose);
}

function complete(slots: Slots, context: FlowContext): Outcome {
  const choice = choiceOf(slots);
  const { isWanted, purposes, isAboutService, way } = choice;
  if (isWanted) return wanted(slots, choice, context);
  if (isAboutService && purposes.length === 0)
    return { kind: 'done', replies: [serviceOnly(context)] };
  const isKnown = context.subject?.kind === 'customer';
  const lines = [
    text.refused(purposes, { isKnown, way }),
    ...(way === undefined ? [] : [text.otherWays]),
    text.serviceGoesOn,
    ...(isKnown ? [] : [text.phoneToo]),
    text.backAgain(purposes),
  ];
  return {
    kind: 'done',
    replies: [{ text: lines.join('\n'), offers: isKnown ? [] : [identify()] }],
    writes: decisions(choice, { isGranted: false, context }),
  };
}

function identify(): Offer {
  const command = { do: 'startFlow', flow: 'identify', slots: { need: 1 } } as const;
  return { label: text.identify, commands: [command] };
}

function serviceOnly({ brand }: FlowContext) {
  return {
    text: text.serviceOnly(brand),
    offers: [
      { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' } as const] },
    ],
  };
}

function wanted(slots: Slots, choice: Choice, context: FlowContext): Outcome {
  const chosen = REFUSABLE_PURPOSES.filter((purpose) => slots['wanted_again'] === purpose);
  const purposes = choice.purposes.length > 0 ? choice.purposes : chosen;
  return {
    kind: 'done',
    replies: [{ text: text.wanted(purposes) }],
    writes: decisions({ ...choice, purposes }, { isGranted: true, context }),
  };
}

function decisions(
  choice: Pick<Choice, 'purposes' | 'way' | 'text'>,
  { isGranted, context }: { readonly isGranted: boolean; readonly context: FlowContext },
): readonly Write[] {
  const { identityId, conversationId, channelAccount, subject, saidAt } = context;
  const way: ConsentWay | undefined = choice.way;
  return choice.purposes.map((purpose) => ({
    kind: 'decideConsent',
    decision: {
      identityId,
      ...(subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
      conversationId,
      channelAccount,
      purpose,
      ...(way === undefined ? {} : { way }),
      isGranted,
      textVersion: BY_WORDS,
      ...(choice.text === undefined ? {} : { evidence: { text: choice.text } }),
      decidedAt: saidAt,
    },
  }));
}
