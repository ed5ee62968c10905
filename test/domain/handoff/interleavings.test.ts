import { describe, expect, it } from 'vitest';
import { isOpen, modeOf } from '../../../src/domain/handoff/handoff.ts';
import { isOwned, move } from '../../../src/domain/handoff/machine.ts';
import { fresh, HOUSE, type Move, NAMES, playAll, type Rules, START } from './handoff-model.ts';

describe('10,000 random histories of a hand-off', () => {
  it('break no rule', () => {
    expect(playAll(HOUSE, 10_000)).toEqual([]);
  });

  it('reach every state and every transition', () => {
    const seen = new Set<string>();
    const watching: Move = (handoff, event, now) => {
      const moved = move(handoff, event, now);
      if (moved.kind === 'moved') seen.add(event.name).add(moved.handoff.state);
      else seen.add(`refused: ${moved.why}`);
      return moved;
    };
    playAll({ ...HOUSE, move: watching }, 500);
    expect([...seen].sort()).toEqual(
      [
        ...NAMES,
        ...['queued', 'offered', 'with_agent', 'wrapping_up', 'returned', 'closed'],
        ...[
          'ended',
          'not_waiting',
          'not_with_agent',
          'offered_to_another',
          'owned_by_another',
          'recused',
        ].map((why) => `refused: ${why}`),
      ].sort(),
    );
  });
});

describe('the model finds', () => {
  const broken: readonly (readonly [string, Rules, RegExp])[] = [
    [
      'a bot that still commits when a person owns the conversation',
      { ...HOUSE, mayBotCommit: () => true },
      /bot spoke over agt_/,
    ],
    [
      'a bot that speaks while a transferred customer waits',
      { ...HOUSE, mayBotCommit: (handoff) => !isOwned(handoff) },
      /bot spoke over a waiting customer/,
    ],
    [
      'a bot that asks who has the conversation before it thinks, not when it commits',
      { ...HOUSE, mayBotCommit: (_, readAs) => modeOf(readAs) !== 'agent' },
      /bot spoke over agt_/,
    ],
    [
      'an offer to the recused',
      changed((handoff, event, now) => move({ ...handoff, recused: [] }, event, now)),
      /the recused has it/,
    ],
    [
      'an offer that is lost when it is passed',
      changed((handoff, event, now) => {
        const moved = move(handoff, event, now);
        if (moved.kind === 'refused' || event.name !== 'pass') return moved;
        return { ...moved, handoff: { ...moved.handoff, state: 'closed' } };
      }),
      /passed offer is lost/,
    ],
    [
      'an acceptance of what another has',
      changed((handoff, event, now) => {
        if (event.name !== 'accept' || !isOwned(handoff)) return move(handoff, event, now);
        return move(handoff, { ...event, name: 'take_over' }, now);
      }),
      /the owner changed/,
    ],
    [
      'something that moves after its end',
      changed((handoff, event, now) =>
        move(isOpen(handoff) ? handoff : { ...handoff, state: 'queued' }, event, now),
      ),
      /what has ended has moved/,
    ],
  ];

  it.each(broken)('%s', (_, rules, what) => {
    expect(playAll(rules, 500).join('\n')).toMatch(what);
  });

  function changed(to: Move): Rules {
    return { ...HOUSE, move: to };
  }
});

describe('an offer', () => {
  const now = new Date(START);
  const until = new Date(START + 30_000);

  it('to somebody else lets that person accept, though another was asked for by name', () => {
    const waiting = { ...fresh(now), toAgentId: 'agt_a' };
    const offered = move(waiting, { name: 'offer', agentId: 'agt_b', until }, now);
    if (offered.kind !== 'moved') throw new Error(offered.why);
    const accepted = move(
      offered.handoff,
      { name: 'accept', agentId: 'agt_b', agentName: 'B' },
      now,
    );
    expect(accepted.kind).toBe('moved');
  });

  it('to somebody who let it pass begins a new round', () => {
    const waiting = { ...fresh(now), passedBy: ['agt_a', 'agt_b'] };
    const offered = move(waiting, { name: 'offer', agentId: 'agt_a', until }, now);
    expect(offered.kind === 'moved' ? offered.handoff.passedBy : undefined).toEqual([]);
  });
});
