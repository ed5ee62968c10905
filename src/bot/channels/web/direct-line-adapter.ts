import {
  BotAdapter,
  type ResourceResponse,
  type Activity as SdkActivity,
  TurnContext,
} from 'botbuilder-core';
import type { Activity } from '../../../domain/activity.ts';
import type { Clock } from '../../../lib/clock.ts';
import { isJsonObject, type JsonObject } from '../../../lib/json.ts';
import { cleanJson } from './clean-json.ts';

/** botbuilder's middleware: what comes before and after the bot. */
export type Middleware = (context: TurnContext, next: () => Promise<void>) => Promise<void>;

export interface DirectLineHostDeps {
  /** The bot: any botbuilder turn handler, such as `(context) => activityHandler.run(context)`. */
  readonly logic: (context: TurnContext) => Promise<void>;
  readonly clock: Clock;
  /** Sees the turn pass, the first one first, such as an insurer's translation or monitoring. */
  readonly middleware?: readonly Middleware[];
}

/** What a bot said in one turn. */
export interface HostedTurn {
  readonly activities: readonly Activity[];
  /** The bot asked for a person. Its attachment is the transcript, so it never goes to the customer. */
  readonly handoff?: Activity;
}

export interface DirectLineHost {
  /** Runs one activity, in wire form, through the bot. `typing` is told when the bot shows that it types. */
  run(inbound: JsonObject, typing?: () => void): Promise<HostedTurn>;
}

/** Longest time a bot's `delay` activity holds its next message, in milliseconds. */
const DELAY_MAX_MS = 5_000;
const HANDOFF_EVENT = 'handoff.initiate';
/** Never for a customer's eyes: the SDK's own, and what a client cannot use. */
const SWALLOWED: ReadonlySet<string> = new Set(['trace', 'invokeResponse']);
/** Filled in by the SDK; minted by us at reading, or of no meaning on our wire. */
const SDK_KEYS: ReadonlySet<string> = new Set([
  'id',
  'timestamp',
  'localTimestamp',
  'localTimezone',
  'channelId',
  'serviceUrl',
  'callerId',
  'conversation',
  'recipient',
  'from',
  'replyToId',
  'relatesTo',
  'deliveryMode',
  '_channelId',
]);

/** Runs a botbuilder bot over our Direct Line: nothing is sent, what it says is handed back. */
export function makeDirectLineHost(deps: DirectLineHostDeps): DirectLineHost {
  return {
    run: async (inbound, typing) => {
      const adapter = new CollectingAdapter(deps.clock, typing);
      for (const each of deps.middleware ?? []) adapter.use({ onTurn: each });
      await adapter.runTurn(inbound, deps.logic);
      return adapter.said();
    },
  };
}

/** One turn's adapter. It keeps what the bot sends, in order. */
class CollectingAdapter extends BotAdapter {
  readonly #activities: Activity[] = [];
  readonly #clock: Clock;
  readonly #typing: (() => void) | undefined;
  #handoff: Activity | undefined;

  constructor(clock: Clock, typing: (() => void) | undefined) {
    super();
    this.#clock = clock;
    this.#typing = typing;
  }

  async runTurn(inbound: JsonObject, logic: DirectLineHostDeps['logic']): Promise<void> {
    await this.runMiddleware(new TurnContext(this, toSdkActivity(inbound)), logic);
  }

  said(): HostedTurn {
    const activities = this.#activities;
    return this.#handoff === undefined ? { activities } : { activities, handoff: this.#handoff };
  }

  override async sendActivities(
    _context: TurnContext,
    activities: Partial<SdkActivity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      await this.#take(activity);
      // Ids are given when the turn is committed; until then this one only has to be unique in the turn.
      responses.push({ id: String(responses.length + this.#activities.length) });
    }
    return responses;
  }

  async #take(activity: Partial<SdkActivity>): Promise<void> {
    const { type = 'message', name } = activity;
    if (SWALLOWED.has(type)) return;
    if (type === 'delay') return this.#clock.sleep(toDelayMs(activity.value));
    if (type === 'typing') return this.#typing?.();
    const own = toOwnActivity(activity);
    if (type === 'event' && name === HANDOFF_EVENT) this.#handoff = own;
    else this.#activities.push(own);
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(new Error('updateActivity is not supported: what was said stays said'));
  }

  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('deleteActivity is not supported: what was said stays said'));
  }

  override continueConversation(): Promise<never> {
    return Promise.reject(
      new Error('continueConversation is not supported: write a message through the outbox'),
    );
  }
}

function toDelayMs(value: unknown): number {
  return typeof value === 'number' ? Math.min(Math.max(0, value), DELAY_MAX_MS) : 0;
}

/** SDK helpers read `timestamp` as a Date; on the wire it is text (directline.md 2, pitfall 6). */
function toSdkActivity(inbound: JsonObject): Partial<SdkActivity> {
  const { timestamp, ...rest } = inbound;
  const sdk: Partial<SdkActivity> = { ...rest };
  if (typeof timestamp === 'string') sdk.timestamp = new Date(timestamp);
  return sdk;
}

/** Our activity as the SDK's, which may change it: a copy. */
export function toSdkCopy(activity: Activity): Partial<SdkActivity> {
  const copy: Partial<SdkActivity> = JSON.parse(JSON.stringify(activity));
  return copy;
}

/** An SDK activity as ours: JSON without the SDK's own fields. */
function toOwnActivity(activity: Partial<SdkActivity>): Activity {
  const json: unknown = JSON.parse(JSON.stringify(activity));
  const cleaned = cleanJson(json);
  const entries = isJsonObject(cleaned) ? Object.entries(cleaned) : [];
  const kept = entries.filter(
    ([key, value]) => !SDK_KEYS.has(key) && value !== null && !isEmptyArray(value),
  );
  return { ...Object.fromEntries(kept), type: activity.type ?? 'message' };
}

function isEmptyArray(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
