import { sensitivePurposeOf } from '../domain/claim/document-names.ts';
import type { Card } from '../domain/reply.ts';
import type { Write } from '../domain/write.ts';
import type { PaperCase } from './claim-documents-case.ts';
import { namesIn } from './claim-documents-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Slots } from './flow.ts';

const text = copy.documents;
/** The choice of no paper in particular. */
export const IN_ORDER = '*';
/** Where the handing in stands, worked out anew in every turn. */
export interface Papers {
  readonly paperCase: PaperCase;
  readonly wanted: readonly string[];
  /** Handed in for this case, whenever it was. */
  readonly received: readonly string[];
  readonly slots: Slots;
  readonly context: FlowContext;
}

/** What a turn has come to so far. */
export interface Step {
  readonly current: string | undefined;
  readonly received: readonly string[];
  readonly skipped: readonly string[];
  readonly refused: readonly string[];
  readonly agreed: readonly string[];
  /** Short words in front of the question. */
  readonly notes: readonly string[];
  readonly writes: readonly Write[];
}

/** What is still to be handed in and was neither skipped nor refused. */
export function todoOf({ wanted }: Papers, step: Step): readonly string[] {
  return wanted.filter((name) => {
    const purpose = sensitivePurposeOf(name);
    const isRefused = purpose !== undefined && step.refused.includes(purpose);
    return !step.received.includes(name) && !step.skipped.includes(name) && !isRefused;
  });
}

/** The papers to choose from, as the taps and as numbered lines in one order. */
export function choiceOf(todo: readonly string[], mayBeInOrder = true) {
  const options: readonly Option[] = [
    ...(mayBeInOrder ? [{ label: text.labels.inOrder, value: IN_ORDER, words: ['按顺序'] }] : []),
    ...todo.map((name) => ({ label: name, value: name })),
  ];
  return { options, lines: options.map(({ label }, i) => text.line(i + 1, label)) };
}

/** What the slots hold while the next answer is awaited: answers that were used up are gone. */
export function asking(papers: Papers, step: Step, slot: string, keepsFiles = false) {
  const { paperCase, slots, context } = papers;
  // What was listed at this level is not told below it, however long the customer was away.
  const level = paperCase.claim !== undefined && context.level >= 2 ? 2 : undefined;
  return {
    kind: 'ask' as const,
    slot,
    writes: step.writes,
    audit: auditOf(papers, step),
    set: {
      level,
      case_no: paperCase.caseNo,
      missing: todoOf(papers, step),
      document: step.current,
      skipped: step.skipped,
      refused: step.refused,
      agreed: step.agreed,
      handed: handedOf(papers, step),
      files: keepsFiles ? slots['files'] : undefined,
      lacks: undefined,
      finished: undefined,
      consent: undefined,
    },
  };
}

/** What was handed in since this flow began. */
export function handedOf({ slots }: Papers, step: Step): readonly string[] {
  const now = step.writes.flatMap((write) =>
    write.kind === 'attachClaimDocument' ? [write.document.document] : [],
  );
  return [...new Set([...namesIn(slots['handed']), ...now])];
}

/** A line for each paper that was handed in. */
export function auditOf({ context }: Papers, step: Step) {
  return step.writes.flatMap((write) =>
    write.kind === 'attachClaimDocument'
      ? [
          {
            actor: { kind: 'customer' as const, id: context.identityId },
            action: 'claim_document.received',
            subjectKind: 'case',
            subjectId: write.document.caseNo,
            data: { document: write.document.document, files: write.document.fileIds.length },
          },
        ]
      : [],
  );
}

/** What is there and what is missing, as a card. */
export function checklist({ wanted }: Papers, step: Step): Card {
  return {
    kind: 'checklist',
    title: text.cardTitle,
    items: wanted.map((label) => ({
      label,
      state: step.received.includes(label) ? 'received' : 'missing',
    })),
  };
}
