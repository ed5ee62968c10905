import { isClosed } from '../domain/claim/transitions.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import { normalizeComplaintNo } from '../domain/complaint/complaint-no.ts';
import { normalizeNumber } from '../domain/identifiers.ts';
import { textField } from '../lib/json.ts';
import { claimReply } from './claim-reply.ts';
import { aboutClaim, type ClaimReadership, maySeeDetails, stageBadge } from './claim-view-text.ts';
import type { Offer } from './command.ts';
import { day, relativeDay } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Prompt, Slots } from './flow.ts';
import { claimNoType, internalType, plateType } from './slot-types.ts';

const OPTIONS_MAX = 9;

/** Where is my claim: process, basis, estimate, next step, handler, documents missing (domain.md 1.3, 1.4). */
export const claimStatusFlow: Flow = {
  id: 'claim_status',
  version: 1,
  title: copy.claim.title,
  slots: [
    {
      name: 'claim_no',
      type: { ...claimNoType, check: (value) => (typeof value === 'string' ? value : undefined) },
      label: copy.claim.slotLabel,
      retry: () => ({ text: copy.claim.chooseAgain }),
    },
    { name: 'plate', type: plateType, label: copy.identityParts.plate },
    { name: 'amounts', type: internalType, label: '' },
    { name: 'expedite', type: internalType, label: '' },
  ],
  requires: (slots) => {
    if (complaintNoOf(slots) !== undefined) return 0;
    return slots['amounts'] === true ? 2 : 1;
  },
  complete,
};

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const { subject } = context;
  const complaintNo = complaintNoOf(slots);
  if (complaintNo !== undefined) return toComplaint(complaintNo);
  if (subject?.kind === 'reporter') return forReporter(subject.claimNo, { slots, context });
  const claims =
    subject === undefined ? [] : await context.reads.claims.ofCustomer(subject.customerId);
  const reader = readerOf(context);
  if (claims.length === 0) return done([none(context)]);
  const wanted = claims.filter((view) => isWanted(view, slots));
  const only = wanted.length === 1 ? wanted[0] : undefined;
  if (only !== undefined && slots['expedite'] === true) return expedite(only, context);
  if (only !== undefined) return told(only, { reader, context, hasOthers: claims.length > 1 });
  if (wanted.length === 0) return done([notFound(context, true)]);
  return askWhich(wanted, { reader, context });
}

/** A reporter sees the stage of the one report they proved to have made, and nothing else exists for them. */
async function forReporter(
  claimNo: string,
  { slots, context }: { readonly slots: Slots; readonly context: FlowContext },
): Promise<Outcome> {
  const view = await context.reads.claims.byNumber(claimNo);
  if (view === undefined || !isWanted(view, { claim_no: slots['claim_no'] })) {
    return done([notFound(context, false)]);
  }
  if (slots['expedite'] === true) return expedite(view, context);
  return told(view, { reader: readerOf(context), context, hasOthers: false });
}

/** A complaint's number looks like a claim's to whoever finds numbers in a text. */
function complaintNoOf(slots: Slots): string | undefined {
  return normalizeComplaintNo(textField(slots, 'claim_no') ?? '');
}

function toComplaint(complaintNo: string): Outcome {
  const next = { flow: 'complaint_status', slots: { complaint_no: complaintNo } };
  return { kind: 'done', replies: [], next };
}

function readerOf({ level, subject, now }: FlowContext): ClaimReadership {
  return { level, isReporter: subject?.kind === 'reporter', now };
}

function isWanted(view: ClaimView, slots: Slots): boolean {
  const number = textField(slots, 'claim_no');
  if (number !== undefined) {
    const wanted = normalizeNumber(number);
    return [view.claimNo, view.reportNo].some((own) => own && normalizeNumber(own) === wanted);
  }
  const plate = textField(slots, 'plate');
  return plate === undefined || view.plate === plate;
}

interface Telling {
  readonly reader: ClaimReadership;
  readonly context: FlowContext;
  readonly hasOthers?: boolean;
}

function told(view: ClaimView, { reader, context, hasOthers = false }: Telling): Outcome {
  const { labels } = copy.claim;
  const amounts: Offer = {
    label: labels.amounts,
    commands: [startFlow({ claim_no: view.claimNo, amounts: true })],
  };
  const others: Offer = { label: labels.others, commands: [startFlow({})] };
  const mayAskMore = !maySeeDetails(reader) && !reader.isReporter;
  const reply = claimReply(view, reader, context.brand);
  const offers = [...(mayAskMore ? [amounts] : []), ...(hasOthers ? [others] : []), handoff()];
  return {
    kind: 'done',
    replies: [
      // Urging is no complaint until the customer says so: asked, never decided for them (domain.md 7).
      context.isUpset && !isClosed(view.status)
        ? withUrging(reply, { view, mayAskMore, amounts })
        : { ...reply, offers },
    ],
    audit: [readOf(view, context)],
    again: { claim_no: view.claimNo },
  };
}

