import type { Id } from '../../lib/ids.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { OutgoingMessage } from '../conversation.ts';
import type { PushWay } from '../push/settings.ts';
import type { PushContent } from './delivery.ts';
import type { PushValues, TemplateWords } from './template.ts';

/** A push that is about to leave, to be put into words. */
export interface PushJob {
  readonly customerId: Id<'customer'>;
  readonly way: PushWay;
  readonly words: PushWords;
  readonly now: Date;
}

/** Where the words come from: the push has its own, or its campaign has a template, or a person's text. */
export type PushWords =
  | { readonly kind: 'content'; readonly content: PushContent }
  | {
      readonly kind: 'template';
      readonly template: Pick<TemplateWords, 'pushClass' | 'variants' | 'actions'>;
      readonly variant: string;
      /** Of the campaign: the same for everybody. */
      readonly values: JsonObject;
      readonly customer: PushValues;
    };

/** A push in words. `offered`: what its taps stand for, as the dialogue keeps it. */
export type WrittenPush =
  | {
      readonly kind: 'written';
      readonly message: OutgoingMessage;
      readonly smsText: string;
      readonly offered: readonly JsonObject[];
    }
  /** Something that the words need is not known of this customer. */
  | { readonly kind: 'unwritable'; readonly reason: string };

/** Puts a push into words; made of the flows, handed to whoever releases. */
export type WritePush = (job: PushJob) => WrittenPush;
