import { type Handoff, isOpen, modeOf } from '../../../src/domain/handoff/handoff.ts';
import {
  type HandoffEvent,
  isOwned,
  type Moved,
  move,
} from '../../../src/domain/handoff/machine.ts';

/**
 * A small model of the desk around `move`: the conversation's mode, the rule that a bot's turn commits only while no
 * person has the conversation, and people, clocks and crashes that act in any order.
 */
const STEPS = 40;
const AGENTS = ['agt_a', 'agt_b', 'agt_c'] as const;
const SUPERVISOR = 'agt_s';
/** Complained about: must never have it. */
const RECUSED = 'agt_c';
export const START = Date.parse('2026-11-23T09:00:00+08:00');

/** Every name that the history of a hand-off may hold. */
export const NAMES: ReadonlySet<string> = new Set([
  'offer',
  'pass',
  'accept',
  'take_over',
  'transfer',
  'requeue',
  'agent_wrote',
  'customer_wrote',
  'remind',
  'wrap_up',
  'close',
  'return_to_bot',
] satisfies HandoffEvent['name'][]);

export type Move = typeof move;

export interface Rules {
  readonly move: Move;
  /** Whether a turn that was read at `readAs` may commit while the hand-off is `now`. */
  readonly mayBotCommit: (now: Handoff, readAs: Handoff) => boolean;
}

/** The rules of the house: the commit looks at what is, under the conversation's lock. */
export const HOUSE: Rules = { move, mayBotCommit: (now) => modeOf(now) !== 'agent' };

/** Repeatable: a failing run is named by its seed. */
function makeDice(seed: number): { below(n: number): number; of<T>(list: readonly T[]): T } {
  let state = seed * 2_654_435_761 + 1;
  const below = (n: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % n;
  };
  return {
    below,
    of: (list) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('empty list');
      return found;
    },
  };
}

export const fresh = (now: Date): Handoff => ({
  id: 'hof_1',
  conversationId: 'con_1',
  reason: 'asked',
  state: 'queued',
  version: 0,
  requestedAt: now,
  queuedAt: now,
  rankAt: now,
  isInjury: false,
  isComplaint: false,
  isVip: false,
  language: 'zh',
  preferred: [],
  recused: [RECUSED],
  passedBy: [],
});

/** Whoever may do something does something, often what they must not. */
function randomEvent(dice: ReturnType<typeof makeDice>, handoff: Handoff, now: Date): HandoffEvent {
  const agentId = dice.of([...AGENTS, SUPERVISOR]);
  const isSupervisor = agentId === SUPERVISOR;
  const by = dice.of([
    { kind: 'agent', id: agentId, isSupervisor } as const,
    { kind: 'customer' } as const,
    { kind: 'desk' } as const,
  ]);
  const until = new Date(now.getTime() + 30_000);
  return dice.of<HandoffEvent>([
    { name: 'offer', agentId, until },
    { name: 'offer', agentId, until },
    { name: 'pass', agentId, why: dice.of(['declined', 'timed_out', 'away', 'gone']) },
    { name: 'pass', agentId: handoff.offeredTo ?? agentId, why: 'timed_out' },
    { name: 'accept', agentId, agentName: agentId },
    { name: 'accept', agentId: handoff.offeredTo ?? agentId, agentName: 'offered' },
    { name: 'take_over', agentId: SUPERVISOR, agentName: SUPERVISOR },
    { name: 'take_over', agentId, agentName: agentId },
    {
      name: 'transfer',
      by: { id: agentId, isSupervisor },
      to: { kind: 'agent', agentId: dice.of(AGENTS) },
    },
    { name: 'transfer', by: { id: agentId, isSupervisor }, to: { kind: 'team', teamId: 'tea_1' } },
    { name: 'transfer', by: { id: agentId, isSupervisor }, to: { kind: 'supervisor' } },
    { name: 'requeue', why: dice.of(['away', 'gone', 'disabled']) },
    { name: 'agent_wrote' },
    { name: 'customer_wrote' },
    { name: 'remind' },
    { name: 'wrap_up', by },
    { name: 'close', by, outcome: 'agent_closed' },
    { name: 'return_to_bot', by },
  ]);
}

