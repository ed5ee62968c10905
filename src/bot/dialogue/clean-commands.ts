import type { Command } from '../../flows/command.ts';

/** Carried out in this order: safety first, a new wish before its values, small talk last. */
const ORDER: Readonly<Record<Command['do'], number>> = {
  safety: 0,
  handoff: 1,
  tellQueue: 1,
  withdrawHandoff: 1,
  warn: 2,
  cancel: 3,
  restart: 4,
  resume: 5,
  startFlow: 6,
  clearSlot: 7,
  setSlot: 8,
  affirm: 9,
  deny: 10,
  skip: 11,
  notYet: 12,
  clarify: 13,
  repeat: 14,
  outOfScope: 15,
  social: 16,
  unknown: 17,
};

/** Sorted, without what another command of the same message makes meaningless. */
export function cleanCommands(commands: readonly Command[]): readonly Command[] {
  const has = (kind: Command['do']): boolean => commands.some((command) => command.do === kind);
  const isAnswer = has('setSlot') || has('clearSlot');
  const isAboutQueue = has('tellQueue') || has('withdrawHandoff');
  const isWish =
    isAnswer ||
    isAboutQueue ||
    has('startFlow') ||
    has('notYet') ||
    has('cancel') ||
    has('restart');
  return commands
    .filter((command, i) => {
      if (commands.findIndex((other) => isSame(other, command)) < i) return false;
      switch (command.do) {
        // `算了，不等了`: one thing is given up, the waiting.
        case 'cancel':
          return !has('withdrawHandoff');
        // `不对，是沪A12345` is a correction, not a no.
        case 'affirm':
        case 'deny':
          return !isAnswer;
        case 'skip':
          return !isAnswer && !has('deny');
        case 'social':
        case 'repeat':
        case 'clarify':
        case 'outOfScope':
          return !isWish && !has('handoff');
        case 'unknown':
          return commands.every((other) => other.do === 'unknown');
        default:
          return true;
      }
    })
    .toSorted((a, b) => ORDER[a.do] - ORDER[b.do]);
}

/** Of several wishes the first is begun last: it then runs first, and the others wait below it. */
export function firstWishOnTop(commands: readonly Command[]): readonly Command[] {
  const wishes = commands.filter((command) => command.do === 'startFlow');
  const first = commands.findIndex((command) => command.do === 'startFlow');
  if (wishes.length < 2) return commands;
  return [
    ...commands.slice(0, first),
    ...wishes.toReversed(),
    ...commands.slice(first + wishes.length),
  ];
}

/** A person and a complaint asked for in one breath: the person is asked for because of it. */
export function askedInComplaint(commands: readonly Command[]): readonly Command[] {
  const complains = commands.some(
    (command) => command.do === 'startFlow' && command.flow === COMPLAINT_FLOW,
  );
  if (!complains) return commands;
  return commands.map((command) =>
    command.do === 'handoff' && command.reason === 'asked'
      ? { do: 'handoff', reason: 'complaint' }
      : command,
  );
}

/** The flow that takes a complaint. */
const COMPLAINT_FLOW = 'complaint_file';

function isSame(a: Command, b: Command): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
