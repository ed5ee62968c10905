import {
  asksAfterComplaint,
  asksHowSoon,
  asksHowToComplain,
  MATTER_LENGTH_MAX,
  matterIn,
  requestIn,
  tellsSomething,
} from '../domain/complaint/complaint-words.ts';
import { DAY_MS } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { claimOptions, complaintLines, groupOf, isAboutClaim } from './complaint-facts.ts';
import { prepareComplaint } from './complaint-prepare.ts';
import { registerComplaint } from './complaint-register.ts';
import {
  categoryType,
  contactPhoneType,
  KNOWN_PHONE,
  listType,
  relatedClaimType,
  requestType,
  storyType,
} from './complaint-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { BeforeCancel, Flow, FlowContext, Leftover, Prompt, SlotSpec, Slots } from './flow.ts';
import { choiceType, filesType, internalType, plateType } from './slot-types.ts';

const text = copy.complaint;
/** A complaint is not lost because somebody had to go: a week. */
const KEPT_MS = 7 * DAY_MS;

const internal = (name: string): SlotSpec => ({ name, type: internalType, label: '' });
/** 先登记现有内容: nothing more is asked. */
const isOpen = (slots: Slots): boolean => slots['finish_now'] !== true;
const skip: Offer['commands'] = [{ do: 'skip' }];

const slots: readonly SlotSpec[] = [
  {
    ...internal('received_at'),
    opening: (_said, context) => context.saidAt.toISOString(),
  },
  { ...internal('asks_how'), opening: (said) => (asksHowToComplain(said) ? true : undefined) },
  {
    name: 'matter',
    type: storyType,
    label: text.slots.matter,
    words: text.words.matter,
    holdsStory: true,
    opening: (said) => matterIn(said),
    accept: (value, { said }) => (said === '' || tellsSomething(said) ? value : undefined),
    ask: (values, { brand }) => ({
      text: [...(values['asks_how'] === true ? [text.ask.how(brand)] : []), text.ask.matter].join(
        '\n',
      ),
      offers: [handoff()],
    }),
  },
  {
    name: 'group',
    type: choiceType,
    label: '',
    onlyWhenAsked: true,
    when: (values) => values['recategorize'] === true,
    options: () => text.groups.map(({ label, words }) => ({ label, value: label, words })),
    ask: () =>
      numbered(
        text.ask.group,
        text.groups.map(({ label }) => label),
      ),
  },
  {
    name: 'category',
    type: categoryType,
    label: '',
    onlyWhenAsked: true,
    when: (values) => values['recategorize'] === true && (groupOf(values)?.length ?? 0) > 1,
    options: (values) =>
      (groupOf(values) ?? []).map((value) => ({ label: text.category(value), value })),
    ask: (values) => numbered(text.ask.category, (groupOf(values) ?? []).map(text.category)),
  },
  {
    name: 'request',
    type: requestType,
    label: text.slots.request,
    words: text.words.request,
    optional: true,
    holdsStory: true,
    accept: (value, { said }) => (tellsSomething(said) ? value : undefined),
    when: (values) => isOpen(values) && requestIn(textField(values, 'matter') ?? '') === undefined,
    ask: () => ({
      text: text.ask.request,
      offers: [{ label: text.labels.noRequest, commands: skip }],
      no: skip,
    }),
  },
  {
    name: 'claim_no',
    type: relatedClaimType,
    label: text.slots.claim,
    words: text.words.claim,
    optional: true,
    onlyWhenAsked: true,
    when: (values) => isOpen(values) && claimOptions(values).length > 0 && isAboutClaim(values),
    options: claimOptions,
    ask: () => ({ text: text.ask.claim, no: skip }),
  },
  { name: 'plate', type: plateType, label: text.slots.plate },
  {
    name: 'contact_phone',
    type: contactPhoneType,
    label: text.slots.phone,
    words: text.words.phone,
    optional: true,
    sensitive: true,
    when: isOpen,
    ask: askPhone,
    retry: () => ({ text: text.ask.phoneAgain, offers: [inChat()] }),
  },
  {
    name: 'evidence',
    type: filesType,
    label: text.slots.evidence,
    collects: true,
    optional: true,
    when: isOpen,
    ask: () => ({
      text: text.ask.evidence,
      offers: [{ label: text.labels.noMore, commands: skip }],
    }),
  },
  internal('recategorize'),
  internal('finish_now'),
  internal('other_phone'),
  internal('known_phone'),
  internal('known_level'),
  { name: 'claims', type: listType, label: '' },
];

