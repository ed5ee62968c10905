import { type SensitivePurpose, sensitivePurposeOf } from '../domain/claim/document-names.ts';
import type { Write } from '../domain/write.ts';
import { textField } from '../lib/json.ts';
import type { PaperCase } from './claim-documents-case.ts';
import { handoffOffer, otherKindsOffer } from './claim-documents-general.ts';
import {
  asking,
  auditOf,
  checklist,
  choiceOf,
  handedOf,
  type Papers,
  type Step,
  todoOf,
} from './claim-documents-steps.ts';
import { namesIn } from './claim-documents-types.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { Outcome, Prompt, Slots } from './flow.ts';
import { fileIdsIn } from './slot-types.ts';

const text = copy.documents;
/** Which text of an agreement was shown: copy/documents.ts `askConsent`. */
const CONSENT_VERSION = 'claim-documents-1';

/** One turn of handing in: what was sent is registered, then the next paper is asked for. */
export function handIn(papers: Papers): Outcome {
  const begun = decideConsent(papers, beginStep(papers));
  const { slots } = papers;
  const count = fileIdsIn(slots['files']).length;
  if (slots['finished'] === true && count === 0) return finish(papers, begun);
  if (slots['lacks'] !== undefined && begun.current !== undefined) {
    return goOn(papers, skip(begun));
  }
  if (Array.isArray(slots['files'])) return takeFiles(papers, begun);
  if (slots['files'] === null && begun.current !== undefined) {
    const isIn = begun.received.includes(begun.current);
    return goOn(papers, isIn ? { ...begun, current: undefined } : skip(begun));
  }
  return begun.current === undefined && slots['document'] === undefined && !hasBegun(slots)
    ? open(papers, begun)
    : goOn(papers, begun);
}

function beginStep({ slots, received, wanted }: Papers): Step {
  const chosen = textField(slots, 'document');
  return {
    current: chosen !== undefined && wanted.includes(chosen) ? chosen : undefined,
    received,
    skipped: namesIn(slots['skipped']),
    refused: namesIn(slots['refused']),
    agreed: namesIn(slots['agreed']),
    notes: [],
    writes: [],
  };
}

function hasBegun(slots: Slots): boolean {
  return namesIn(slots['missing']).length > 0;
}

/** The answer to a separate agreement, kept as a decision of its own (个人信息保护法 29). */
function decideConsent({ slots, context }: Papers, step: Step): Step {
  const answer = slots['consent'];
  const purpose = step.current === undefined ? undefined : sensitivePurposeOf(step.current);
  if (typeof answer !== 'boolean' || purpose === undefined) return step;
  const { identityId, conversationId, channelAccount, now, subject } = context;
  const write: Write = {
    kind: 'decideConsent',
    decision: {
      identityId,
      ...(subject?.kind === 'customer' ? { customerId: subject.customerId } : {}),
      conversationId,
      channelAccount,
      purpose,
      isGranted: answer,
      textVersion: CONSENT_VERSION,
      decidedAt: now,
    },
  };
  const writes = [...step.writes, write];
  if (answer) return { ...step, writes, agreed: [...step.agreed, purpose] };
  return {
    ...step,
    writes,
    refused: [...step.refused, purpose],
    notes: [text.refused(step.current ?? '')],
    current: undefined,
  };
}

function skip(step: Step): Step {
  const { current = '' } = step;
  return {
    ...step,
    current: undefined,
    skipped: [...step.skipped, current],
    notes: [...step.notes, text.skipped(current, text.ifLost(current))],
  };
}

/** Files belong to the paper that is being handed in; without one it is asked which they are. */
function takeFiles(papers: Papers, step: Step): Outcome {
  const { slots, context, paperCase } = papers;
  const fileIds = fileIdsIn(slots['files']);
  if (fileIds.length === 0) return goOn(papers, { ...step, notes: [...step.notes, text.unusable] });
  const todo = todoOf(papers, step);
  const current = step.current ?? (todo.length === 1 ? todo[0] : undefined);
  if (current === undefined) return askWhich(papers, step, fileIds.length);
  const purpose = sensitivePurposeOf(current);
  if (purpose !== undefined && step.refused.includes(purpose)) {
    return goOn(papers, { ...step, current: undefined, notes: [text.refused(current)] });
  }
  if (purpose !== undefined && !step.agreed.includes(purpose)) {
    return askConsent(papers, { ...step, current }, { purpose, keepsFiles: true });
  }
  const { identityId, conversationId, now } = context;
  const write: Write = {
    kind: 'attachClaimDocument',
    identityId,
    conversationId,
    document: { caseNo: paperCase.caseNo, document: current, fileIds, receivedAt: now },
  };
  const taken: Step = {
    ...step,
    current,
    received: [...new Set([...step.received, current])],
    skipped: step.skipped.filter((one) => one !== current),
    notes: [...step.notes, text.received(current, fileIds.length)],
    writes: [...step.writes, write],
  };
  return slots['finished'] === true ? finish(papers, taken) : goOn(papers, taken);
}

