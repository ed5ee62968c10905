import { documentsFor, photosOf } from '../domain/accident/documents.ts';
import {
  type AccidentReport,
  type ReportHandler,
  type ReportSummary,
  UNPLATED,
} from '../domain/accident/report.ts';
import { maskPhone } from '../domain/mask.ts';
import type { Write } from '../domain/write.ts';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import {
  drivableOf,
  isAway,
  kindOf,
  locationOf,
  lossOf,
  policeReasonsOf,
  timeOf,
} from './claim-report-facts.ts';
import { placeText } from './claim-report-text.ts';
import type { Offer } from './command.ts';
import { clock, dayTime } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, Slots } from './flow.ts';
import { fileIdsIn } from './slot-types.ts';

const text = copy.claimReport;

/** Within this time of an accident reported before, it may be the same one. */
const SAME_WITHIN_MS = 2 * HOUR_MS;
/** How long a report is looked back at for that. */
const SAME_REPORTED_WITHIN_MS = DAY_MS;
/** The handler calls within this time (domain.md 1.4). */
const CONTACT_WITHIN_MS = 10 * MINUTE_MS;

/** Files the report and tells what follows; asks first when it looks like one that was filed already. */
export const submitReport: Flow['complete'] = async (slots, context) => {
  const time = timeOf(slots, context.now);
  const kind = kindOf(slots);
  const isDrivable = drivableOf(slots);
  const place = placeText(slots);
  const plate = textField(slots, 'plate');
  if (time === undefined || kind === undefined || isDrivable === undefined) throw incomplete();
  if (place === undefined || plate === undefined) throw incomplete();
  const phone = textField(slots, 'phone') ?? (await knownPhone(context));
  if (phone === undefined) return askPhone();
  const earlier = await findSame(plate, time.at, context);
  if (earlier !== undefined && slots['same_accident'] !== 'other') {
    return slots['same_accident'] === 'same' ? keep(earlier) : askSame(earlier, context);
  }
  const handler = await context.reads.accidents.nextHandler(context.now);
  const report: AccidentReport = {
    ...factsOf(slots, context),
    plate,
    reporterPhone: phone,
    accidentAt: time.at,
    isAccidentTimeApproximate: time.isApproximate,
    accidentPlace: place,
    accidentKind: kind,
    isDrivable,
    ...(handler === undefined ? {} : { handler }),
  };
  return filed(report, slots, context);
};

/** Every slot that is needed has an `ask`, so the engine comes here with all of them. */
function incomplete(): Error {
  return new Error('an accident report was completed with a value missing');
}

async function knownPhone({ subject, level, reads }: FlowContext): Promise<string | undefined> {
  if (subject?.kind !== 'customer' || level < 1) return undefined;
  const profile = await reads.policies.profile(subject.customerId);
  return profile?.phone;
}

function askPhone(): Outcome {
  return {
    kind: 'ask',
    slot: 'phone',
    prompt: { text: text.phone.noneKnown },
    set: { uses_known_phone: undefined },
  };
}

async function findSame(
  plate: string,
  at: Date,
  { reads, identityId, now }: FlowContext,
): Promise<ReportSummary | undefined> {
  const earlier = await reads.accidents.ofIdentity(identityId);
  return earlier.find(
    (report) =>
      report.plate === plate &&
      now.getTime() - report.reportedAt.getTime() < SAME_REPORTED_WITHIN_MS &&
      Math.abs(report.accidentAt.getTime() - at.getTime()) <= SAME_WITHIN_MS,
  );
}

function askSame(earlier: ReportSummary, { now }: FlowContext): Outcome {
  return {
    kind: 'ask',
    slot: 'same_accident',
    options: [
      { label: text.same.yes, value: 'same' },
      { label: text.same.no, value: 'other' },
    ],
    prompt: { text: text.same.ask(earlier.reportNo, dayTime(earlier.accidentAt, now)) },
  };
}

function keep(earlier: ReportSummary): Outcome {
  const offers = [uploadOffer(earlier.reportNo), handoffOffer()];
  return { kind: 'done', replies: [{ text: text.same.kept(earlier.reportNo), offers }] };
}

type Facts = Omit<
  AccidentReport,
  | 'plate'
  | 'reporterPhone'
  | 'accidentAt'
  | 'isAccidentTimeApproximate'
  | 'accidentPlace'
  | 'accidentKind'
  | 'isDrivable'
>;

