import type { Id } from '../../lib/ids.ts';
import type { Activity } from '../activity.ts';
import type { SendResult } from '../outbox.ts';
import type { WechatAddress } from './account.ts';
import type { WechatInbound } from './inbound.ts';

/** People in WeChat's own client, WeCom or the account's customer service: they own what they have, as an agent would. */
export interface NativeHub {
  /** `hub:<channel account>`: stands where an agent's id would. */
  readonly id: string;
  /** The servicer's id there: WeChat tells no names. */
  readonly name?: string;
}

const HUB = 'hub:wechat-';

export function nativeHubOf(channelAccount: string): string {
  return `hub:${channelAccount}`;
}

/** True for the people of a WeChat account; false for ours and for other desks. */
export function isNativeHub(agentId: string | undefined): boolean {
  return agentId?.startsWith(HUB) === true;
}

/** For so long after it was asked for, a hand-off is kept for WeChat's own people: the command to them is on its way. */
export const NATIVE_FIRST_MS = 20_000;

/** A conversation on WeChat and who answers in it. */
export interface NativePlace {
  readonly id: Id<'conversation'>;
  readonly channelAccount: string;
  readonly address: WechatAddress;
  /** Who has the open hand-off. */
  readonly ownerId?: string;
}

/** What the customer is told when people take over: that they wait for one, that one is there, or nothing by us. */
export type NativeGreeting = 'pooled' | 'joined' | 'none';

/** The hand-offs of our desk, as far as people elsewhere move them. Implemented in store/wechat/native-desk.ts. */
export interface NativeDesk {
  /** The open conversation of that id; undefined for what has ended or is on no WeChat account. */
  find(id: Id<'conversation'>): Promise<NativePlace | undefined>;
  /** The newest open conversation with somebody. */
  locate(channelAccount: string, address: WechatAddress): Promise<NativePlace | undefined>;
  /**
   * Keeps a waiting hand-off for the hub, so that nobody of ours takes it while WeChat is asked. Undefined: nobody
   * waits, or somebody has it.
   */
  reserve(
    id: Id<'conversation'>,
    hub: NativeHub,
  ): Promise<{ readonly requestedAt: Date } | undefined>;
  /** The hub cannot: whoever waits, waits for ours. */
  release(id: Id<'conversation'>, hub: NativeHub, reason: string): Promise<void>;
  /** The hub's people have the customer: the bot is silent. What a person of ours has stays theirs. */
  accepted(
    id: Id<'conversation'>,
    hub: NativeHub,
    given: { readonly at: Date; readonly greeting: NativeGreeting },
  ): Promise<void>;
  /** They are done: the customer is asked how it was when somebody wrote. What others have stays theirs. */
  ended(id: Id<'conversation'>, hub: NativeHub, at: Date): Promise<void>;
  /** Conversations that hubs have and in which nobody has said anything since `before`, longest silent first. */
  findSilent(before: Date, limit: number): Promise<readonly Id<'conversation'>[]>;
  /** Appends what a servicer wrote as the agent's words, sent already, once for each message id. */
  wrote(
    id: Id<'conversation'>,
    hub: NativeHub,
    words: {
      readonly channelAccount: string;
      readonly messageId: string;
      readonly activity: Activity;
      readonly at: Date;
    },
  ): Promise<void>;
}

/** Native hand-off as the sender and the inbox worker use it. Every call may be repeated. */
export interface Native {
  /** Carries out the command row of a hand-off. Not `sent`: it waits in our own queue. */
  handOff(id: Id<'conversation'>): Promise<SendResult>;
  /** What became of a session in WeChat's client. */
  session(inbound: WechatInbound): Promise<void>;
  /** `activity`: what a servicer wrote (origin 5), with its files stored already. */
  wrote(inbound: WechatInbound, activity: Activity): Promise<void>;
  /**
   * A message of ours was refused since the session is not ours (95018, 95013): asks WeChat who has it, and follows.
   * `ours`: nobody else has it, so the same may be sent again.
   */
  stateLost(id: Id<'conversation'>): Promise<'person' | 'ended' | 'ours' | 'unknown'>;
  /** To be called before a customer's message is accepted: nobody is left with people who are gone. */
  customerWrote(id: Id<'conversation'>): Promise<void>;
  /**
   * Asks about sessions in which nobody has said anything for an hour, at most a hundred: their end may have been told
   * to nobody. To be called every ten minutes. Gives how many it asked about.
   */
  tend(): Promise<number>;
}
