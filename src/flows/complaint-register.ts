import { assessSeverity } from '../domain/complaint/assess-severity.ts';
import type { ComplaintView } from '../domain/complaint/complainant.ts';
import type { NewComplaint } from '../domain/complaint/filed.ts';
import { type ComplaintPromises, REPEAT_MS } from '../domain/complaint/promises.ts';
import { type ComplaintSeverity, isEnded } from '../domain/complaint/record.ts';
import type { Card, CardFact } from '../domain/reply.ts';
import { isOnWechat } from '../domain/wechat/account.ts';
import type { Write } from '../domain/write.ts';
import { HOUR_MS } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import { complaintFacts, shownPhone } from './complaint-facts.ts';
import { KNOWN_PHONE } from './complaint-types.ts';
import { dayTime } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Outcome, Slots } from './flow.ts';

const text = copy.complaint;
/** A colleague is called at once. */
const URGENT: ReadonlySet<ComplaintSeverity> = new Set(['S1', 'S2']);

/** Registers what was told under a number and tells its two promises. */
export async function registerComplaint(slots: Slots, context: FlowContext): Promise<Outcome> {
  const earlier = await earlierOfKind(slots, context);
  const phone = await contactPhone(slots, context);
  const complaint = await toComplaint(slots, { context, phone, isRepeat: earlier.length > 0 });
  const isLate = complaint.firstFeedbackDueAt <= context.now;
  const isUrgent = URGENT.has(complaint.severity) || isLate;
  const handoff: Write = {
    kind: 'requestHandoff',
    conversationId: context.conversationId,
    reason: 'complaint',
  };
  const shown = phone === undefined ? undefined : shownPhone(slots, context.level);
  const told = { complaint, context, shown, isLate, isUrgent, open: earlier.find(isOpen) };
  return {
    kind: 'done',
    replies: [
      {
        text: receiptText(told),
        card: receiptCard(told),
        offers: [
          {
            label: text.labels.status,
            commands: [
              {
                do: 'startFlow',
                flow: 'complaint_status',
                slots: { complaint_no: complaint.complaintNo },
              },
            ],
          },
          { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] },
        ],
      },
    ],
    writes: [{ kind: 'fileComplaint', complaint }, ...(isUrgent ? [handoff] : [])],
    audit: [
      {
        actor: { kind: 'customer', id: context.identityId },
        action: 'complaint.filed',
        subjectKind: 'complaint',
        subjectId: complaint.complaintNo,
        data: { level: context.level, severity: complaint.severity, category: complaint.category },
      },
    ],
  };
}

/** What the same person complained of before, of the same kind and about the same claim (domain.md 2.4). */
async function earlierOfKind(
  slots: Slots,
  { identityId, subject, reads, now }: FlowContext,
): Promise<readonly ComplaintView[]> {
  const { category, claimNo } = complaintFacts(slots);
  const customerId = subject?.kind === 'customer' ? subject.customerId : undefined;
  const all = await reads.complaints.ofComplainant({
    identityId,
    now,
    ...(customerId === undefined ? {} : { customerId }),
  });
  return all.filter(
    (one) =>
      one.category === category &&
      one.claimNo === claimNo &&
      now.getTime() - one.receivedAt.getTime() < REPEAT_MS,
  );
}

function isOpen({ status }: ComplaintView): boolean {
  return !isEnded(status);
}

/** The number on record is looked up anew, and only while its owner is known. */
async function contactPhone(
  slots: Slots,
  { subject, level, reads }: FlowContext,
): Promise<string | undefined> {
  const given = textField(slots, 'contact_phone');
  if (given !== KNOWN_PHONE) return given;
  if (subject?.kind !== 'customer' || level < 1) return undefined;
  return (await reads.policies.profile(subject.customerId))?.phone;
}

interface Given {
  readonly context: FlowContext;
  readonly phone: string | undefined;
  readonly isRepeat: boolean;
}

/** The promises are the policy's, so that what is told is what the clocks keep. */
async function toComplaint(
  slots: Slots,
  { context, phone, isRepeat }: Given,
): Promise<NewComplaint> {
  const { fileIds, ...facts } = complaintFacts(slots);
  const { subject, now, reads } = context;
  const words = [facts.matter, facts.request ?? ''].join('。');
  const { category } = facts;
  const { severity, flags } = assessSeverity({ words, category, isRepeat });
  const receivedAt = new Date(textField(slots, 'received_at') ?? context.saidAt);
  const source = isOnWechat(context.channelAccount) ? 'wechat' : 'web';
  const promises = await reads.complaints.promisesFor(
    { severity, category, source, nature: 'complaint' },
    receivedAt,
  );
  return {
    ...facts,
    complaintNo: context.numbers.complaint(now),
    receivedAt,
    registeredAt: now,
    identityId: context.identityId,
    conversationId: context.conversationId,
    ...(subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
    source,
    severity,
    flags,
    ...(phone === undefined ? {} : { contactPhone: phone }),
    evidenceIds: fileIds,
    ...promises,
  };
}

interface Told {
  readonly complaint: NewComplaint;
  readonly context: FlowContext;
  /** The number to call, masked. */
  readonly shown: string | undefined;
  readonly isLate: boolean;
  readonly isUrgent: boolean;
  readonly open: ComplaintView | undefined;
}

function receiptText({ complaint, context, shown, isLate, isUrgent, open }: Told): string {
  const { now, brand } = context;
  const promised = {
    ...hoursOf(complaint),
    feedbackBy: dayTime(complaint.firstFeedbackDueAt, now),
    resolutionBy: dayTime(complaint.resolutionDueAt, now),
  };
  const { filed } = text;
  return [
    filed.text(complaint.complaintNo),
    isLate ? filed.late(promised) : filed.promises(promised),
    ...(isUrgent && !isLate ? [filed.urgent] : []),
    shown === undefined ? filed.inChat : filed.byPhone(shown),
    ...(open === undefined ? [] : [filed.repeat(open.complaintNo)]),
    filed.ask,
    filed.channels(brand),
  ].join('\n');
}

/** A promise of whole hours by the wall is told as such; one in working time by its date alone. */
function hoursOf(complaint: ComplaintPromises & Pick<NewComplaint, 'receivedAt'>): {
  readonly feedbackHours?: number;
  readonly resolutionHours?: number;
} {
  const from = complaint.receivedAt.getTime();
  const feedbackHours = (complaint.firstFeedbackDueAt.getTime() - from) / HOUR_MS;
  const resolutionHours = (complaint.resolutionDueAt.getTime() - from) / HOUR_MS;
  const areWhole = Number.isInteger(feedbackHours) && Number.isInteger(resolutionHours);
  return areWhole ? { feedbackHours, resolutionHours } : {};
}

function receiptCard({ complaint, context, shown }: Told): Card {
  const { filed } = text;
  const { now } = context;
  const facts: readonly CardFact[] = [
    { label: filed.number, value: complaint.complaintNo },
    { label: filed.category, value: text.category(complaint.category) },
    { label: filed.receivedAt, value: dayTime(complaint.receivedAt, now) },
    {
      label: filed.firstFeedback,
      value: filed.before(dayTime(complaint.firstFeedbackDueAt, now)),
    },
    { label: filed.resolution, value: filed.before(dayTime(complaint.resolutionDueAt, now)) },
    ...(shown === undefined ? [] : [{ label: filed.phone, value: shown }]),
  ];
  return { kind: 'receipt', title: filed.cardTitle, facts };
}
