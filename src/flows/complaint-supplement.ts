import {
  besideWish,
  MATTER_LENGTH_MAX,
  tellsSomething,
} from '../domain/complaint/complaint-words.ts';
import { textField } from '../lib/json.ts';
import {
  actOn,
  choiceSlots,
  chosen,
  guardChoice,
  handoffOffer,
  internalSlot,
  mayDo,
  prepareChoice,
  statusOffer,
} from './complaint-own.ts';
import { promiseLines } from './complaint-promises.ts';
import { clipped, storyType } from './complaint-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Leftover, Outcome, Prompt, Slots } from './flow.ts';
import { fileIdsIn, filesType } from './slot-types.ts';

const text = copy.complaintActs.supplement;
const SHOWN_LENGTH_MAX = 80;
const rule = { may: mayDo('supplement'), nothing: text.nothing };

/** Words and files that are added to a complaint: its handler reads them, and they are answered within a time. */
export const complaintSupplementFlow: Flow = {
  id: 'complaint_supplement',
  version: 1,
  title: text.title,
  empathy: '',
  guard: guardChoice(rule.may, rule.nothing),
  prepare: prepareChoice(rule.may),
  leftover,
  slots: [
    ...choiceSlots(),
    internalSlot('is_whole'),
    internalSlot('is_inferred'),
    internalSlot('is_another'),
    {
      ...internalSlot('is_sure'),
      when: ({ is_inferred: isInferred }) => isInferred === true,
      ask: askWhether,
    },
    {
      name: 'told',
      type: storyType,
      label: text.label,
      onlyWhenAsked: true,
      optional: true,
      holdsStory: true,
      when: ({ evidence, told, is_whole: isWhole }) =>
        fileIdsIn(evidence).length === 0 && !(isWhole === true && told === undefined),
      opening: (said) => besideWish(said),
      ask: () => ({ text: text.askText, no: [{ do: 'skip' }] }),
    },
    {
      name: 'evidence',
      type: filesType,
      label: text.evidence,
      collects: true,
      optional: true,
      // What answers us reaches the handler at once: whoever is asked for more may have gone.
      when: ({ is_whole: isWhole }) => isWhole !== true,
      ask: ({ evidence }) => ({
        text: fileIdsIn(evidence).length === 0 ? text.askFiles : text.askMore,
        offers: [{ label: copy.complaint.labels.noMore, commands: [{ do: 'skip' }] }],
      }),
    },
  ],
  complete,
};

/** Nobody's words are passed on as a complaint that they did not mean. */
function askWhether(slots: Slots): Prompt {
  const told = textField(slots, 'told') ?? '';
  const yes = [{ do: 'setSlot', slot: 'is_sure', value: true }] as const;
  return {
    text: text.askWhether(textField(slots, 'complaint_no'), clipped(told, SHOWN_LENGTH_MAX)),
    offers: [
      { label: text.pass, commands: yes },
      {
        label: text.another,
        commands: [{ do: 'setSlot', slot: 'is_another', value: true }, ...yes],
      },
      { label: text.leave, commands: [{ do: 'cancel' }] },
      handoffOffer(),
    ],
    yes,
    no: [{ do: 'cancel' }],
  };
}

/** Words beside the files belong to what is added. */
function leftover(said: string, slots: Slots): Leftover | undefined {
  if (!tellsSomething(said)) return undefined;
  const before = textField(slots, 'told');
  const all = before === undefined ? said.trim() : `${before}\n${said.trim()}`;
  return { set: { told: all.slice(0, MATTER_LENGTH_MAX) }, note: text.noted };
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  if (slots['is_another'] === true) {
    const matter = textField(slots, 'told') ?? '';
    const next = { flow: 'complaint_file', slots: { matter } };
    return { kind: 'done', replies: [{ text: text.anotherBegun }], next };
  }
  const found = await chosen(slots, context, rule);
  if (found.kind === 'gone') return found.outcome;
  const { view } = found;
  const told = textField(slots, 'told');
  const evidenceIds = fileIdsIn(slots['evidence']);
  if (told === undefined && evidenceIds.length === 0) {
    return { kind: 'done', replies: [{ text: text.empty, offers: [statusOffer()] }] };
  }
  return actOn({
    view,
    context,
    act: {
      name: 'supplement',
      text: told ?? text.filesOnly(evidenceIds.length),
      ...(evidenceIds.length === 0 ? {} : { evidenceIds }),
    },
    reply: (promises) => ({
      text: [
        text.done(view.complaintNo, evidenceIds.length),
        ...promiseLines(promises, context.now),
      ].join('\n'),
      offers: [statusOffer(view.complaintNo)],
    }),
  });
}
