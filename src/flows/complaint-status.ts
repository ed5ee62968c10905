import type { ComplaintView } from '../domain/complaint/complainant.ts';
import { isEnded } from '../domain/complaint/record.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import {
  actOffers,
  complaintOptions,
  handoffOffer,
  identifyOffer,
  isKnownCustomer,
  ownComplaints,
  readOf,
} from './complaint-own.ts';
import { statusCard, statusText } from './complaint-status-text.ts';
import { complaintNoType } from './complaint-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, Slots } from './flow.ts';

const text = copy.complaint;
const told = text.status;
/** With a person, and the others where there are some, four taps in all. */
const OFFERS_MAX = 4;

/** What became of my complaint: its state in plain words, what was promised until when, and what one may do now. */
export const complaintStatusFlow: Flow = {
  id: 'complaint_status',
  version: 2,
  title: text.statusTitle,
  slots: [
    {
      name: 'complaint_no',
      type: complaintNoType,
      label: text.filed.number,
      words: told.numberWords,
      retry: () => ({ text: told.chooseAgain }),
    },
  ],
  complete,
};

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const all = await ownComplaints(context);
  const wanted = textField(slots, 'complaint_no');
  const found = wanted === undefined ? all : all.filter((one) => one.complaintNo === wanted);
  const only = found.length === 1 ? found[0] : undefined;
  if (only !== undefined) return one(only, { context, hasOthers: all.length > 1 });
  if (found.length > 1) return askWhich(found, context);
  const isKnown = isKnownCustomer(context);
  return { kind: 'done', replies: [nothing(wanted, { isKnown, hasOthers: all.length > 0 })] };
}

interface Telling {
  readonly context: FlowContext;
  readonly hasOthers: boolean;
}

function one(view: ComplaintView, { context, hasOthers }: Telling): Outcome {
  const last = [...(hasOthers ? [othersOffer()] : []), handoffOffer()];
  return {
    kind: 'done',
    replies: [
      {
        text: statusText(view, context.now),
        card: statusCard(view, context.now),
        offers: [...actOffers(view).slice(0, OFFERS_MAX - last.length), ...last],
      },
    ],
    audit: [readOf(view, context)],
    again: { complaint_no: view.complaintNo },
  };
}

/** Those that are open come first. */
function askWhich(views: readonly ComplaintView[], context: FlowContext): Outcome {
  const shown = [
    ...views.filter(({ status }) => !isEnded(status)),
    ...views.filter(({ status }) => isEnded(status)),
  ];
  const options = complaintOptions(shown, context.now);
  const listed = shown.slice(0, options.length);
  const lines = listed.map((view, i) =>
    told.listLine(i + 1, options[i]?.label ?? '', told.badge(view.status)),
  );
  return {
    kind: 'ask',
    slot: 'complaint_no',
    options,
    prompt: { text: [told.list(views.length), ...lines].join('\n') },
    audit: listed.map((view) => readOf(view, context)),
  };
}

/** The same words whether the number does not exist or belongs to somebody else (law 8). */
function nothing(
  wanted: string | undefined,
  { isKnown, hasOthers }: { readonly isKnown: boolean; readonly hasOthers: boolean },
): Prompt {
  const file: Offer = {
    label: text.labels.again,
    commands: [{ do: 'startFlow', flow: 'complaint_file' }],
  };
  const none = isKnown ? told.noneKnown : told.none;
  return {
    text: wanted === undefined ? none : told.notFound,
    offers: [
      ...(isKnown ? [] : [identifyOffer()]),
      ...(hasOthers ? [othersOffer()] : []),
      file,
      handoffOffer(),
    ],
  };
}

function othersOffer(): Offer {
  return {
    label: text.labels.others,
    commands: [{ do: 'startFlow', flow: complaintStatusFlow.id, slots: {} }],
  };
}
