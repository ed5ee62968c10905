import { type DocumentFacts, documentsFor } from '../domain/accident/documents.ts';
import { PAPER_KINDS, type PaperKind, paperKindIn } from '../domain/claim/document-names.ts';
import { digitView, foldText } from '../domain/entities/fold.ts';
import { findPlates } from '../domain/entities/plate.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Option, Outcome, Prompt } from './flow.ts';

const text = copy.documents;
/** The choice beside the kinds of accident: it happened already, and here are the papers. */
export const MINE = 'mine';

const FACTS: Readonly<Record<PaperKind, DocumentFacts>> = {
  single: { accidentKind: 'single', lossKind: 'collision', hasInjury: false },
  double: { accidentKind: 'double', lossKind: 'collision', hasInjury: false },
  injury: { accidentKind: 'double', lossKind: 'collision', hasInjury: true },
  theft: { accidentKind: 'single', lossKind: 'theft', hasInjury: false },
  glass: { accidentKind: 'single', lossKind: 'glass', hasInjury: false },
  water: { accidentKind: 'single', lossKind: 'water', hasInjury: false },
  fire: { accidentKind: 'single', lossKind: 'fire', hasInjury: false },
  scratch: { accidentKind: 'single', lossKind: 'scratch', hasInjury: false },
};

/** What may be answered to "which accident": somebody's own case first, then the kinds. */
export function kindOptions(): readonly Option[] {
  return [
    { label: text.labels.mine, value: MINE, words: text.mineWords },
    ...PAPER_KINDS.map((kind) => ({ label: text.kind(kind), value: kind })),
  ];
}

/** A kind or `mine`, as a slot holds it. */
export function toPaperKind(value: unknown): PaperKind | undefined {
  return PAPER_KINDS.find((kind) => kind === value);
}

/** The question that a list without a case begins with. */
export function askKind(): Prompt {
  const lines = kindOptions().map(({ label }, i) => text.line(i + 1, label));
  return { text: text.askKind(lines) };
}

/** What the opening words say of the kind. */
export function kindSaid(said: string): PaperKind | undefined {
  return paperKindIn(said);
}

/** Who hands papers in, or says who they are, has a case: nobody proves themselves for a general list. */
export function mineSaid(said: string): typeof MINE | undefined {
  return HANDS_IN.test(said) || platesIn(said) || IS_LAST4.test(said.trim()) ? MINE : undefined;
}

const HANDS_IN =
  /(?<!怎么|如何|咋|哪里|在哪)(?:上传|传|提交|补交?|交)(?:一下)?(?:个|些|我的)?(?:理赔)?(?:材料|资料|单证|证件|单据)(?!有|是|要|[吗呢么?？])|^我?(?:现在)?(?:就?要|想|来)上?传[了吧啊]?$|(?:材料|资料)[^,，。]{0,4}(?:怎么|如何|在哪)?(?:上传|传给)(?![吗么?？])/;
const IS_LAST4 = /^(?:尾号|后四位)?\d{3}[\dXx]$/;

function platesIn(said: string): boolean {
  return findPlates(digitView(foldText(said))).length > 0;
}

/** The whole list for one kind of accident, for anybody: nobody's data is in it. */
export function generalList(kind: PaperKind, { brand }: FlowContext): Outcome {
  const list = documentsFor(FACTS[kind]);
  return {
    kind: 'done',
    replies: [
      {
        text: text.general(text.kind(kind), list, brand),
        card: {
          kind: 'checklist',
          title: text.kind(kind),
          items: list.map((label) => ({ label, state: 'missing' })),
        },
        offers: [reportOffer(), mineOffer(), handoffOffer()],
      },
    ],
  };
}

/** Begins a report of an accident. */
export function reportOffer(): Offer {
  return { label: text.labels.report, commands: [{ do: 'startFlow', flow: 'claim_report' }] };
}

/** Goes on with the customer's own case. */
function mineOffer(): Offer {
  return {
    label: text.labels.mine,
    commands: [{ do: 'startFlow', flow: 'claim_documents', slots: { kind: MINE } }],
  };
}

/** The lists by kind, for whoever has no case here. */
export function otherKindsOffer(): Offer {
  return {
    label: text.labels.otherKinds,
    commands: [{ do: 'startFlow', flow: 'claim_documents', slots: { asks_kind: true } }],
  };
}

export function handoffOffer(): Offer {
  return { label: copy.labels.handoff, commands: [{ do: 'handoff', reason: 'asked' }] };
}
