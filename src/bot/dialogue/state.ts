import { z } from 'zod';
import type { Command, Offer } from '../../flows/command.ts';
import type { Option, Prompt } from '../../flows/flow.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { SentFile } from '../understanding/understanding.ts';

/** What a conversation remembers between turns: plain JSON. What can be derived is not here. */
export interface DialogueState {
  readonly v: 1;
  /** The running flow is the last one; those below wait for it. */
  readonly stack: readonly Frame[];
  /** The taps shown last and what they mean. */
  readonly offered: readonly Offer[];
  /** What a bare yes or no means now. */
  readonly yes: readonly Command[];
  readonly no: readonly Command[];
  /** Misunderstandings in a row, outside a question. */
  readonly misses: number;
  /** Upset messages in a row. */
  readonly upset: number;
  /** Values said that no flow has asked for yet. */
  readonly heard: JsonObject;
  /** When the newest of them was said, RFC 3339. */
  readonly heardAt: string | undefined;
  /** Files that no flow has taken yet, oldest first. */
  readonly files: readonly SentFile[];
  /** Words that we asked back about, until the next message. */
  readonly unclear: string | undefined;
  /** What 再说一遍 repeats. Run anew, so that it never tells more than is allowed now. */
  readonly last: { readonly flow: string; readonly slots: JsonObject } | undefined;
}

/** One flow under way. Mutable within a turn only; a turn works on its own parsed copy. */
export interface Frame {
  readonly flow: string;
  version: number;
  slots: Record<string, Json | undefined>;
  skipped: string[];
  /** The slot just asked for: how a bare answer is read, never where the flow goes next. */
  asked: string | undefined;
  /** Choices that the completion offered for the asked slot. */
  options: readonly Option[];
  isConfirming: boolean;
  isConfirmed: boolean;
  /** It cannot complete with these values; said again until one of them changes. */
  retry: Prompt | undefined;
  /** Answers in a row that were none. */
  wrong: number;
  /** The flow below needs this one and ends with it. */
  readonly isService: boolean;
  readonly openedAt: string;
}

/** A conversation in which nothing was said yet. */
export function freshState(): DialogueState {
  return {
    v: 1,
    stack: [],
    offered: [],
    yes: [],
    no: [],
    misses: 0,
    upset: 0,
    heard: {},
    heardAt: undefined,
    files: [],
    unclear: undefined,
    last: undefined,
  };
}

const jsonObject = z.custom<JsonObject>(isJsonObject);
const commands = z.array(z.custom<Command>(isCommand));
const offer = z.custom<Offer>(
  (value) =>
    isJsonObject(value) &&
    typeof value['label'] === 'string' &&
    Array.isArray(value['commands']) &&
    value['commands'].every(isCommand),
);
const option = z.custom<Option>(
  (value) =>
    isJsonObject(value) && typeof value['label'] === 'string' && value['value'] !== undefined,
);
const file = z.custom<SentFile>(
  (value) => isJsonObject(value) && typeof value['contentType'] === 'string',
);
const prompt = z.custom<Prompt>(
  (value) => isJsonObject(value) && typeof value['text'] === 'string',
);

const frameSchema = z.object({
  flow: z.string(),
  version: z.number(),
  slots: z.record(z.string(), z.custom<Json>()),
  skipped: z.array(z.string()).default([]),
  asked: z.string().optional(),
  options: z.array(option).default([]),
  isConfirming: z.boolean().default(false),
  isConfirmed: z.boolean().default(false),
  retry: prompt.optional(),
  wrong: z.number().default(0),
  isService: z.boolean().default(false),
  openedAt: z.string(),
});

const stateSchema = z.object({
  v: z.literal(1),
  stack: z.array(frameSchema).default([]),
  offered: z.array(offer).default([]),
  yes: commands.default([]),
  no: commands.default([]),
  misses: z.number().default(0),
  upset: z.number().default(0),
  heard: jsonObject.default({}),
  heardAt: z.string().optional(),
  files: z.array(file).default([]),
  unclear: z.string().optional(),
  last: z.object({ flow: z.string(), slots: jsonObject }).optional(),
});

function isCommand(value: unknown): value is Command {
  return isJsonObject(value) && typeof value['do'] === 'string';
}

/**
 * From version n to n + 1. Version 0 held a single flow as `{ flow, step, slots }` with a step pointer,
 * which is dropped: the next question follows from the slots.
 */
const MIGRATIONS: readonly ((row: JsonObject) => JsonObject)[] = [
  (row) => ({ v: 1, stack: isJsonObject(row['flow']) ? [frameOfVersion0(row['flow'])] : [] }),
];

function frameOfVersion0(flow: JsonObject): JsonObject {
  const openedAt = flow['startedAt'] ?? new Date(0).toISOString();
  return { flow: flow['id'], version: 0, slots: flow['slots'] ?? {}, openedAt };
}

/**
 * Reads a stored state of any version. What cannot be read, an empty row or one written by a newer
 * release, is a fresh conversation: better asked again than an error on every message.
 */
export function parseState(stored: unknown): DialogueState {
  if (!isJsonObject(stored) || Object.keys(stored).length === 0) return freshState();
  let row = stored;
  const version = typeof row['v'] === 'number' ? row['v'] : 0;
  for (const migrate of MIGRATIONS.slice(version)) row = migrate(row);
  const parsed = stateSchema.safeParse(row);
  if (!parsed.success) return freshState();
  const { stack, heardAt, unclear, last, ...rest } = parsed.data;
  return {
    ...rest,
    heardAt,
    unclear,
    last,
    stack: stack.map((frame) => ({ ...frame, asked: frame.asked, retry: frame.retry })),
  };
}

/** The state as it is stored: without what is undefined. */
export function storeState(state: DialogueState): JsonObject {
  const parsed: unknown = JSON.parse(JSON.stringify(state));
  return isJsonObject(parsed) ? parsed : {};
}
