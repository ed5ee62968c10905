import { expect } from 'vitest';
import { makeDialogue } from '../../src/bot/dialogue/make-dialogue.ts';

import type {
  HandoffEnd,
  LostFile,
  SharedLocation,
  Utterance,
} from '../../src/bot/understanding/understanding.ts';
import { makeCaseNumbers } from '../../src/domain/case-numbers.ts';
import { effectiveLevel } from '../../src/domain/identity.ts';
import type { Reply } from '../../src/domain/reply.ts';
import type { Write } from '../../src/domain/write.ts';
import { allFlows } from '../../src/flows/all-flows.ts';
import type { Flow } from '../../src/flows/flow.ts';
import { addMs, MINUTE_MS } from '../../src/lib/clock.ts';
import { understander } from '../support/understanding.ts';
import { makeWorld, START, type WorldSetup } from './world.ts';

/** One conversation as data: what the customer says, what must be answered and what must be written. */
export interface Story {
  readonly name: string;
  readonly world?: WorldSetup;
  readonly oneTimeCode?: boolean;
  readonly rescuePartner?: boolean;
  readonly flows?: readonly Flow[];
  readonly turns: readonly StoryTurn[];
}

export interface StoryTurn {
  /** Several are a burst. */
  readonly say?: string | readonly string[];
  readonly tap?: string;
  readonly files?: readonly string[];
  /** Files that the channel named and that never came. */
  readonly lost?: LostFile;
  /** A place shared from the device, agreed to under `consent`. */
  readonly location?: SharedLocation;
  readonly joins?: true;
  /** A person's part is over, before anything else of this turn. */
  readonly ended?: HandoffEnd['state'] | HandoffEnd;
  /** Minutes that pass before this turn. */
  readonly afterMinutes?: number;
  /** A stored state to go on from, in place of the conversation's own. */
  readonly state?: unknown;
  /** A deploy before this turn. */
  readonly flows?: readonly Flow[];
  /** Parts of what the bot says in this turn. */
  readonly expect?: readonly string[];
  readonly never?: readonly string[];
  readonly quickReplies?: readonly string[];
  /** `badge` of the progress card, or false for no card. */
  readonly card?: string | false;
  /** Kinds of writes, with the reason or level where it matters: `requestHandoff:asked`. */
  readonly writes?: readonly string[];
  /** Writes by kind, each with the parts that must be so. */
  readonly wrote?: readonly (Pick<Write, 'kind'> & Readonly<Record<string, unknown>>)[];
  readonly audit?: readonly string[];
  /** Flows under way afterwards, the running one last. */
  readonly stack?: readonly string[];
  /** Strings that must not be in the stored state. */
  readonly stateNever?: readonly string[];
  readonly intent?: string;
  /** Who wrote the words of the last reply. */
  readonly generatedBy?: 'template' | 'model';
}

/** Numbers that a story can name: RP20260612000001 is the first of its day. */
const numbers = makeCaseNumbers({
  text: (n) => 'a'.repeat(n),
  digits: (n) => '1'.padStart(n, '0'),
});

const BRAND = {
  name: '安途车险',
  hotline: '400-000-0000',
  publicUrl: 'https://care.example',
};

/** Who looks on while a story is played, and may have its customer answer in another way. */
export interface StoryWatch {
  /** What the bot said in a turn. */
  readonly said?: (replies: readonly Reply[], where: string) => void;
  /** What is typed in place of a tap, after these replies; undefined: it is tapped. */
  readonly typed?: (tap: string, replies: readonly Reply[]) => string | undefined;
}

export async function play(story: Story, watch: StoryWatch = {}): Promise<void> {
  const world = makeWorld(story.world);
  const { reads } = world;
  let flows = story.flows ?? allFlows;
  let state: unknown = {};
  let now = START;
  let lastInboundAt: Date | undefined = world.verifiedAt;
  let replies: readonly Reply[] = [];
  for (const [i, told] of story.turns.entries()) {
    const typed = told.tap === undefined ? undefined : watch.typed?.(told.tap, replies);
    const { tap: _, ...untapped } = told;
    const turn = typed === undefined ? told : { ...untapped, say: typed };
    now = addMs(now, (turn.afterMinutes ?? 0.5) * MINUTE_MS);
    flows = turn.flows ?? flows;
    const dialogue = makeDialogue({ flows, understander, reads, numbers });
    const { verifiedAt, subject } = world;
    const level = effectiveLevel(
      {
        level: world.level,
        ...(verifiedAt && { verifiedAt }),
        ...(lastInboundAt && { lastInboundAt }),
      },
      now,
    );
    // Whoever takes the turn stores the lapse, or the very message that found it would undo it.
    world.level = level;
    if (turn.ended !== undefined) {
      const end = {
        kind: 'withdrawHandoff',
        conversationId: 'con_1',
        outcome: 'withdrawn',
      } as const;
      world.write(end, now);
    }
    const result = await dialogue.step({
      state: turn.state ?? state,
      utterances: utterancesOf(turn, now),
      identity: {
        id: 'idn_1',
        channelAccount: 'web',
        externalUserId: 'u1',
        level,
        ...(subject && { subject }),
        ...(lastInboundAt && { lastInboundAt }),
      },
      conversationId: 'con_1',
      now,
      channelAccount: 'web',
      features: {
        oneTimeCode: story.oneTimeCode ?? false,
        rescuePartner: story.rescuePartner ?? false,
      },
      brand: BRAND,
    });
    for (const write of result.writes) world.write(write, now);
    lastInboundAt = now;
    replies = result.replies;
    watch.said?.(replies, `${story.name} / turn ${i + 1}`);
    state = JSON.parse(JSON.stringify(result.state));
    verify(turn, result, `${story.name} / turn ${i + 1}`);
  }
}

