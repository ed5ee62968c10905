import type { PushClass } from '../push/settings.ts';
import type { PushContent, PushTap } from './delivery.ts';
import type { TemplateAction } from './template.ts';

/** What somebody wants to push, before it has what its class needs: a way to refuse more, a signature. */
export interface PushDraft {
  readonly pushClass: PushClass;
  readonly text: string;
  /** By short message; absent: `text`. Without signature and refusal line. */
  readonly smsText?: string | undefined;
  /** Of the closed list of flows/push-message.ts. One that is none of them is left out. */
  readonly actions?: readonly TemplateAction[] | undefined;
  /** Taps that no action of the list stands for, such as the steps of a scale; before the actions. */
  readonly taps?: readonly PushTap[] | undefined;
  /** The taps are the steps of one scale: refusing stands in the text, not beside them. */
  readonly isScale?: boolean | undefined;
}

/** How a push gets what its class needs; made by flows/push-message.ts, handed to whoever queues pushes. */
export type CompletePush = (draft: PushDraft) => PushContent;
