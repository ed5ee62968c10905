import { foldText } from '../../domain/entities/fold.ts';
import type { Command, SocialKind } from '../../flows/command.ts';
import { chooseOffer } from './choose-option.ts';
import { clausesOf, readable } from './hygiene.ts';
import { readSlots } from './read-slots.ts';
import { ACCEPT_MIN, CLARIFY_MIN, type ScoredIntent, scoreIntents } from './score-intents.ts';
import {
  asksForPerson,
  findDanger,
  findSocial,
  findSteering,
  findYesNo,
  soundsUpset,
} from './signals.ts';
import type { DialogueView, Understander, Understanding, Utterance } from './understanding.ts';

/** An answer to a question must not start something else by accident. */
const ACTIVE_EXTRA = 0.1;
const CLARIFY_OPTIONS_MAX = 3;
const RULE_CONFIDENCE = 0.98;
/** Characters of one message that are read; the whole of it is stored all the same. */
const READ_LENGTH_MAX = 2_000;

/** Understanding by rules alone: always there, whatever else is configured (domain.md 0.2). */
export const ruleUnderstander: Understander = {
  understand(utterances, view) {
    const texts = utterances.map(sayingOf).filter((text) => text !== '');
    const tapped: Command[] = [];
    const spoken: string[] = [];
    for (const text of texts) {
      const commands = chooseTap(text, view);
      if (commands === undefined) spoken.push(text);
      else tapped.push(...commands);
    }
    if (spoken.length === 0) return byButton(tapped);
    // A thought in pieces is one thought; the pieces stay clauses of it.
    const understood = understandText(spoken.join(','), view);
    if (tapped.length === 0) return understood;
    const rest = understood.commands.filter((command) => command.do !== 'unknown');
    return { ...understood, commands: [...tapped, ...rest] };
  },
};

function sayingOf({ kind, text, value }: Utterance): string {
  if (kind === 'joined') return '';
  const said = (kind === 'button' ? (value ?? text) : (text ?? value)) ?? '';
  return foldText(said.slice(0, READ_LENGTH_MAX));
}

/** A number answers the slot's own choices first. */
function chooseTap(text: string, view: DialogueView): readonly Command[] | undefined {
  const asked = view.active?.asked;
  const hasOptions = asked !== undefined && (view.active?.options[asked] ?? []).length > 0;
  const commands = chooseOffer(text, view.offered);
  const isNumber = /^[第\d一二三四五六七八九两]/.test(text) && text.length <= 4;
  return hasOptions && isNumber ? undefined : commands;
}

function byButton(commands: readonly Command[]): Understanding {
  return {
    commands,
    intent: commands.length === 0 ? 'none' : intentOf(commands),
    confidence: commands.length === 0 ? 0 : 1,
    by: 'button',
    alternatives: [],
    isUpset: false,
  };
}

function understandText(text: string, view: DialogueView): Understanding {
  const said = readable(text);
  // `嗯` is a filler in a sentence and an answer by itself.
  const clauses = clausesOf(said === '' ? foldText(text).toLowerCase() : said);
  const slots = readSlots(text, view);
  const isAnswer = slots.commands.length > 0;
  const scores = scoreIntents(said);
  const commands: Command[] = [
    ...firstThings(said),
    ...slots.secrets.map((secret) => ({ do: 'warn', secret }) as const),
    ...findSteering(clauses),
    ...slots.commands,
  ];
  const wanted = wantedIntents(scores, view, isAnswer);
  commands.push(...wanted.map((intent) => startOrSay(intent, view)));
  if (commands.length === 0) commands.push(...freeText(text, view));
  if (!isAnswer && commands.every(({ do: kind }) => kind !== 'setSlot')) {
    commands.push(...smallThings(clauses, view, commands.length > 0));
  }
  if (commands.length === 0) commands.push(...lastResorts(scores, view));
  const intent = intentOf(commands, view.active?.flow.id);
  const score = scores.find((scored) => scored.intent === intent);
  return {
    commands,
    intent,
    confidence: score?.confidence ?? (commands[0]?.do === 'unknown' ? 0 : RULE_CONFIDENCE),
    by: 'rule',
    alternatives: scores.slice(0, CLARIFY_OPTIONS_MAX),
    isUpset: soundsUpset(said),
  };
}

/** Danger first, then a person: both at any moment. */
function firstThings(said: string): readonly Command[] {
  const danger = findDanger(said);
  const commands: Command[] = danger === undefined ? [] : [{ do: 'safety', danger }];
  if (asksForPerson(said)) commands.push({ do: 'handoff', reason: 'asked' });
  return commands;
}

function wantedIntents(
  scores: readonly ScoredIntent[],
  view: DialogueView,
  isAnswer: boolean,
): readonly string[] {
  const least = view.active === undefined ? ACCEPT_MIN : ACCEPT_MIN + ACTIVE_EXTRA;
  return scores
    .filter(({ intent, confidence }) => {
      if (intent === 'none' || confidence < least) return false;
      // `手机号改成139…` answers the question that is open; it is no request to change the records.
      return !(isAnswer && view.active !== undefined && intent === 'profile_update');
    })
    .map(({ intent }) => intent);
}

/** A flow that exists is begun; anything else people ask for is answered honestly. */
function startOrSay(intent: string, view: DialogueView): Command {
  return view.flows.has(intent) ? { do: 'startFlow', flow: intent } : { do: 'notYet', intent };
}

/** The asked slot takes any words that were no command, no wish and no value. */
function freeText(text: string, { active }: DialogueView): readonly Command[] {
  const spec = active?.flow.slots.find(({ name }) => name === active.asked);
  if (spec?.type.isFreeText !== true) return [];
  return [{ do: 'setSlot', slot: spec.name, value: text }];
}

/** Yes and no only when they mean something; small talk only when nothing else was said. */
function smallThings(
  clauses: readonly string[],
  view: DialogueView,
  hasMore: boolean,
): readonly Command[] {
  const yesNo = findYesNo(clauses);
  if (yesNo !== undefined && (view.isYesNoAsked || view.active !== undefined)) return [yesNo];
  if (hasMore) return [];
  const kind: SocialKind | undefined =
    findSocial(clauses) ?? (yesNo === undefined ? undefined : 'fine');
  return kind === undefined ? [] : [{ do: 'social', kind }];
}

function lastResorts(scores: readonly ScoredIntent[], view: DialogueView): readonly Command[] {
  if (scores[0]?.intent === 'none') return [{ do: 'outOfScope' }];
  const likely = scores.filter(({ confidence }) => confidence >= CLARIFY_MIN);
  if (likely.length === 0 || view.active !== undefined) return [{ do: 'unknown' }];
  const intents = likely.slice(0, CLARIFY_OPTIONS_MAX).map(({ intent }) => intent);
  return [{ do: 'clarify', intents }];
}

/** The one intent that stands for the message in records and reports. */
function intentOf(commands: readonly Command[], active?: string): string {
  const wishes = commands.filter(({ do: kind }) => kind !== 'setSlot' && kind !== 'clearSlot');
  for (const command of wishes) {
    if (command.do === 'startFlow') return command.flow;
    if (command.do === 'notYet') return command.intent;
    if (command.do === 'handoff') return 'handoff';
    if (command.do === 'cancel' || command.do === 'affirm' || command.do === 'deny')
      return command.do;
    if (command.do === 'social' && isIntent(command.kind)) return command.kind;
  }
  return wishes.length < commands.length ? (active ?? 'none') : 'none';
}

function isIntent(kind: SocialKind): boolean {
  return kind === 'greeting' || kind === 'thanks' || kind === 'goodbye';
}
