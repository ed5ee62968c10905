import type { Command } from '../../flows/command.ts';
import { heardOfSurvey } from '../../flows/survey-heard.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { contextOf, saidIn, type Turn, topOf } from './turn.ts';

/** Words that ask for something: they are no answer to a survey. */
const WISHES: ReadonlySet<Command['do']> = new Set([
  'safety',
  'warn',
  'handoff',
  'tellQueue',
  'withdrawHandoff',
  'startFlow',
  'notYet',
]);
const RULE_CONFIDENCE = 0.98;
const FLOW = 'survey';
/** A number that is typed below the taps of a scale is its step, and never the place of a tap. */
const NUMBER = /^\s*[\d０-９]{1,2}\s*$/;

/**
 * An invitation was sent between two messages of the customer and is in no dialogue state: a score in words or as a
 * number is its answer while nothing else is asked. Whatever asks for something else is heard first.
 */
export async function hearSurvey(
  turn: Turn,
  understood: Understanding | undefined,
): Promise<Understanding | undefined> {
  if (understood === undefined || !turn.flows.has(FLOW)) return understood;
  const { yes, no } = turn.before;
  if (topOf(turn) !== undefined || yes.length > 0 || no.length > 0) return understood;
  const said = saidIn(turn);
  if (understood.by === 'button') {
    const isOfSurvey = understood.commands.every(
      (command) => command.do === 'startFlow' && command.flow === FLOW,
    );
    if (!isOfSurvey || !NUMBER.test(said)) return understood;
  } else if (understood.commands.some(({ do: kind }) => WISHES.has(kind))) {
    return understood;
  }
  const command = await heardOfSurvey(said, contextOf(turn));
  if (command === undefined) return understood;
  return {
    commands: [command],
    intent: FLOW,
    confidence: RULE_CONFIDENCE,
    by: 'rule',
    alternatives: understood.alternatives,
    isUpset: false,
  };
}
