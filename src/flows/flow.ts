import type { AccidentReader } from '../domain/accident/report.ts';
import type { AuditEntry } from '../domain/audit.ts';
import type { CaseNumbers } from '../domain/case-numbers.ts';
import type { ClaimDocumentReader } from '../domain/claim/document.ts';
import type { ClaimReader } from '../domain/claim/view.ts';
import type { ComplaintReader } from '../domain/complaint/complainant.ts';
import type { EntityName } from '../domain/entities/find-entities.ts';
import type { DeskReader } from '../domain/handoff/desk-reader.ts';
import type { IdentityLevel, IdentityReader, Subject } from '../domain/identity.ts';
import type { KnowledgeReader } from '../domain/knowledge/article.ts';
import type { AnswerDrafter } from '../domain/knowledge/draft-answer.ts';
import type { OwnerEventReader } from '../domain/owner-event/owner-event.ts';
import type { PolicyReader } from '../domain/policy/view.ts';
import type { SurveyReader } from '../domain/questionnaire/invitation.ts';
import type { ReferralReader } from '../domain/referral/referral.ts';
import type { Reply } from '../domain/reply.ts';
import type { RescueReader } from '../domain/service-request.ts';
import type { Write } from '../domain/write.ts';
import type { Id } from '../lib/ids.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import type { Command, Offer } from './command.ts';

/**
 * One thing that one can talk about: ordered slots, an optional read-back, one completion.
 * There is no step pointer: the next question follows from the flow and the slots on every turn, so
 * corrections, digressions, resuming and a new version in mid-conversation are never a flow's business.
 */
export interface Flow {
  /** Also the name of its intent (design.md 3). */
  readonly id: string;
  /** Raised when slots change their meaning; open conversations keep what is still valid. */
  readonly version: number;
  /** What it is called where the bot asks which or goes on: `查理赔进度`. */
  readonly title: string;
  /** In the order in which they are asked. */
  readonly slots: readonly SlotSpec[];
  /** The level it needs; below it the engine identifies the customer first and comes back by itself. */
  readonly requires?: (slots: Slots) => IdentityLevel;
  /** How long an unfinished one waits for its customer, in milliseconds; a day when absent. */
  readonly keptMs?: number;
  /** What was filled in so far, told to somebody who comes back after a while. */
  readonly summary?: (slots: Slots, context: FlowContext) => string;
  /** A question beside the conversation: whoever says anything else is never asked it again. */
  readonly isPassing?: true;
  /** Said once, to whoever begins it by what they say, in place of the general words of empathy; '': nothing is. */
  readonly empathy?: string;
  /**
   * Words that answered nothing that was asked: what they tell beside, and what to say to that. Undefined: nothing;
   * then the question is put again as not understood.
   */
  readonly leftover?: (said: string, slots: Slots) => Leftover | undefined;
  /** Said in front of its first question, when that is asked in the turn that began it. */
  readonly intro?: (slots: Slots) => string;
  /** What its questions need to know, read before each of them; kept among the slots. */
  readonly prepare?: (slots: Slots, context: FlowContext) => Promise<Prepared>;
  /**
   * Asked before what was said so far is dropped; undefined: nothing is worth it. 好的 then reads as the answer to
   * `confirm`, and cancelling again cancels.
   */
  readonly beforeCancel?: (slots: Slots, context: FlowContext) => BeforeCancel | undefined;
  /** Asked once when the flow is opened: a reason not to begin. */
  readonly guard?: (slots: Slots, context: FlowContext) => Promise<Stop | undefined>;
  /** The read-back before the completion; undefined when there is nothing to read back. 对, 不对 and corrections are the engine's. */
  readonly confirm?: (slots: Slots, context: FlowContext) => Prompt | undefined;
  /** Runs when nothing is missing. Returns data and writes nothing; reads come through `context.reads`. */
  readonly complete: (slots: Slots, context: FlowContext) => Promise<Outcome>;
}

