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

const text = copy.complaintActs.review;
const SHOWN_LENGTH_MAX = 200;
const rule = { may: mayDo('request_review'), nothing: text.nothing };

/** A decision is looked at again by the superior: in writing, within 30 days of it (投诉处理管理办法 20). */
export const complaintReviewFlow: Flow = {
  id: 'complaint_review',
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
    {
      ...internalSlot('is_sure'),
      ask: (slots) => {
        const yes = [{ do: 'setSlot', slot: 'is_sure', value: true }] as const;
        const reason = clipped(textField(slots, 'reason') ?? '', SHOWN_LENGTH_MAX);
        return {
          text: text.readBack(textField(slots, 'complaint_no') ?? '', reason),
          offers: [
            { label: text.yes, commands: yes },
            { label: text.change, commands: [{ do: 'clearSlot', slot: 'reason' }] },
            { label: copy.labels.cancel, commands: [{ do: 'cancel' }] },
          ],
          yes,
          no: [{ do: 'clearSlot', slot: 'reason' }],
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
    act: { name: 'request_review', reason: textField(slots, 'reason') ?? '' },
    reply: (promises) => ({
      text: [text.done(view.complaintNo), ...promiseLines(promises, context.now)].join('\n'),
      offers: [statusOffer(view.complaintNo), handoffOffer()],
    }),
  });
}
