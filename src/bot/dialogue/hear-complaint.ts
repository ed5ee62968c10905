import type { Command } from '../../flows/command.ts';
import { heardOfComplaint } from '../../flows/complaint-heard.ts';
import { textField } from '../../lib/json.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { contextOf, saidIn, type Turn, topOf } from './turn.ts';

/** Whatever else is said, these come first and stay. */
const ALWAYS: ReadonlySet<Command['do']> = new Set(['safety', 'warn', 'handoff']);
/** Words that nothing was made of. */
const NOT_UNDERSTOOD: ReadonlySet<Command['do']> = new Set([
  'unknown',
  'clarify',
  'outOfScope',
  'setSlot',
  'affirm',
  'deny',
]);
/** Words of which there is no reading at all. */
const LOST: ReadonlySet<Command['do']> = new Set(['unknown', 'clarify', 'outOfScope']);
/** Another wish in the same breath is not lost. */
const BESIDE = /另外|顺便|还有|对了|再帮/;
const RULE_CONFIDENCE = 0.98;
/** All of it is about a complaint that there is. */
const INTENT = 'complaint_status';
const SUPPLEMENT = 'complaint_supplement';

/**
 * What was told about a complaint between two messages of the customer is in no dialogue state: short words may be
 * the answer to it. A tap shown by this dialogue means what it says.
 */
export async function hearComplaint(
  turn: Turn,
  understood: Understanding | undefined,
): Promise<Understanding | undefined> {
  if (understood?.by === 'button') return understood;
  const commands = understood?.commands ?? [];
  const { yes, no } = turn.before;
  const { utterances, identity } = turn.input;
  const top = topOf(turn);
  const command = await heardOfComplaint(
    {
      said: saidIn(turn),
      hasFiles: utterances.some(({ attachments }) => attachments.length > 0),
      isUnderstood: commands.some(({ do: kind }) => !NOT_UNDERSTOOD.has(kind)),
      isLost: commands.every(({ do: kind }) => LOST.has(kind)),
      wishes: commands.flatMap((one) => (one.do === 'startFlow' ? [one.flow] : [])),
      addedTo: addedTo(turn),
      isFree: top === undefined && yes.length === 0 && no.length === 0,
      lastInboundAt: identity.lastInboundAt,
    },
    contextOf(turn),
  );
  if (command?.do !== 'startFlow' || !turn.flows.has(command.flow)) return understood;
  return {
    commands: [
      ...commands.filter(({ do: kind }) => ALWAYS.has(kind)),
      command,
      ...(BESIDE.test(saidIn(turn)) ? commands.filter(isOther) : []),
    ],
    intent: INTENT,
    confidence: RULE_CONFIDENCE,
    by: 'rule',
    alternatives: understood?.alternatives ?? [],
    isUpset: understood?.isUpset ?? false,
  };
}

function isOther(command: Command): boolean {
  return command.do === 'startFlow' && !command.flow.startsWith('complaint_');
}

/** The complaint to which they added something just before. */
function addedTo({ last }: Turn): string | undefined {
  return last?.flow === SUPPLEMENT ? textField(last.slots, 'complaint_no') : undefined;
}
