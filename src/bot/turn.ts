import type { AuditEntry } from '../domain/audit.ts';
import type {
  ConversationFeed,
  OutgoingMessage,
  StoredMessage,
  TurnCommit,
  TurnStore,
  TurnWork,
} from '../domain/conversation.ts';
import type { Write } from '../domain/write.ts';
import type { Clock } from '../lib/clock.ts';
import { type Id, newId, type Random } from '../lib/ids.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import type { Log } from '../lib/log.ts';
import { BURST_MAX_MS } from './photo-burst.ts';

/** What thinking about a turn comes to: data only, nothing is written yet. */
export interface TurnAnswer {
  readonly state: JsonObject;
  readonly messages: readonly OutgoingMessage[];
  readonly writes: readonly Write[];
  readonly audit: readonly AuditEntry[];
  readonly understood?: NonNullable<TurnCommit['understood']>;
}

export interface TurnDeps {
  readonly turns: TurnStore;
  readonly feed: ConversationFeed;
  /** Thinks. May read; never writes. */
  readonly respond: (work: TurnWork, now: Date) => Promise<TurnAnswer>;
  /** What the customer reads when thinking failed for a reason that a repetition does not cure. */
  readonly apology: (work: TurnWork) => readonly OutgoingMessage[];
  /** True for free text that plainly goes on: a turn waits for the rest. */
  readonly readsUnfinished: (work: TurnWork) => boolean;
  /** Until when more is waited for of what a channel sends piece by piece. Absent: never. */
  readonly burstUntil?: (work: TurnWork) => Date | undefined;
  /** True for an error that means the database cannot be reached now: the turn is tried again, not apologised for. */
  readonly isUnavailable: (error: unknown) => boolean;
  /** Messages of this conversation wait in the outbox: its delivery may begin at once. */
  readonly queued: (id: Id<'conversation'>) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** `done`: nothing waits any more. `again`: take it once more now. `busy`: another process has it. */
export type TurnResult = 'done' | 'again' | 'busy';

/** How long an unfinished thought may keep the turn waiting for its rest, in milliseconds (design.md 2). */
export const HOLD_MS = 600;
/** When the customer is shown that somebody is typing, in milliseconds after the turn began. */
const TYPING_AFTER_MS = 700;
/** Thinking longer than this has failed, in milliseconds. */
const THINK_MAX_MS = 20_000;

/** One turn of one conversation: take, think, commit. Throws only what a later try may cure. */
export function makeTurn(deps: TurnDeps): (id: Id<'conversation'>) => Promise<TurnResult> {
  return async (id) => {
    const taken = await deps.turns.take(id);
    if (taken.kind === 'busy') return 'busy';
    if (taken.kind === 'idle') return 'done';
    try {
      return await runTurn(deps, taken.work);
    } catch (error) {
      // Whoever tries next, here or in another process, must find the turn free.
      await deps.turns.release(id);
      throw error;
    }
  };
}

async function runTurn(deps: TurnDeps, work: TurnWork): Promise<TurnResult> {
  const { id, mode } = work.conversation;
  const last = work.waiting.at(-1);
  if (last === undefined) return 'done';
  // A person answers: what was said is stored, and the bot is silent (law 7).
  if (mode === 'agent') {
    const isSettled = await deps.turns.settle(id, last.seq);
    return isSettled ? 'done' : 'again';
  }
  const first = work.waiting[0] ?? last;
  const waitMs = waitFor(deps, work, first);
  if (waitMs > 0) {
    await deps.clock.sleep(waitMs);
    return 'again';
  }
  return finishTurn(deps, work);
}

/** Milliseconds until this turn may begin: 0 for almost all of them. */
function waitFor(deps: TurnDeps, work: TurnWork, first: StoredMessage): number {
  const now = deps.clock.now().getTime();
  const heldMs = now - first.at.getTime();
  if (heldMs < HOLD_MS && deps.readsUnfinished(work)) return HOLD_MS - Math.max(0, heldMs);
  const until = deps.burstUntil?.(work)?.getTime() ?? now;
  return Math.min(Math.max(0, until - now), BURST_MAX_MS);
}

async function finishTurn(deps: TurnDeps, work: TurnWork): Promise<TurnResult> {
  const first = work.waiting[0];
  const last = work.waiting.at(-1);
  if (first === undefined || last === undefined) return 'done';
  const startedAt = deps.clock.now();
  const turnId = newId('turn', deps.random);
  const ids = { conversationId: work.conversation.id, turnId };
  const { answer, outcome } = await think(deps, work, ids);
  const committed = await deps.turns.commit({
    ...answer,
    turnId,
    conversationId: work.conversation.id,
    channelAccount: work.conversation.channelAccount,
    stateVersion: work.stateVersion,
    handledSeq: last.seq,
    fromSeq: first.seq,
    messages: withAnswers(answer.messages, work.waiting),
    outcome,
    startedAt,
    now: deps.clock.now(),
  });
  if (committed.kind === 'stale') return 'again';
  deps.feed.publish(work.conversation.id, committed.messages);
  if (committed.hasQueued) deps.queued(work.conversation.id);
  deps.log.debug(
    { ...ids, intent: answer.understood?.intent, outcome, replies: committed.messages.length },
    'turn committed',
  );
  return committed.hasMore ? 'again' : 'done';
}

/** The first reply answers the newest message of the burst. */
function withAnswers(
  messages: readonly OutgoingMessage[],
  waiting: readonly StoredMessage[],
): readonly OutgoingMessage[] {
  const visible = waiting.filter((message) => message.activity.type === 'message').at(-1);
  if (visible === undefined) return messages;
  return messages.map((message) => ({ ...message, replyToSeq: visible.seq }));
}

async function think(
  deps: TurnDeps,
  work: TurnWork,
  ids: { readonly conversationId: string; readonly turnId: string },
): Promise<{ readonly answer: TurnAnswer; readonly outcome: string }> {
  const done = new AbortController();
  // Not awaited: it only shows the customer that thinking takes a moment.
  void deps.clock.sleep(TYPING_AFTER_MS, done.signal).then(() => {
    if (!done.signal.aborted) deps.feed.publishTyping(work.conversation.id);
  });
  try {
    const answer = await Promise.race([
      deps.respond(work, deps.clock.now()),
      thinkTimeout(deps, done.signal),
    ]);
    return { answer, outcome: 'ok' };
  } catch (err) {
    if (deps.isUnavailable(err)) throw err;
    deps.log.error({ err, ...ids }, 'a turn failed; the customer got an apology');
    const state = isJsonObject(work.state) ? work.state : {};
    return {
      answer: { state, messages: deps.apology(work), writes: [], audit: [] },
      outcome: 'failed',
    };
  } finally {
    // With a reason, or the platform makes an error with a stack for each turn.
    done.abort('done');
  }
}

async function thinkTimeout(deps: TurnDeps, signal: AbortSignal): Promise<never> {
  await deps.clock.sleep(THINK_MAX_MS, signal);
  throw new Error('thinking took too long');
}
