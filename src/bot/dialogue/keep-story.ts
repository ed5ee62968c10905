import type { Command } from '../../flows/command.ts';
import { copy } from '../../flows/copy/zh-cn.ts';
import { ordinalOf } from '../understanding/choose-option.ts';
import { contextOf, type Turn, topOf } from './turn.ts';

/** Commands that steer the conversation: short words that hold one of them are no story. */
const STEERING: ReadonlySet<Command['do']> = new Set([
  'cancel',
  'restart',
  'resume',
  'skip',
  'repeat',
  'handoff',
  'tellQueue',
  'withdrawHandoff',
]);
/** What stands beside a story without being part of it. */
const BESIDE: ReadonlySet<Command['do']> = new Set(['safety', 'handoff', 'warn', 'setSlot']);
/** Characters up to which words may be a bare yes instead of a story. */
const SHORT_MAX = 6;
/** Characters up to which words may be a wish, a call for a person or a steering word instead. */
const REQUEST_MAX = 14;

/** Wishes that a story may seem to hold. */
const WISHES: ReadonlySet<Command['do']> = new Set([
  'startFlow',
  'notYet',
  'clarify',
  'outOfScope',
]);

/**
 * Somebody who was asked what happened tells it in any words: `都半个月了还没赔` is then what happened, not a new
 * wish. What plainly asks for something else (`先帮我查理赔进度`) still is.
 */
export function keepStory(turn: Turn, commands: readonly Command[]): readonly Command[] {
  const said = spokenIn(turn);
  if (said === '') return commands;
  const frame = topOf(turn);
  const spec = turn.flows.get(frame?.flow ?? '')?.slots.find(({ name }) => name === frame?.asked);
  if (spec?.holdsStory !== true) {
    return tellsOn(turn, said, commands) ?? beginStory(turn, said, commands);
  }
  const isOther = (command: Command): boolean =>
    command.do !== 'setSlot' || command.slot !== spec.name;
  if (said.length <= SHORT_MAX && copy.words.talks.test(said)) return commands.filter(isOther);
  if (isNoStory(said, commands)) return commands;
  // First of all: a call for a person ends the turn, and what was told must not be lost with it.
  return [
    { do: 'setSlot', slot: spec.name, value: said },
    ...commands.filter((command) => BESIDE.has(command.do) && isOther(command)),
  ];
}

/**
 * In a matter that takes what is told beside its questions, such words are no new wish either: `都三个月了还没赔`
 * while a phone is asked for. A question, and what plainly asks for something else, still is.
 */
function tellsOn(
  turn: Turn,
  said: string,
  commands: readonly Command[],
): readonly Command[] | undefined {
  const frame = topOf(turn);
  const flow = turn.flows.get(frame?.flow ?? '');
  const isWish = commands.some(({ do: kind }) => WISHES.has(kind));
  const { asks, navigates, also } = copy.words;
  if (frame === undefined || !isWish || [asks, navigates, also].some((words) => words.test(said)))
    return undefined;
  if (flow?.leftover?.(said, frame.slots) === undefined) return undefined;
  return [...commands.filter(({ do: kind }) => BESIDE.has(kind)), { do: 'unknown' }];
}

/** What began with its story asks for nothing else: the wishes in it are what it is about. */
function beginStory(turn: Turn, said: string, commands: readonly Command[]): readonly Command[] {
  const begun = commands.find(
    (command) => command.do === 'startFlow' && tellsStory(turn, command.flow, said),
  );
  if (begun === undefined) return commands;
  const isKept = ({ do: kind }: Command): boolean =>
    !WISHES.has(kind) || copy.words.also.test(said);
  const others = commands.filter((command) => command !== begun && isKept(command));
  const dangers = others.filter(({ do: kind }) => kind === 'safety');
  // Before a call for a person, which ends the turn.
  return [...dangers, begun, ...others.filter(({ do: kind }) => kind !== 'safety')];
}

function tellsStory(turn: Turn, flow: string, said: string): boolean {
  const slots = turn.flows.get(flow)?.slots ?? [];
  return slots.some(
    ({ holdsStory, opening }) =>
      holdsStory === true && opening?.(said, contextOf(turn)) !== undefined,
  );
}

function isNoStory(said: string, commands: readonly Command[]): boolean {
  const has = (kind: Command['do']): boolean => commands.some((command) => command.do === kind);
  if (said.length > REQUEST_MAX) return false;
  if (commands.some((command) => STEERING.has(command.do))) return true;
  if (said.length <= SHORT_MAX && (has('affirm') || has('deny') || has('social'))) return true;
  const isWish = has('startFlow') || has('notYet');
  return isWish && copy.words.navigates.test(said);
}

/** What was typed in this turn; a tap is never a story, nor is the number of one. */
function spokenIn({ input, before }: Turn): string {
  const isTap = (text: string): boolean =>
    before.offered.some(({ label }) => label === text.trim()) ||
    ordinalOf(text.trim(), before.offered.length) !== undefined;
  const typed = input.utterances.flatMap(({ kind, text }) =>
    kind === 'text' && text !== undefined && text.trim() !== '' ? [text.trim()] : [],
  );
  return typed.some(isTap) ? '' : typed.join('，');
}
