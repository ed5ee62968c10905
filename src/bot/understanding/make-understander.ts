import { foldText } from '../../domain/entities/fold.ts';
import type { Command } from '../../flows/command.ts';
import { chooseOffer, ordinalOf } from './choose-option.ts';
import type { Classifier } from './classifier/classifier.ts';
import { isReadAsComplaint } from './complaint-signals.ts';
import { acceptedWishes, isGuessed, lastResort } from './decide.ts';
import { findWishes } from './find-wishes.ts';
import { clausesOf, readable } from './hygiene.ts';
import { readSlots } from './read-slots.ts';
import { findRules, findSmallThings, matterOf, soundsUpset } from './signals.ts';
import { toUnderstanding } from './to-understanding.ts';
import type { DialogueView, Understander, Understanding, Utterance } from './understanding.ts';

/** Characters of one message that are read; the whole of it is stored all the same. */
const READ_LENGTH_MAX = 2_000;

/** Understanding without a language model: rules, entities, embedded classifier. Always there (domain.md 0.2). */
export function makeUnderstander(classifier: Classifier): Understander {
  return {
    understand(utterances, view) {
      const texts = utterances.map(sayingOf).filter((text) => text !== '');
      const tapped: Command[] = [];
      const spoken: string[] = [];
      for (const text of texts) {
        const commands = chooseTap(text, view);
        if (commands === undefined) spoken.push(text);
        else tapped.push(...commands);
      }
      if (spoken.length === 0) {
        return toUnderstanding({ commands: tapped, by: 'button', scores: [], isUpset: false });
      }
      // A thought in pieces is one thought; the pieces stay clauses of it.
      const understood = understandText(spoken.join(','), view, classifier);
      if (tapped.length === 0) return understood;
      const rest = understood.commands.filter((command) => command.do !== 'unknown');
      return { ...understood, commands: [...tapped, ...rest] };
    },
  };
}

function sayingOf({ kind, text, value }: Utterance): string {
  if (kind === 'joined') return '';
  const said = (kind === 'button' ? (value ?? text) : (text ?? value)) ?? '';
  return foldText(said.slice(0, READ_LENGTH_MAX));
}

/** A number answers the slot's own choices first. */
function chooseTap(text: string, view: DialogueView): readonly Command[] | undefined {
  const asked = view.active?.asked;
  const spec = view.active?.flow.slots.find(({ name }) => name === asked);
  const own = asked === undefined ? [] : (view.active?.options[asked] ?? []);
  const commands = chooseOffer(text, view.offered);
  const isNumber = /^[第\d一二三四五六七八九两]/.test(text) && text.length <= 4;
  if (!isNumber) return commands;
  // A number beyond them is that of a tap beside them, such as a person.
  const isOwn = own.length > 0 && (ordinalOf(text, own.length) !== undefined || !isDigit(text));
  return spec?.type.takesNumbers === true || isOwn ? undefined : commands;
}

function isDigit(text: string): boolean {
  return /^\d$/.test(text);
}

function understandText(text: string, view: DialogueView, classifier: Classifier): Understanding {
  const said = readable(text);
  // `嗯` is a filler in a sentence and an answer by itself.
  const clauses = clausesOf(said === '' ? foldText(text).toLowerCase() : said);
  const rules = findRules(said, clauses, view);
  const slots = readSlots(text, view);
  const matter = matterOf(clauses);
  const wishes = findWishes(matter.text, classifier);
  const isAnswer = slots.commands.length > 0;
  const warnings = slots.secrets.map((secret): Command => ({ do: 'warn', secret }));
  const commands: Command[] = [...rules, ...warnings, ...slots.commands];
  const base = {
    ...wishes,
    isUpset: soundsUpset(said),
    active: view.active?.flow.id,
  };
  // Nothing else that such a message may ask for comes before the person who says it.
  if (rules.some((rule) => rule.do === 'safety' && rule.danger === 'self_harm')) {
    return toUnderstanding({ ...base, commands: rules, by: 'rule' });
  }
  // One clause that steers is all that was said.
  const isSteering = clauses.length === 1 && rules.some(({ do: kind }) => STEERING.has(kind));
  const learnt =
    matter.isTalk || isSteering || rules.some(isCallBack)
      ? []
      : withoutRules(acceptedWishes(wishes, { said, view, isAnswer }), rules);
  commands.push(...learnt, ...slots.forFlows(learnt));
  if (wishes.scores.length === 0) commands.push(...ofBareNumber(slots.commands, view));
  if (commands.length === 0) commands.push(...freeText(text, view));
  if (!isAnswer && commands.every(({ do: kind }) => kind !== 'setSlot')) {
    // A thank-you beside something that was not understood answers nothing: that is asked back.
    const isPolite = matter.isTalk || !isGuessed(wishes);
    commands.push(...findSmallThings(clauses, view, { hasMore: commands.length > 0, isPolite }));
  }
  const isKnown = commands.length > 0;
  if (!isKnown) commands.push(lastResort(wishes, view));
  return toUnderstanding({
    ...base,
    commands,
    by: learnt.length > 0 || !isKnown ? 'embedded' : 'rule',
  });
}

/** What else is said with it is what the call is to be about. */
function isCallBack(rule: Command): boolean {
  return rule.do === 'startFlow' && rule.flow === 'call_back';
}

/** What moves the conversation itself and is no wish. */
const STEERING: ReadonlySet<Command['do']> = new Set([
  'cancel',
  'skip',
  'restart',
  'repeat',
  'resume',
  'tellQueue',
  'withdrawHandoff',
]);

/** A claim number and nothing else is a question for that claim. */
function ofBareNumber(values: readonly Command[], view: DialogueView): readonly Command[] {
  const isClaimNo = values.some((value) => value.do === 'setSlot' && value.slot === 'claim_no');
  if (!isClaimNo || view.active !== undefined || !view.flows.has('claim_status')) return [];
  return [{ do: 'startFlow', flow: 'claim_status' }];
}

/** What a rule has said already is not said again, and talk means nothing beside it. */
function withoutRules(learnt: readonly Command[], rules: readonly Command[]): readonly Command[] {
  if (rules.length === 0) return learnt;
  const said = new Set(rules.map((rule) => JSON.stringify(rule)));
  return learnt.filter(
    (wish) =>
      (wish.do === 'startFlow' || wish.do === 'notYet') &&
      !said.has(JSON.stringify(wish)) &&
      !isReadAsComplaint(wish, rules),
  );
}

/** The asked slot takes any words that were no command, no wish and no value. */
function freeText(text: string, { active }: DialogueView): readonly Command[] {
  const spec = active?.flow.slots.find(({ name }) => name === active.asked);
  if (spec?.type.isFreeText !== true) return [];
  return [{ do: 'setSlot', slot: spec.name, value: text }];
}