/** Values that no customer fills, with what their reading leaves in the audit trail. */
export interface Prepared {
  readonly slots: Slots;
  readonly audit?: readonly AuditEntry[];
}

export interface Leftover {
  readonly set: Slots;
  readonly note: string;
}

export interface BeforeCancel {
  readonly prompt: Prompt;
  readonly set: Slots;
}

/** Values by slot name. A skipped slot is null, one not filled is absent. */
export type Slots = JsonObject;

export interface SlotSpec {
  readonly name: string;
  readonly type: SlotType;
  /** What it is called in an echo: `车牌号`. */
  readonly label: string;
  /** Other words for it, for `手机号说错了`. */
  readonly words?: readonly string[];
  /** Absent: never asked unless the completion asks for it. */
  readonly ask?: (slots: Slots, context: FlowContext) => Prompt;
  /** Said when the answer was none; the question follows from `ask` when absent. */
  readonly retry?: (slots: Slots, context: FlowContext) => Prompt;
  /** Only needed while this is true. */
  readonly when?: (slots: Slots, context: FlowContext) => boolean;
  /** What one may choose from; a choice may also be made by its number. */
  readonly options?: (slots: Slots, context: FlowContext) => readonly Option[];
  /** 跳过 and 不知道 are allowed. */
  readonly optional?: boolean;
  /** Never taken from free text unless it was asked: consent, ratings, yes or no. */
  readonly onlyWhenAsked?: boolean;
  /** Wiped from the state when the flow ends. */
  readonly sensitive?: boolean;
  /**
   * The value that the words which began the flow already hold: a complaint's matter, a question. Asked once,
   * when the flow is opened by something said.
   */
  readonly opening?: (said: string, context: FlowContext) => Json | undefined;
  /** Words that call for the running flow once more, `还是改手机号吧`, may hold another value by `opening`. */
  readonly reopens?: true;
  /** Another value of the same kind waits below: words that mean that one leave this slot alone. */
  readonly passes?: RegExp;
  /** Takes the whole of what is told when it is asked, whatever wishes and values the telling holds beside. */
  readonly holdsStory?: true;
  /** Gathers files until the customer says that there are no more; see `SlotType.takesFiles`. */
  readonly collects?: true;
  /**
   * The value as this slot takes it, seen with the words that brought it: `四点` for a time of yesterday, a plate
   * that is the other party's. Undefined: those words were about something else, and nothing changes.
   */
  readonly accept?: (value: Json, brought: Brought) => Json | undefined;
  /** What a new value means beyond this flow, such as danger: carried out at once. */
  readonly raises?: (value: Json, said: string) => Command | undefined;
  /** A value of it leaves the customer's 对 to the read-back as it is: answers to what a completion asks. */
  readonly keepsConfirmed?: true;
  /** What is wrong with a well-formed value. */
  readonly validate?: (value: Json, slots: Slots, context: FlowContext) => Prompt | undefined;
}

/** The circumstances of a value. */
export interface Brought {
  /** What the slot held. */
  readonly old: Json | undefined;
  /** Everything said in this turn, in one line. */
  readonly said: string;
  /** It was what the last question asked for. */
  readonly isAsked: boolean;
  readonly now: Date;
}

export interface SlotType {
  readonly name: string;
  /** Filled from this entity. */
  readonly entity?: EntityName;
  /** Reads a value from a text; for types that are no entity. */
  readonly parse?: (text: string, context: ParseContext) => Json | undefined;
  /** A bare number is a value of it, never the place of a tap. */
  readonly takesNumbers?: true;
  /** Takes any text that was nothing else. */
  readonly isFreeText?: boolean;
  /** Takes the files that are sent: a list of `{ fileId, contentType }`. */
  readonly takesFiles?: true;
  /** Takes a place shared from the device: `{ latitude, longitude }`. */
  readonly takesLocation?: true;
  /** The gate for every value, whoever produced it: the normalised value, or undefined. */
  readonly check: (value: unknown) => Json | undefined;
  /** How it is echoed; absent: never. */
  readonly show?: (value: Json) => string;
}

