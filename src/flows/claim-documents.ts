import { textField } from '../lib/json.ts';
import {
  caseOptions,
  findCase,
  type PaperCase,
  readsOf,
  wantedFor,
} from './claim-documents-case.ts';
import {
  askKind,
  generalList,
  handoffOffer,
  kindOptions,
  kindSaid,
  MINE,
  mineSaid,
  otherKindsOffer,
  reportOffer,
  toPaperKind,
} from './claim-documents-general.ts';
import { choiceOf, IN_ORDER } from './claim-documents-steps.ts';
import {
  documentType,
  finishedType,
  lacksType,
  namesIn,
  namesType,
} from './claim-documents-types.ts';
import { handIn, nothingMissing } from './claim-documents-upload.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Option, Outcome, Prompt, Slots } from './flow.ts';
import { choiceType, claimNoType, filesType, internalType, yesNoType } from './slot-types.ts';

const text = copy.documents;
const DAYS_KEPT = 7;

/** Papers of a claim: what is missing, all of it at once, and handing it in one by one. */
export const claimDocumentsFlow: Flow = {
  id: 'claim_documents',
  version: 1,
  title: text.title,
  keptMs: DAYS_KEPT * 24 * 3_600_000,
  requires: (slots) => (slots['level'] === 2 ? 2 : 0),
  slots: [
    { name: 'level', type: internalType, label: '' },
    { name: 'asks_kind', type: internalType, label: '' },
    {
      name: 'said_kind',
      type: internalType,
      label: '',
      opening: (said) => kindSaid(said),
    },
    {
      name: 'case_no',
      type: { ...claimNoType, check: (value) => (typeof value === 'string' ? value : undefined) },
      label: text.labels.case,
      retry: () => ({ text: copy.claim.chooseAgain }),
    },
    {
      name: 'kind',
      type: {
        ...choiceType,
        parse: (said, { isAsked }) => (isAsked ? (kindSaid(said) ?? mineSaid(said)) : undefined),
      },
      label: '',
      onlyWhenAsked: true,
      options: kindOptions,
      opening: mineSaid,
    },
    { name: 'missing', type: namesType, label: '' },
    { name: 'skipped', type: namesType, label: '' },
    { name: 'refused', type: namesType, label: '' },
    { name: 'agreed', type: namesType, label: '' },
    { name: 'handed', type: namesType, label: '' },
    {
      name: 'consent',
      type: yesNoType,
      label: '',
      onlyWhenAsked: true,
      options: () => [
        { label: text.labels.agree, value: true },
        { label: text.labels.refuse, value: false },
      ],
    },
    {
      name: 'document',
      type: documentType,
      label: '',
      options: documentOptions,
    },
    { name: 'lacks', type: lacksType, label: '' },
    { name: 'finished', type: finishedType, label: '' },
    // Without a question of its own: whatever is sent while papers are handed in comes here, and the completion
    // decides which paper it is.
    {
      name: 'files',
      type: filesType,
      label: text.labels.photos,
      collects: true,
      retry: askForFiles,
    },
  ],
  summary,
  complete,
};

/** Which paper is waited for, and the ways out. */
function askForFiles(slots: Slots): Prompt {
  const current = textField(slots, 'document');
  return {
    text: current === undefined ? text.retryFiles : text.retryFilesOf(current),
    offers: [handoffOffer()],
  };
}

function documentOptions(slots: Slots): readonly Option[] {
  const missing = namesIn(slots['missing']);
  return choiceOf(missing, !Array.isArray(slots['files'])).options;
}

function summary(slots: Slots, { level }: FlowContext): string {
  const missing = namesIn(slots['missing']);
  const mayTell = slots['level'] !== 2 || level >= 2;
  return missing.length === 0 || !mayTell ? '' : text.left(missing);
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const kind = toPaperKind(slots['kind']);
  if (kind !== undefined) return generalList(kind, context);
  if (slots['asks_kind'] === true && slots['kind'] === undefined) return askWhichKind();
  const found = await findCase(slots, context);
  switch (found.kind) {
    case 'one':
      return forCase(found.found, slots, context);
    case 'several':
      return askCase(found.cases, context);
    case 'unknown':
      return context.level < 2 ? prove(slots) : { kind: 'done', replies: [notFound(context)] };
    case 'none':
      return withoutCase(slots, context);
  }
}

/** Nobody's case: the general list for whoever asks, the check of who it is for whoever has one. */
function withoutCase(slots: Slots, context: FlowContext): Outcome {
  const said = toPaperKind(slots['said_kind']);
  if (slots['kind'] === MINE) {
    return context.level < 2 ? prove(slots) : { kind: 'done', replies: [none(context)] };
  }
  return said === undefined ? askWhichKind() : generalList(said, context);
}

function askWhichKind(): Outcome {
  return { kind: 'ask', slot: 'kind', prompt: askKind(), set: { asks_kind: undefined } };
}

/** Begins again at the level that papers of a claim need (domain.md 3.4), and keeps what was said and sent. */
function prove(slots: Slots): Outcome {
  const next = { flow: claimDocumentsFlow.id, slots: { ...slots, level: 2 } };
  return { kind: 'done', replies: [], next };
}

async function forCase(paperCase: PaperCase, slots: Slots, context: FlowContext): Promise<Outcome> {
  const wanted = wantedFor(paperCase, context);
  if (wanted === undefined) return prove({ ...slots, case_no: paperCase.caseNo });
  const handed = await Promise.all(
    paperCase.numbers.map((number) => context.reads.documents.receivedFor(number)),
  );
  const received = handed.flat().map(({ document }) => document);
  const isNew = slots['missing'] === undefined;
  const audit = isNew ? readsOf([paperCase], context) : [];
  if (wanted.length === 0) {
    return { kind: 'done', replies: [nothingMissing(paperCase)], audit };
  }
  const outcome = handIn({
    paperCase,
    wanted,
    received: wanted.filter((name) => received.includes(name)),
    slots: inOrder(slots),
    context,
  });
  return { ...outcome, audit: [...audit, ...(outcome.audit ?? [])] };
}

/** 按顺序 is the choice of the first paper that is left. */
function inOrder(slots: Slots): Slots {
  if (textField(slots, 'document') !== IN_ORDER) return slots;
  return { ...slots, document: namesIn(slots['missing'])[0] };
}

function askCase(cases: readonly PaperCase[], context: FlowContext): Outcome {
  const options = caseOptions(cases);
  const lines = options.map(({ label }, i) => text.line(i + 1, label));
  return {
    kind: 'ask',
    slot: 'case_no',
    options,
    prompt: { text: text.askCase(options.length, lines) },
    audit: readsOf(cases, context),
  };
}

function none({ brand }: FlowContext): Prompt {
  return { text: text.none(brand), offers: [reportOffer(), otherKindsOffer(), handoffOffer()] };
}

function notFound({ brand }: FlowContext): Prompt {
  return { text: text.notFound(brand), offers: [otherKindsOffer(), handoffOffer()] };
}
