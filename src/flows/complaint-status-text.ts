import type { ComplaintView, ComplaintWaiting } from '../domain/complaint/complainant.ts';
import { isEnded } from '../domain/complaint/record.ts';
import type { Card, CardStep } from '../domain/reply.ts';
import { promiseLines } from './complaint-promises.ts';
import { clipped } from './complaint-types.ts';
import { day, dayTime, deadline } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';

const text = copy.complaint;
const told = text.status;
const { planned, decided, parts } = copy.complaintNews;
const SHOWN_LENGTH_MAX = 60;

/** Where a complaint stands, to its complainant. */
export function statusText(view: ComplaintView, now: Date): string {
  const { status, handlerName, closedAt, mergedIntoNo } = view;
  return [
    told.heading(view.complaintNo, told.badge(status)),
    told.matter(clipped(view.matter, SHOWN_LENGTH_MAX), day(view.receivedAt, now)),
    ...(handlerName === undefined ? [] : [told.handler(handlerName)]),
    ...feedbackLines(view, now),
    ...waitingLines(view.waiting, now),
    ...noticeLines(view, now),
    ...laterLines(view, now),
    ...(mergedIntoNo === undefined ? [] : [told.mergedInto(mergedIntoNo)]),
    ...(closedAt === undefined ? [] : [told.closed(dayTime(closedAt, now))]),
    told.next(status),
  ].join('\n');
}

function feedbackLines(
  { status, firstFeedbackAt, firstFeedbackDueAt }: ComplaintView,
  now: Date,
): readonly string[] {
  if (firstFeedbackAt !== undefined) return [told.fed(dayTime(firstFeedbackAt, now))];
  if (isEnded(status)) return [];
  const due = deadline(firstFeedbackDueAt, now);
  return [now <= firstFeedbackDueAt ? told.feedbackBy(due) : told.feedbackLate(due)];
}

/** What it stands still for, and since when. */
function waitingLines(waiting: ComplaintWaiting | undefined, now: Date): readonly string[] {
  if (waiting === undefined) return [];
  const since = dayTime(waiting.since, now);
  switch (waiting.reason) {
    case 'waiting_customer':
      return [told.waiting(since, waiting.request)];
    case 'external_appraisal':
      return [told.appraisal(since, waiting.request)];
    case 'mediation':
      return [told.mediation(since, waiting.request)];
  }
}

/** The plan or the decision in its four parts, and what they said to it. */
function noticeLines({ notice, answer, decidedAt }: ComplaintView, now: Date): readonly string[] {
  if (notice === undefined) return [];
  const isDecision = decidedAt !== undefined;
  return [
    told.notice(dayTime(notice.at, now), isDecision),
    ...parts(isDecision ? decided : planned, notice),
    ...(answer === undefined ? [] : [told.answered[answer]]),
  ];
}

/** What is promised beside the first feedback. */
function laterLines(view: ComplaintView, now: Date): readonly string[] {
  if (isEnded(view.status)) return [];
  const later = view.promises.filter(({ kind }) => kind !== 'first_feedback');
  if (hasPlan(view) || later.some(({ kind }) => kind === 'resolution')) {
    return promiseLines(later, now);
  }
  const due = deadline(view.resolutionDueAt, now);
  const line = now <= view.resolutionDueAt ? told.resolutionBy(due) : told.resolutionLate(due);
  return [line, ...promiseLines(later, now)];
}

/** Its plan or decision was told to the customer. */
const PLANNED: ReadonlySet<ComplaintView['status']> = new Set([
  'PROPOSED',
  'CONFIRMED',
  'NO_REPLY',
  'DISPUTED',
  'DECIDED',
  'REVIEW_REQUESTED',
  'REVIEW_DECIDED',
]);

function hasPlan({ status }: ComplaintView): boolean {
  return PLANNED.has(status);
}

/** The same for the eye. */
export function statusCard(view: ComplaintView, now: Date): Card {
  const { status, handlerName, waiting } = view;
  const isOver = isEnded(status);
  const asks = waiting?.reason === 'waiting_customer' || view.may.includes('dispute');
  const tone = isLate(view, now) || asks ? 'attention' : isOver ? 'good' : 'neutral';
  return {
    kind: 'progress',
    title: text.statusTitle,
    status: told.badge(status),
    tone,
    steps: stepsOf(view, now),
    facts: [
      { label: told.facts.number, value: view.complaintNo },
      { label: told.facts.category, value: text.category(view.category) },
      ...(handlerName === undefined ? [] : [{ label: told.facts.handler, value: handlerName }]),
    ],
  };
}

function isLate(view: ComplaintView, now: Date): boolean {
  if (isEnded(view.status)) return false;
  if (view.promises.some(({ dueAt }) => dueAt !== null && dueAt < now)) return true;
  if (view.promises.length > 0) return false;
  return (
    (view.firstFeedbackAt === undefined && view.firstFeedbackDueAt < now) ||
    (!hasPlan(view) && view.resolutionDueAt < now)
  );
}

function stepsOf(view: ComplaintView, now: Date): readonly CardStep[] {
  const isOver = isEnded(view.status);
  const isDone = [true, view.firstFeedbackAt !== undefined, hasPlan(view), isOver];
  const times = [view.receivedAt, view.firstFeedbackAt, view.notice?.at, view.closedAt];
  const current = isDone.indexOf(false);
  return told.steps.map((label, i) => {
    const at = times[i];
    const state = isOver || isDone[i] === true ? 'done' : i === current ? 'current' : 'todo';
    return { label, state, ...(at === undefined ? {} : { at: dayTime(at, now) }) };
  });
}