export interface ParseContext {
  readonly now: Date;
  readonly isAsked: boolean;
  readonly options: readonly Option[];
}

/** One of several to choose from. */
export interface Option {
  readonly label: string;
  readonly value: Json;
  /** Words that point at it: `粤B12345`, `6月11日`, `昨天`. */
  readonly words?: readonly string[];
}

/** What a flow says: a reply, with taps that mean something. */
export interface Prompt extends Omit<Reply, 'quickReplies'> {
  readonly offers?: readonly Offer[];
  /** Its choices are lines of its text and no taps: there are too many, or several may be chosen. */
  readonly isListed?: true;
  /** What 好的 and 不用 mean as an answer to it. */
  readonly yes?: readonly Command[];
  readonly no?: readonly Command[];
}

export interface FlowContext {
  readonly now: Date;
  readonly identityId: Id<'identity'>;
  readonly conversationId: Id<'conversation'>;
  readonly channelAccount: string;
  /** When the first message of this turn was said: what a promise or a complaint's clock starts from. */
  readonly saidAt: Date;
  readonly subject: Subject | undefined;
  /** Urging, waiting too long or angry, by the words of this turn. */
  readonly isUpset: boolean;
  /** The level that counts now. */
  readonly level: IdentityLevel;
  readonly reads: FlowReads;
  /** Numbers for what is registered in this turn. */
  readonly numbers: CaseNumbers;
  readonly features: Features;
  readonly brand: Brand;
}

/** Read-only ports. */
export interface FlowReads {
  readonly identity: IdentityReader;
  readonly claims: ClaimReader;
  readonly policies: PolicyReader;
  readonly accidents: AccidentReader;
  readonly documents: ClaimDocumentReader;
  readonly complaints: ComplaintReader;
  readonly rescues: RescueReader;
  readonly knowledge: KnowledgeReader;
  readonly desk: DeskReader;
  readonly surveys: SurveyReader;
  readonly ownerEvents: OwnerEventReader;
  readonly referrals: ReferralReader;
  /** Words answers out of articles; absent while no model is configured. */
  readonly answerDrafter?: AnswerDrafter;
}

export interface Features {
  /** An SMS gateway is configured. */
  readonly oneTimeCode: boolean;
  /** A rescue partner is told by webhook; otherwise a person calls one. */
  readonly rescuePartner?: boolean;
}

export interface Brand {
  readonly name: string;
  readonly hotline: string;
  /** Where its pages are, without a slash at the end; absent: not known, and no address of a page is said. */
  readonly publicUrl?: string | undefined;
}

interface Effects {
  readonly writes?: readonly Write[];
  readonly audit?: readonly AuditEntry[];
}

export type Outcome = Done | Ask | Retry | Stop;

/** Finished. A `bindIdentity` among the writes counts for the rest of the turn. */
export interface Done extends Effects {
  readonly kind: 'done';
  readonly replies: readonly Prompt[];
  /** What 再说一遍 starts this flow with again. */
  readonly again?: Slots;
  /** A flow to begin at once. */
  readonly next?: { readonly flow: string; readonly slots?: Slots };
}

/** Something more must be asked. */
export interface Ask extends Effects {
  readonly kind: 'ask';
  readonly slot: string;
  readonly prompt: Prompt;
  readonly options?: readonly Option[];
  readonly set?: Slots;
}

/** It cannot complete with these values: waits until one of them changes. */
export interface Retry extends Effects {
  readonly kind: 'retry';
  readonly prompt: Prompt;
  readonly set?: Slots;
}

/** It ends here, and with it what was waiting for it. */
export interface Stop extends Effects {
  readonly kind: 'stop';
  readonly replies: readonly Prompt[];
}