function utterancesOf(
  { say, tap, files, joins, location, ended, lost }: StoryTurn,
  now: Date,
): readonly Utterance[] {
  if (joins) return [{ seq: 1, kind: 'joined', attachments: [] }];
  const out: Utterance[] = [];
  if (ended !== undefined) {
    const end = typeof ended === 'string' ? { state: ended, asksRating: true } : ended;
    out.push({ seq: 0, kind: 'handoff_ended', attachments: [], ended: end });
  }
  const lines = say === undefined ? [] : typeof say === 'string' ? [say] : say;
  for (const text of lines) out.push({ seq: out.length + 1, kind: 'text', text, attachments: [] });
  if (tap !== undefined)
    out.push({ seq: 1, kind: 'button', value: tap, text: tap, attachments: [] });
  if (files !== undefined) {
    const attachments = files.map((contentType, i) => ({
      contentType,
      ...(lost === undefined ? { fileId: `fil_${i}` } : { lost }),
      at: now.toISOString(),
    }));
    out.push({ seq: out.length + 1, kind: 'files', attachments });
  }
  if (location !== undefined)
    out.push({ seq: out.length + 1, kind: 'location', attachments: [], location });
  return out;
}

type Result = Awaited<ReturnType<ReturnType<typeof makeDialogue>['step']>>;

function verify(turn: StoryTurn, result: Result, where: string): void {
  const said = result.replies.map(({ text }) => text).join('\n---\n');
  const shown = JSON.stringify(result.replies);
  expect(result.replies.length, `${where} answers`).toBeGreaterThan(0);
  for (const part of turn.expect ?? []) expect(said, where).toContain(part);
  for (const part of turn.never ?? []) expect(shown, where).not.toContain(part);
  if (turn.generatedBy !== undefined) {
    expect(result.replies.at(-1)?.generatedBy ?? 'template', where).toBe(turn.generatedBy);
  }
  const labels = result.replies.at(-1)?.quickReplies?.map(({ label }) => label) ?? [];
  for (const label of turn.quickReplies ?? []) expect(labels, where).toContain(label);
  expect(labels.length, where).toBeLessThanOrEqual(result.replies.at(-1)?.isScale ? 11 : 4);
  const card = result.replies.find((reply) => reply.card !== undefined)?.card;
  if (turn.card === false) expect(card, where).toBeUndefined();
  else if (turn.card !== undefined) {
    expect(card?.kind === 'progress' ? card.status : card, where).toBe(turn.card);
  }
  const writes = result.writes.map((write) => {
    if (write.kind === 'requestHandoff') return `${write.kind}:${write.reason}`;
    return write.kind === 'bindIdentity' ? `${write.kind}:${write.level}:${write.by}` : write.kind;
  });
  expect(writes, where).toEqual(turn.writes ?? []);
  for (const wanted of turn.wrote ?? []) {
    const sameKind = result.writes.filter(({ kind }) => kind === wanted.kind);
    expect(sameKind, `${where} wrote ${wanted.kind}`).toContainEqual(
      expect.objectContaining(deep(wanted)),
    );
  }
  if (turn.audit !== undefined) {
    expect(
      result.audit.map(({ action, subjectId }) => `${action} ${subjectId}`),
      where,
    ).toEqual(turn.audit);
  }
  const stored = JSON.stringify(result.state);
  for (const part of turn.stateNever ?? []) expect(stored, where).not.toContain(part);
  const stack = result.state['stack'];
  if (turn.stack !== undefined) {
    const ids = Array.isArray(stack) ? stack.map((frame: { flow?: unknown }) => frame.flow) : stack;
    expect(ids, where).toEqual(turn.stack);
  }
  if (turn.intent !== undefined) expect(result.understood?.intent, where).toBe(turn.intent);
}

/** Every object within may have more than what is wanted of it. */
function deep(wanted: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(wanted).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      !(value instanceof Date)
        ? expect.objectContaining(deep(value))
        : value,
    ]),
  );
}