/**
 * A complaint in the customer's own words, for anybody, without proof of who they are: registered under a number
 * with its two promises (domain.md 2.4). Nothing here persuades, refuses or asks why.
 */
export const complaintFileFlow: Flow = {
  id: 'complaint_file',
  version: 1,
  title: text.title,
  slots,
  empathy: text.empathy,
  keptMs: KEPT_MS,
  leftover,
  prepare: prepareComplaint,
  summary: (values, context) =>
    values['matter'] === undefined ? '' : text.summary(complaintLines(values, context)),
  beforeCancel,
  confirm: (values, context) => ({
    text: [text.readBack, ...complaintLines(values, context), text.askFile].join('\n'),
    offers: [
      {
        label: text.labels.changeCategory,
        commands: [
          { do: 'clearSlot', slot: 'group' },
          { do: 'clearSlot', slot: 'category' },
          { do: 'setSlot', slot: 'recategorize', value: true },
        ],
      },
    ],
  }),
  complete: registerComplaint,
};

/** Shorter words tell nothing of their own: `没想好`. */
const TOLD_ON_MIN = 4;

/** Who goes on telling while a phone or a photo is asked for is heard. */
function leftover(said: string, values: Slots): Leftover | undefined {
  if (textField(values, 'matter') === undefined || !tellsSomething(said)) return undefined;
  if (asksAfterComplaint(said)) return { set: {}, note: text.notFiledYet };
  if (asksHowSoon(said)) return { set: {}, note: text.howSoon };
  if (said.trim().length < TOLD_ON_MIN) return undefined;
  const all = `${textField(values, 'matter')}\n${said.trim()}`;
  return all.length > MATTER_LENGTH_MAX ? undefined : { set: { matter: all }, note: text.toldMore };
}

/** A choice from a list that is longer than the taps: answered by number. */
function numbered(question: string, labels: readonly string[]): Prompt {
  return { text: [question, ...labels.map((label, i) => text.choice(i + 1, label))].join('\n') };
}

/** The number on record is offered masked to whom it belongs; others are asked, and may leave none. */
function askPhone(values: Slots, { level }: FlowContext): Prompt {
  const known = textField(values, 'known_phone');
  if (level < 1 || known === undefined || values['other_phone'] === true) {
    return { text: text.ask.phone, offers: [inChat()], no: skip };
  }
  const use: Offer['commands'] = [{ do: 'setSlot', slot: 'contact_phone', value: KNOWN_PHONE }];
  const other: Offer['commands'] = [{ do: 'setSlot', slot: 'other_phone', value: true }];
  return {
    text: text.ask.phoneKnown(known),
    offers: [
      { label: text.labels.takeKnown(known), commands: use },
      { label: text.labels.otherPhone, commands: other },
      inChat(),
    ],
    yes: use,
    no: other,
  };
}

/** What was told is worth registering: asked once, before it is dropped. */
function beforeCancel(values: Slots, context: FlowContext): BeforeCancel | undefined {
  if (textField(values, 'matter') === undefined || !isOpen(values)) return undefined;
  const now = { ...values, finish_now: true };
  return {
    set: { finish_now: true },
    prompt: {
      text: text.beforeCancel(complaintLines(now, context).join('\n')),
      offers: [
        { label: text.labels.fileNow, commands: [{ do: 'affirm' }] },
        { label: text.labels.drop, commands: [{ do: 'cancel' }] },
      ],
      no: [{ do: 'cancel' }],
    },
  };
}

function inChat(): Offer {
  return { label: text.labels.inChat, commands: skip };
}

function handoff(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}
