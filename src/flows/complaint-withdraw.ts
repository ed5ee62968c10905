import { textField } from '../lib/json.ts';
import {
  actOn,
  choiceSlots,
  chosen,
  guardChoice,
  internalSlot,
  mayDo,
  prepareChoice,
  statusOffer,
} from './complaint-own.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Slots } from './flow.ts';

const text = copy.complaintActs.withdraw;
const rule = { may: mayDo('withdraw'), nothing: text.nothing };

/** Withdrawing a complaint: asked once whether it is meant, never why, and over the same day (投诉处理管理办法 15). */
export const complaintWithdrawFlow: Flow = {
  id: 'complaint_withdraw',
  version: 1,
  title: text.title,
  empathy: '',
  guard: guardChoice(rule.may, rule.nothing),
  prepare: prepareChoice(rule.may),
  slots: [
    ...choiceSlots(),
    {
      ...internalSlot('is_sure'),
      ask: (slots) => {
        const yes = [{ do: 'setSlot', slot: 'is_sure', value: true }] as const;
        const no = [{ do: 'cancel' }] as const;
        return {
          text: text.ask(textField(slots, 'complaint_no') ?? ''),
          offers: [
            { label: text.yes, commands: yes },
            { label: text.no, commands: no },
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
    act: { name: 'withdraw' },
    reply: () => ({ text: text.done(view.complaintNo), offers: [statusOffer(view.complaintNo)] }),
  });
}
