import type { Attachment } from '../../../domain/activity.ts';
import type {
  Card,
  CardFact,
  CardStep,
  ChecklistCard,
  ProgressCard,
  ReceiptCard,
} from '../../../domain/reply.ts';
import type { JsonObject } from '../../../lib/json.ts';

// Signs, not words: the text of the reply says the same in words, and is complete without the card.
const STEP_SIGN: Record<CardStep['state'], string> = { done: '✓', current: '●', todo: '○' };
const ITEM_SIGN: Record<ChecklistCard['items'][number]['state'], string> = {
  missing: '○',
  received: '✓',
  rejected: '✗',
};
const TONE_COLOR: Record<ProgressCard['tone'], string> = {
  neutral: 'Accent',
  good: 'Good',
  attention: 'Attention',
};

/** A card as an attachment that the stock Web Chat shows. Our own page draws the card itself. */
export function renderCard(card: Card): Attachment {
  switch (card.kind) {
    case 'progress':
      return renderProgress(card);
    case 'checklist':
      return renderChecklist(card);
    case 'receipt':
      return renderReceipt(card);
  }
}

function renderProgress(card: ProgressCard): Attachment {
  const steps = card.steps.map((step) => ({
    ...line(`${STEP_SIGN[step.state]} ${step.label}${step.at === undefined ? '' : `  ${step.at}`}`),
    spacing: 'Small',
    isSubtle: step.state === 'todo',
    ...(step.state === 'current' && { weight: 'Bolder' }),
  }));
  return adaptiveCard({
    body: [
      title(card.title),
      ...(card.subtitle === undefined ? [] : [{ ...line(card.subtitle), isSubtle: true }]),
      { ...line(card.status), color: TONE_COLOR[card.tone], weight: 'Bolder' },
      ...steps,
      factSet(card.facts),
    ],
    actions: callActions(card.facts),
  });
}

function renderChecklist(card: ChecklistCard): Attachment {
  const items = card.items.map((item) => line(`${ITEM_SIGN[item.state]} ${item.label}`));
  return adaptiveCard({ body: [title(card.title), ...items], actions: [] });
}

function renderReceipt(card: ReceiptCard): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.receipt',
    content: {
      title: card.title,
      facts: card.facts.map((fact) => ({ key: fact.label, value: fact.value })),
      ...(card.total !== undefined && { total: card.total.value }),
    },
  };
}

/** Version 1.3 is what every stock client since 2020 shows (directline.md 1b: up to 1.6). */
function adaptiveCard(parts: {
  readonly body: readonly JsonObject[];
  readonly actions: readonly JsonObject[];
}): Attachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.3',
      body: parts.body,
      ...(parts.actions.length > 0 && { actions: parts.actions }),
    },
  };
}

function title(text: string): JsonObject {
  return { ...line(text), weight: 'Bolder', size: 'Medium' };
}

function line(text: string): JsonObject {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true };
}

function factSet(facts: readonly CardFact[]): JsonObject {
  return {
    type: 'FactSet',
    facts: facts.map((fact) => ({
      title: escapeMarkdown(fact.label),
      value: escapeMarkdown(fact.value),
    })),
  };
}

function callActions(facts: readonly CardFact[]): readonly JsonObject[] {
  return facts
    .filter((fact) => fact.phone !== undefined)
    .map((fact) => ({
      type: 'Action.OpenUrl',
      title: `${fact.label} ${fact.value}`,
      url: `tel:${fact.phone}`,
    }));
}

/** Adaptive Cards read a part of Markdown; a name or a place must not turn into a link. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_[\]()#`~]/g, '\\$&');
}