/** The list, all of it at once, and the choice where to begin. */
function open(papers: Papers, step: Step): Outcome {
  const { paperCase, received } = papers;
  const todo = todoOf(papers, step);
  const [only] = todo;
  if (only === undefined) return finish(papers, step);
  const list = text.missing(paperCase.about, todo, received.length);
  if (todo.length === 1) return goOn(papers, { ...step, current: only, notes: [list] }, true);
  const { lines } = choiceOf(todo);
  return {
    ...asking(papers, step, 'document'),
    prompt: {
      text: `${list}\n${text.askDocument(lines)}`,
      card: checklist(papers, step),
      offers: [otherKindsOffer()],
    },
  };
}

function askWhich(papers: Papers, step: Step, count: number): Outcome {
  const { lines } = choiceOf(todoOf(papers, step), false);
  return {
    ...asking(papers, step, 'document', true),
    prompt: { text: text.askWhich(count, lines) },
  };
}

/** Asks for the current paper, or for the first that is left. */
function goOn(papers: Papers, step: Step, isOpening = false): Outcome {
  const todo = todoOf(papers, step);
  const current = step.current ?? todo[0];
  if (current === undefined) return finish(papers, step);
  const isIn = step.received.includes(current);
  const purpose = sensitivePurposeOf(current);
  if (!isIn && purpose !== undefined && !step.agreed.includes(purpose)) {
    return askConsent(papers, { ...step, current }, { purpose, keepsFiles: false });
  }
  const next = todo.find((name) => name !== current);
  const lines = isIn
    ? [text.more + (next === undefined ? text.lastOne : text.ordered(next))]
    : [text.askFiles(current)];
  const isMoved = textField(papers.slots, 'document') !== current;
  return {
    ...asking(papers, { ...step, current }, 'files'),
    prompt: {
      text: [...step.notes, ...lines].join('\n'),
      ...(isMoved || isOpening ? { card: checklist(papers, step) } : {}),
      offers: taps(current, { isIn, next }),
    },
  };
}

function taps(
  current: string,
  { isIn, next }: { readonly isIn: boolean; readonly next: string | undefined },
): readonly Offer[] {
  const to = (document: string): Offer => ({
    label: text.labels.next(document),
    commands: [{ do: 'setSlot', slot: 'document', value: document }],
  });
  const lacks: Offer = {
    label: text.labels.lacks,
    commands: [
      { do: 'setSlot', slot: 'document', value: current },
      { do: 'setSlot', slot: 'lacks', value: 'none' },
    ],
  };
  const finished: Offer = {
    label: text.labels.finished,
    commands: [{ do: 'setSlot', slot: 'finished', value: true }],
  };
  return [
    ...(isIn && next !== undefined ? [to(next)] : []),
    ...(isIn ? [] : [lacks]),
    finished,
    handoffOffer(),
  ];
}

function askConsent(
  papers: Papers,
  step: Step,
  about: { readonly purpose: SensitivePurpose; readonly keepsFiles: boolean },
): Outcome {
  const { current = '' } = step;
  const question = text.askConsent(current, about.purpose, papers.context.brand);
  return {
    ...asking(papers, step, 'consent', about.keepsFiles),
    prompt: { text: [...step.notes, question].join('\n') },
  };
}

function finish(papers: Papers, step: Step): Outcome {
  const { paperCase, context, wanted } = papers;
  const left = wanted.filter((name) => !step.received.includes(name));
  const told = text.finished({
    about: paperCase.about,
    received: handedOf(papers, step),
    left,
    brand: context.brand,
  });
  return {
    kind: 'done',
    writes: step.writes,
    audit: auditOf(papers, step),
    replies: [
      {
        text: [...step.notes, told].join('\n'),
        card: checklist(papers, step),
        offers: statusOffers(),
      },
    ],
  };
}

function statusOffers(): readonly Offer[] {
  return [
    {
      label: copy.labels.claimStatus,
      commands: [{ do: 'startFlow', flow: 'claim_status' }],
    },
    handoffOffer(),
  ];
}

/** Nothing is missing: said, with where to look next. */
export function nothingMissing(paperCase: PaperCase): Prompt {
  return { text: text.noneMissing(paperCase.about), offers: statusOffers() };
}
