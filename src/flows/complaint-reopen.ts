import { besideWish } from '../domain/complaint/complaint-words.ts';
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
import type { Flow, FlowContext, Outcome, Slots } from './flow.ts';

const text = copy.complaintActs.reopen;
const SHOWN_LENGTH_MAX = 80;
const rule = { may: mayDo('reopen'), nothing: text.nothing };

/** A closed complaint is taken up again within 30 days, under its number and with promises of its own. */
export const complaintReopenFlow: Flow = {
  id: 'complaint_reopen',
  version: 1,
  title: text.title,
  empathy: '',
  guard: guardChoice(rule.may, rule.nothing),
  prepare: prepareChoice(rule.may),
  slots: [
    ...choiceSlots(),
    {
      name: 'reason',
      type: storyType,
      label: text.reason,
      onlyWhenAsked: true,
      holdsStory: true,
      opening: (said) => besideWish(said),
      ask: () => ({ text: text.askReason }),
    },
    internalSlot('is_inferred'),
    {
      ...internalSlot('is_sure'),
      when: ({ is_inferred: isInferred }) => isInferred === true,
      ask: (slots) => {
        const yes = [{ do: 'setSlot', slot: 'is_sure', value: true }] as const;
        const no = [{ do: 'cancel' }] as const;
        const reason = clipped(textField(slots, 'reason') ?? '', SHOWN_LENGTH_MAX);
        return {
          text: text.askWhether(textField(slots, 'complaint_no') ?? '', reason),
          offers: [
            { label: text.yes, commands: yes },
            { label: text.no, commands: no },
            handoffOffer(),
          ],
          yes,
          no,
        };
      },
    },
  ],
  complete,
};

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const found = await chosen(slots, context, rule);
  if (found.kind === 'gone') return found.outcome;
  const { view } = found;
  return actOn({
    view,
    context,
    act: { name: 'reopen', reason: textField(slots, 'reason') ?? '' },
    reply: (promises) => ({
      text: [text.done(view.complaintNo), ...promiseLines(promises, context.now)].join('\n'),
      offers: [statusOffer(view.complaintNo), handoffOffer()],
    }),
  });
}
