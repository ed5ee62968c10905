import type {
  Accepted,
  Conversation,
  Inbound,
  OpenConversation,
  StoredMessage,
} from '../../../../domain/conversation.ts';
import type { Native } from '../../../../domain/wechat/native.ts';
import type { WechatInbox, WechatLedger, WechatPeople } from '../../../../domain/wechat/ports.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Id } from '../../../../lib/ids.ts';
import type { Log } from '../../../../lib/log.ts';
import type { ReceivingAccount } from './receiving-account.ts';

/** A file with the type that its bytes have. */
export interface SniffedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Turns a voice into words; see gateways/transcription.ts. */
export type Transcribe = (
  audio: SniffedFile,
) => Promise<
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }
>;

/** What working off the inbox needs of the desk. */
export interface ReceiveDeps {
  readonly inbox: Pick<WechatInbox, 'take' | 'settle'>;
  readonly ledger: Pick<WechatLedger, 'grant' | 'grants' | 'confirm'>;
  readonly people: WechatPeople;
  readonly conversations: {
    open(
      input: OpenConversation,
    ): Promise<{ readonly conversation: Conversation; readonly isNew: boolean }>;
    accept(inbound: Inbound): Promise<Accepted>;
  };
  readonly files: {
    save(
      file: SniffedFile & { readonly conversationId: Id<'conversation'>; readonly at: Date },
    ): Promise<Id<'file'>>;
    /** Never fails: what cannot be removed now stays behind. */
    remove(ids: readonly Id<'file'>[]): Promise<void>;
  };
  /** Undefined: the bytes are none of the kinds that the desk takes. */
  readonly sniff: (name: string, bytes: Uint8Array) => Promise<SniffedFile | undefined>;
  /** Absent: customers are asked to type. */
  readonly transcribe?: Transcribe;
  /** By channel account. */
  readonly accounts: ReadonlyMap<string, ReceivingAccount>;
  /** People in WeChat's own client; absent: hand-offs are all ours. */
  readonly native?: Pick<Native, 'session' | 'wrote' | 'customerWrote'>;
  /** Signs the references in QR codes and chat links. */
  readonly sceneSecret: string;
  readonly fileBytesMax: number;
  /** True while so many callbacks come that working off must leave room for answering them. */
  readonly isRushed?: () => boolean;
  /** A message was stored: the turn follows. */
  readonly wake: (id: Id<'conversation'>) => void;
  /** Shows it to whoever watches the conversation. */
  readonly publish: (id: Id<'conversation'>, messages: readonly StoredMessage[]) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** What becomes of a row of the inbox. */
export type Outcome = Parameters<WechatInbox['settle']>[1];
export const DONE: Outcome = { kind: 'done' };
