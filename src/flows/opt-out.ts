import { REFUSABLE_PURPOSES, type RefusablePurpose } from '../domain/consent.ts';
import { type MessageChoice, readMessageChoice } from '../domain/message-choice.ts';
import type { Write } from '../domain/write.ts';
import { isJsonObject, type Json } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Slots, SlotType } from './flow.ts';
import { choiceType } from './slot-types.ts';

const text = copy.optOut;
/** The customer decided by what they said; no text of ours was agreed to. */
const BY_WORDS = 'words';

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
        const { isWanted, purposes, isAboutService } = readMessageChoice(said);
        return { isWanted, purposes, isAboutService };
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

/** Begun by a tap there are no words: everything that may be refused is. */
function choiceOf(slots: Slots): MessageChoice {
  const stored = slots['choice'];
  if (!isJsonObject(stored)) return readMessageChoice('');
  return {
    isWanted: stored['isWanted'] === true,
    purposes: REFUSABLE_PURPOSES.filter((purpose) => isIn(stored['purposes'], purpose)),
    isAboutService: stored['isAboutService'] === true,
  };
}

function isIn(list: Json | undefined, purpose: RefusablePurpose): boolean {
  return Array.isArray(list) && list.includes(purpose);
}

function complete(slots: Slots, context: FlowContext): Outcome {
  const { isWanted, purposes, isAboutService } = choiceOf(slots);
  if (isWanted) return wanted(slots, { purposes, context });
  if (isAboutService && purposes.length === 0)
    return { kind: 'done', replies: [serviceOnly(context)] };
  const isKnown = context.subject?.kind === 'customer';
  const lines = [
    text.refused(purposes, isKnown),
    text.serviceGoesOn,
    ...(isKnown ? [] : [text.phoneToo]),
    text.backAgain(purposes),
  ];
  return {
    kind: 'done',
    replies: [{ text: lines.join('\n'), offers: isKnown ? [] : [identify()] }],
    writes: decisions(purposes, { isGranted: false, context }),
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

function wanted(
  slots: Slots,
  { purposes, context }: Pick<MessageChoice, 'purposes'> & { readonly context: FlowContext },
): Outcome {
  const chosen = REFUSABLE_PURPOSES.filter((purpose) => slots['wanted_again'] === purpose);
  const all = purposes.length > 0 ? purposes : chosen;
  return {
    kind: 'done',
    replies: [{ text: text.wanted(all) }],
    writes: decisions(all, { isGranted: true, context }),
  };
}

function decisions(
  purposes: readonly RefusablePurpose[],
  { isGranted, context }: { readonly isGranted: boolean; readonly context: FlowContext },
): readonly Write[] {
  const { identityId, conversationId, channelAccount, subject, saidAt } = context;
  return purposes.map((purpose) => ({
    kind: 'decideConsent',
    decision: {
      identityId,
      ...(subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
      conversationId,
      channelAccount,
      purpose,
      isGranted,
      textVersion: BY_WORDS,
      decidedAt: saidAt,
    },
  }));
}
