/** What a flow says. Each channel renders it in its own way; every part but `text` may degrade to text. */
export interface Reply {
  /** Plain text, complete without the card. Lines are separated by `\n`. */
  readonly text: string;
  /** At most four taps for what one could say next. The label is also what a tap says. */
  readonly quickReplies?: readonly QuickReply[];
  /** The taps are the steps of one scale, the best first, side by side: five with words, or up to eleven numbers. */
  readonly isScale?: true | undefined;
  readonly card?: Card;
  /** Who wrote the words; `template` when absent. */
  readonly generatedBy?: GeneratedBy;
}

/** template: a person wrote it in the copy file. model: a language model drafted it (labelled everywhere). */
export type GeneratedBy = 'template' | 'person' | 'model';

export interface QuickReply {
  readonly label: string;
}

/** The closed set of cards. The web page's contract (server/contract/card.ts) mirrors it. */
export type Card = ProgressCard | ChecklistCard | ReceiptCard;

/** Where a claim stands: a line of steps and the facts beside it. */
export interface ProgressCard {
  readonly kind: 'progress';
  readonly title: string;
  readonly subtitle?: string;
  /** The stage in one short word group, shown as a badge. */
  readonly status: string;
  readonly tone: 'neutral' | 'good' | 'attention';
  readonly steps: readonly CardStep[];
  readonly facts: readonly CardFact[];
}

export interface CardStep {
  readonly label: string;
  readonly state: 'done' | 'current' | 'todo';
  /** Already written for people, such as `6月11日 15:00`. */
  readonly at?: string;
}

export interface CardFact {
  readonly label: string;
  readonly value: string;
  /** A number to call, digits only: shown as a link. */
  readonly phone?: string;
}

export interface ChecklistCard {
  readonly kind: 'checklist';
  readonly title: string;
  readonly items: readonly {
    readonly label: string;
    readonly state: 'missing' | 'received' | 'rejected';
  }[];
}

/** A list with labels on the left and values on the right, such as amounts. */
export interface ReceiptCard {
  readonly kind: 'receipt';
  readonly title: string;
  readonly facts: readonly CardFact[];
  readonly total?: CardFact;
}