function factsOf(slots: Slots, context: FlowContext): Facts {
  const { identityId, conversationId, now } = context;
  const hasInjury = slots['injury'] === true;
  const lossKind = lossOf(slots);
  const reasons = policeReasonsOf(slots);
  const photoIds = fileIdsIn(slots['photos']);
  const photos = photosOf(lossKind);
  const held = photoIds.length > 0 && photos !== undefined ? [photos] : [];
  const needs = {
    accidentKind: kindOf(slots) ?? 'single',
    lossKind,
    hasInjury,
    policeReasons: reasons,
  };
  const isUrgent =
    hasInjury || slots['injury'] === null || slots['safe'] === false || lossKind === 'fire';
  return {
    reportNo: context.numbers.report(now),
    reportedAt: now,
    identityId,
    conversationId,
    lossKind,
    hasInjury,
    ...(slots['injury'] === null ? { isInjuryUnclear: true as const } : {}),
    otherPlates: (textField(slots, 'other_plates') ?? '').split(' ').filter((one) => one !== ''),
    policeReasons: reasons,
    photoIds,
    documents: documentsFor(needs, held),
    urgency: isUrgent ? 'urgent' : 'normal',
    ...saidOf(slots),
  };
}

/** What is there only when it was said. */
function saidOf(slots: Slots): Partial<Facts> {
  const name = textField(slots, 'reporter_name');
  const story = textField(slots, 'story');
  const location = locationOf(slots);
  const { injured_count: count, safe, police_called: called } = slots;
  const hasCount = slots['injury'] === true && typeof count === 'number';
  return {
    ...(name === undefined ? {} : { reporterName: name }),
    ...(story === undefined ? {} : { description: story }),
    ...(location === undefined ? {} : { location }),
    ...(hasCount ? { injuredCount: count } : {}),
    ...(typeof safe === 'boolean' ? { isInSafePlace: safe } : {}),
    ...(typeof called === 'boolean' ? { policeReported: called } : {}),
  };
}

function filed(report: AccidentReport, slots: Slots, context: FlowContext): Outcome {
  const { conversationId, identityId } = context;
  const writes: Write[] = [{ kind: 'submitAccidentReport', report }];
  // One open request a conversation: asking a second time moves nobody in the queue (store/apply-write.ts).
  if (report.hasInjury) writes.push({ kind: 'requestHandoff', conversationId, reason: 'injury' });
  return {
    kind: 'done',
    replies: [reply(report, slots, context)],
    writes,
    audit: [
      {
        actor: { kind: 'customer', id: identityId },
        action: 'report.submitted',
        subjectKind: 'accident_report',
        subjectId: report.reportNo,
        data: { urgency: report.urgency, photos: report.photoIds.length },
      },
    ],
  };
}

function reply(report: AccidentReport, slots: Slots, context: FlowContext): Prompt {
  const { done } = text;
  const { handler, documents, lossKind, policeReasons, isDrivable } = report;
  const advice = text.advice(lossKind);
  const needsPolice = policeReasons.length > 0 && slots['police_called'] !== true;
  const needsTow = !isDrivable && lossKind !== 'theft';
  const lines = [
    done.filed(report.reportNo) + (report.urgency === 'urgent' ? done.urgent : ''),
    contactLine(handler, report.reporterPhone, context),
    ...(needsPolice ? [isAway(slots, context.now) ? done.policeLater : done.police] : []),
    ...(advice === '' ? [] : [advice]),
    ...(lossKind === 'theft' ? [] : [done.keep]),
    ...(needsTow ? [done.tow] : []),
    done.documents(documents),
    done.ask,
  ];
  const tow: Offer = {
    label: text.labels.tow,
    commands: [{ do: 'startFlow', flow: 'roadside_assistance', slots: towSlots(report) }],
  };
  return {
    text: lines.join('\n'),
    card: {
      kind: 'checklist',
      title: done.cardTitle,
      items: documents.map((label) => ({ label, state: 'missing' })),
    },
    offers: [uploadOffer(report.reportNo), ...(needsTow ? [tow] : []), handoffOffer()],
  };
}

/** What the rescue need not ask again. */
function towSlots(report: AccidentReport): Slots {
  const { plate, reporterPhone, accidentPlace, location, isInSafePlace } = report;
  return {
    problem: 'tow',
    place: accidentPlace,
    phone: reporterPhone,
    ...(plate === UNPLATED ? {} : { plate }),
    ...(location === undefined ? {} : { location: { ...location } }),
    ...(isInSafePlace === true ? { safe: 'yes' } : {}),
  };
}

function contactLine(
  handler: ReportHandler | undefined,
  phone: string,
  { now, brand }: FlowContext,
): string {
  const shown = maskPhone(phone);
  if (handler === undefined) return text.done.noHandler(brand, shown);
  return text.done.handler(handler, clock(addMs(now, CONTACT_WITHIN_MS)), shown);
}

function uploadOffer(caseNo: string): Offer {
  return {
    label: text.labels.upload,
    commands: [{ do: 'startFlow', flow: 'claim_documents', slots: { case_no: caseNo } }],
  };
}

function handoffOffer(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}
