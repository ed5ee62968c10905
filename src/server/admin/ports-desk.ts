import type { Actor } from '../../domain/audit.ts';
import type { ComplaintInput } from '../../domain/complaint/filed.ts';
import type { ConversationFeed } from '../../domain/conversation.ts';
import type { ChannelReach } from '../../domain/handoff/channel-window.ts';
import type { HandoffDesk } from '../../domain/handoff/desk.ts';
import type { DeskFeed } from '../../domain/handoff/desk-event.ts';
import type { HandoffState } from '../../domain/handoff/handoff.ts';
import type { Packet } from '../../domain/handoff/packet.ts';
import type { DeskSettings } from '../../domain/handoff/settings.ts';
import type {
  ConversationLink,
  ConversationNote,
  HandoffHistory,
  HandoffItem,
  LinkKind,
  RosterAgent,
} from '../../domain/handoff/view.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { ServiceRequestInput } from '../../domain/service-request.ts';
import type { Id } from '../../lib/ids.ts';

/** What the hand-off routes read. */
export interface HandoffsPort {
  list(
    query: PageRequest & {
      readonly states?: readonly HandoffState[] | undefined;
      readonly agentId?: string | undefined;
      readonly conversationId?: string | undefined;
    },
  ): Promise<Page<HandoffItem>>;
  find(id: string): Promise<HandoffItem | undefined>;
  history(id: string): Promise<HandoffHistory>;
  /** Undefined when there is no such conversation. */
  packet(conversationId: string): Promise<Packet | undefined>;
}

/** What the desk knows of a conversation before anybody writes into it. */
export interface ConversationReach extends ChannelReach {
  /** Who has the conversation: an agent's id or a key's; null when nobody has. */
  readonly ownerId: string | null;
}

export interface ConversationReachPort {
  find(conversationId: string): Promise<ConversationReach | undefined>;
  /** The words of one message, unmasked; the audit row is written with it or nothing is shown. */
  reveal(request: {
    readonly conversationId: string;
    readonly seq: number;
    readonly reason: string;
    readonly actor: Actor;
  }): Promise<{ readonly text: string | null } | undefined>;
}

export interface NotesPort {
  /** Oldest first; undefined when there is no such conversation. */
  list(conversationId: string, page: PageRequest): Promise<Page<ConversationNote> | undefined>;
  add(note: {
    readonly conversationId: string;
    readonly text: string;
    readonly authorName: string;
    readonly actor: Actor;
  }): Promise<ConversationNote | undefined>;
}

export interface LinksPort {
  /** Oldest first; undefined when there is no such conversation. */
  list(conversationId: string): Promise<readonly ConversationLink[] | undefined>;
  /** A link that is there already stays as it is. */
  add(link: {
    readonly conversationId: string;
    readonly kind: LinkKind;
    readonly ref: string;
    readonly actor: Actor;
  }): Promise<ConversationLink | 'unknown_conversation' | 'unknown_ref'>;
  remove(link: {
    readonly conversationId: string;
    readonly kind: LinkKind;
    readonly ref: string;
    readonly actor: Actor;
  }): Promise<'removed' | 'not_found'>;
}

/** A stored file without its bytes. */
export interface StoredFile {
  readonly id: Id<'file'>;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** Files of conversations. A file of another conversation is none. */
export interface ConversationFilesPort {
  save(file: {
    readonly conversationId: string;
    readonly name: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
    readonly at: Date;
  }): Promise<Id<'file'>>;
  find(conversationId: string, ids: readonly string[]): Promise<readonly StoredFile[]>;
  read(
    conversationId: string,
    id: string,
  ): Promise<(StoredFile & { readonly bytes: Uint8Array }) | undefined>;
}

export interface RosterPort {
  /** Everybody who works at the desk, those who are there first. */
  list(): Promise<readonly RosterAgent[]>;
  find(agentId: string): Promise<RosterAgent | undefined>;
}

/** How the desk stands now. */
export interface DeskNow {
  readonly isOpen: boolean;
  readonly opensAt: Date | null;
  readonly waiting: number;
  readonly longestWaitSince: Date | null;
  readonly settings: DeskSettings;
}

/** Whether an open console may go on. */
export interface ConsolesPort {
  /** False once they signed out, were disabled, or the session is over by itself. Does not prolong it. */
  isSignedIn(sessionId: Id<'session'>): Promise<boolean>;
}

/** What agents register for customers. The answer is the number. */
export interface RegistryPort {
  fileComplaint(
    input: ComplaintInput,
    actor: Actor,
  ): Promise<
    | { readonly kind: 'filed'; readonly complaintNo: string }
    /** A regulator's number that was passed on before: the complaint that it has already. */
    | { readonly kind: 'known'; readonly complaintNo: string }
    | {
        readonly kind: 'unknown';
        readonly field: 'conversationId' | 'customerNo' | 'claimNo' | 'evidenceIds' | 'respondents';
      }
  >;
  registerRequest(
    input: ServiceRequestInput,
    actor: Actor,
  ): Promise<
    | { readonly kind: 'registered'; readonly requestNo: string }
    | { readonly kind: 'unknown'; readonly field: 'conversationId' }
  >;
}

/** What the desk's routes need from outside the server. */
export interface DeskAdminDeps {
  readonly handoffs: HandoffsPort;
  readonly handoffDesk: HandoffDesk;
  readonly reach: ConversationReachPort;
  readonly notes: NotesPort;
  readonly links: LinksPort;
  readonly conversationFiles: ConversationFilesPort;
  readonly roster: RosterPort;
  readonly deskNow: () => Promise<DeskNow>;
  readonly consoles: ConsolesPort;
  readonly registry: RegistryPort;
  readonly deskFeed: DeskFeed & Pick<ConversationFeed, 'publishTyping'>;
  /** How the insurer calls itself. */
  readonly brandName: string;
  /** The files of one upload together. */
  readonly uploadBytesMax: number;
}