/** One random history. Returns what was wrong with it, in words. */
function play(seed: number, rules: Rules): readonly string[] {
  const dice = makeDice(seed);
  const wrong: string[] = [];
  let handoff = fresh(new Date(START));
  /** What a turn of the bot has read that has not committed yet; a crash loses it. */
  let turn: Handoff | undefined;
  for (let step = 1; step <= STEPS && wrong.length === 0; step += 1) {
    const now = new Date(START + step * 7_000);
    switch (dice.below(7)) {
      case 0:
        turn = handoff;
        break;
      case 1:
        if (turn !== undefined && rules.mayBotCommit(handoff, turn))
          wrong.push(...overheard(handoff));
        turn = undefined;
        break;
      case 2:
        // A crash: the turn is lost, the row is what was committed.
        turn = undefined;
        break;
      case 3:
        // The customer asks again once the last person's part is over.
        if (!isOpen(handoff)) handoff = fresh(now);
        break;
      default: {
        const event = randomEvent(dice, handoff, now);
        const moved = rules.move(handoff, event, now);
        wrong.push(...judge(handoff, event, moved));
        if (moved.kind === 'moved') handoff = moved.handoff;
      }
    }
  }
  return wrong.map((what) => `seed ${seed}: ${what}`);
}

/** Said by the bot: wrong from the first acceptance to the end, whoever has it then. */
function overheard(handoff: Handoff): readonly string[] {
  if (!isOpen(handoff) || handoff.acceptedAt === undefined) return [];
  return [`bot spoke over ${handoff.agentId ?? 'a waiting customer'}`];
}

/** What must hold of every single transition. */
function judge(before: Handoff, event: HandoffEvent, moved: Moved): readonly string[] {
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(`${event.name} in ${before.state}: ${what}`);
  };
  if (moved.kind === 'refused') return wrong;
  const after = moved.handoff;
  expect(NAMES.has(event.name), 'no name');
  expect(isOpen(before), 'what has ended has moved');
  expect(after.version === before.version + 1, 'the version does not count');
  expect(
    isOwned(after) === (after.agentId !== undefined) || !isOpen(after),
    'not exactly one owner',
  );
  expect((after.state === 'offered') === (after.offeredTo !== undefined), 'offer without a person');
  expect(
    (after.offeredTo === undefined) === (after.offeredUntil === undefined),
    'offer without end',
  );
  expect(after.offeredTo !== RECUSED && after.agentId !== RECUSED, 'the recused has it');
  expect(after.toAgentId !== RECUSED, 'it waits for the recused');
  expect(after.rankAt.getTime() === before.rankAt.getTime(), 'lost its place');
  expect(
    before.acceptedAt === undefined || after.acceptedAt === before.acceptedAt,
    'was never accepted',
  );
  expect(!isOwned(after) || after.acceptedAt !== undefined, 'owned and not accepted');
  expect(
    isOpen(after) || (after.closedAt !== undefined && after.outcome !== undefined),
    'ended without a trace',
  );
  if (event.name === 'pass') {
    expect(after.state === 'queued', 'a passed offer is lost');
    expect(after.passedBy.at(-1) === event.agentId, 'forgot who passed');
  }
  const changesOwner =
    before.agentId !== after.agentId && before.agentId !== undefined && isOpen(after);
  expect(!changesOwner || MAY_TAKE_AWAY.has(event.name), 'the owner changed');
  const agentEnds =
    event.name === 'close' || event.name === 'return_to_bot' || event.name === 'wrap_up';
  if (agentEnds && event.by.kind === 'agent' && !event.by.isSupervisor) {
    expect(before.agentId === event.by.id, "ended another's");
  }
  if (event.name === 'accept') {
    expect(
      before.toAgentId === undefined || before.toAgentId === event.agentId,
      'took whoever waits for another by name',
    );
  }
  return wrong;
}
const MAY_TAKE_AWAY: ReadonlySet<string> = new Set(['take_over', 'transfer', 'requeue']);

/** Everything that was wrong in so many histories. */
export function playAll(rules: Rules, runs: number): readonly string[] {
  const wrong: string[] = [];
  for (let seed = 1; seed <= runs; seed += 1) wrong.push(...play(seed, rules));
  return wrong;
}