interface Urging {
  readonly view: ClaimView;
  readonly mayAskMore: boolean;
  readonly amounts: Offer;
}

function withUrging(reply: Prompt, { view, mayAskMore, amounts }: Urging): Prompt {
  const text = [reply.text, copy.complaint.urge.ask].join('\n');
  const offers = [...urgeOffers(view.claimNo), ...(mayAskMore ? [amounts] : []), handoff()];
  return { ...reply, text, offers };
}

/** Registers that the case is to be taken up first, under a number. */
function expedite(view: ClaimView, context: FlowContext): Outcome {
  const { identityId, conversationId, subject, numbers, now } = context;
  const requestNo = numbers.request(now);
  const { urge } = copy.complaint;
  return {
    kind: 'done',
    replies: [
      {
        text: [urge.done(requestNo), urge.unsatisfied].join('\n'),
        offers: [fileOffer(view.claimNo), handoff()],
      },
    ],
    writes: [
      {
        kind: 'registerServiceRequest',
        request: {
          requestNo,
          requestedAt: now,
          identityId,
          conversationId,
          ...(subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
          ...(view.plate === undefined ? {} : { plate: view.plate }),
          isUrgent: true,
          details: { kind: 'expedite', caseNo: view.claimNo },
        },
      },
    ],
    audit: [readOf(view, context)],
  };
}

function askWhich(claims: readonly ClaimView[], { reader, context }: Telling): Outcome {
  const shown = claims.slice(0, OPTIONS_MAX);
  const options = distinct(shown.map((view) => optionOf(view, reader)));
  const lines = shown.map((view, i) =>
    copy.claim.listLine(i + 1, options[i]?.label ?? '', stageBadge(view.status)),
  );
  return {
    kind: 'ask',
    slot: 'claim_no',
    options,
    prompt: { text: [copy.claim.list(claims.length), ...lines].join('\n') },
    audit: shown.map((view) => readOf(view, context)),
  };
}

function optionOf(view: ClaimView, reader: ClaimReadership): Option {
  const at = view.accidentAt ?? view.reportedAt;
  const plate = view.plate ?? '';
  const words = [
    plate,
    day(at, reader.now),
    `${Number(day(at).match(/(\d+)日/)?.[1])}号`,
    relativeDay(at, reader.now),
    view.claimNo,
    view.reportNo,
    stageBadge(view.status),
    isClosed(view.status) ? undefined : copy.claim.openWord,
  ].filter((word) => word !== undefined && word !== '');
  return {
    label: copy.claim.option(aboutClaim(view, reader)),
    value: view.claimNo,
    words: words.filter((word) => word !== undefined),
  };
}

/** Two taps never carry the same words: the number's end tells them apart. */
function distinct(options: readonly Option[]): readonly Option[] {
  return options.map((option) => {
    const isTwin = options.filter(({ label }) => label === option.label).length > 1;
    if (!isTwin) return option;
    return {
      ...option,
      label: copy.claim.optionDay(option.label, String(option.value).slice(-4)),
    };
  });
}

function none({ brand }: FlowContext): Prompt {
  return { text: copy.claim.none(brand), offers: [byReport(), handoff()] };
}

function notFound({ brand }: FlowContext, hasClaims: boolean): Prompt {
  const others: Offer = { label: copy.claim.labels.others, commands: [startFlow({})] };
  return {
    text: copy.claim.notFound(brand),
    offers: [...(hasClaims ? [others] : []), byReport(), handoff()],
  };
}

function byReport(): Offer {
  return {
    label: copy.claim.labels.byReport,
    commands: [
      {
        do: 'startFlow',
        flow: 'identify',
        slots: { way: 'report', need: 1, next: claimStatusFlow.id },
      },
    ],
  };
}

/** 加急催办 and 登记投诉 for somebody who waited for too long. */
function urgeOffers(claimNo: string): readonly Offer[] {
  const urge: Offer = {
    label: copy.complaint.urge.urge,
    commands: [startFlow({ claim_no: claimNo, expedite: true })],
  };
  return [urge, fileOffer(claimNo)];
}

function fileOffer(claimNo: string): Offer {
  const slots = { claim_no: claimNo };
  const command = { do: 'startFlow', flow: 'complaint_file', slots } as const;
  return { label: copy.complaint.urge.file, commands: [command] };
}

function handoff(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}

function startFlow(slots: Slots) {
  return { do: 'startFlow', flow: claimStatusFlow.id, slots } as const;
}

function done(replies: readonly Prompt[]): Outcome {
  return { kind: 'done', replies };
}

/** Every read of a claim leaves a line in the audit trail (design.md 4). */
function readOf(view: ClaimView, { identityId, level }: FlowContext) {
  return {
    actor: { kind: 'customer' as const, id: identityId },
    action: 'claim.read',
    subjectKind: 'claim',
    subjectId: view.id,
    data: { level },
  };
}
