import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  chooseAgent,
  fittingAgents,
  mayAccept,
  type Wanted,
} from '../../../src/domain/handoff/assign.ts';
import { agent, ago, wanted } from './candidates.ts';

describe('chooseAgent asks nobody', () => {
  it.each([
    ['away', { presence: 'away' }],
    ['busy', { presence: 'busy' }],
    ['not here', { isHere: false }],
    ['full', { active: 5 }],
    ['over full', { active: 7 }],
    ['without room at all', { capacity: 0 }],
    ['an auditor', { role: 'auditor' }],
    ['an admin who is not there', { role: 'admin', isHere: false }],
  ] as const)('who is %s', (_, more) => {
    expect(chooseAgent(wanted(), [agent('a', more)])).toBeUndefined();
  });

  it('who is recused, even when nobody else is left', () => {
    expect(chooseAgent(wanted({ recused: ['a'] }), [agent('a')])).toBeUndefined();
  });

  it('when there is nobody', () => {
    expect(chooseAgent(wanted(), [])).toBeUndefined();
  });
});

describe('chooseAgent prefers', () => {
  const table: readonly (readonly [
    string,
    Partial<Wanted>,
    readonly Candidate[],
    string,
    string,
  ])[] = [
    [
      'fewer conversations',
      {},
      [agent('a', { active: 2 }), agent('b', { active: 1 })],
      'b',
      'fewest_active',
    ],
    [
      'whoever was given something longest ago',
      {},
      [agent('a', { lastAssignedAt: ago(1) }), agent('b', { lastAssignedAt: ago(9) })],
      'b',
      'fewest_active',
    ],
    [
      'whoever was never given anything',
      {},
      [agent('a', { lastAssignedAt: ago(60) }), agent('b')],
      'b',
      'fewest_active',
    ],
    ['the first id among equals', {}, [agent('b'), agent('a')], 'a', 'fewest_active'],
    [
      'the branch before fewer conversations',
      { branch: '上海' },
      [agent('a'), agent('b', { branch: '上海', active: 3 })],
      'b',
      'branch',
    ],
    [
      'the handler of the case before the branch',
      { branch: '上海', preferred: [{ agentId: 'c', because: 'handler' }] },
      [agent('b', { branch: '上海' }), agent('c', { active: 4 })],
      'c',
      'handler',
    ],
    [
      'the handler before the last agent',
      {
        preferred: [
          { agentId: 'b', because: 'handler' },
          { agentId: 'a', because: 'last_agent' },
        ],
      },
      [agent('a'), agent('b', { active: 1 })],
      'b',
      'handler',
    ],
    [
      'the last agent when the handler is full',
      {
        preferred: [
          { agentId: 'b', because: 'handler' },
          { agentId: 'c', because: 'last_agent' },
        ],
      },
      [agent('a'), agent('b', { active: 5 }), agent('c', { active: 4 })],
      'c',
      'last_agent',
    ],
    [
      'nobody who is preferred and recused',
      { recused: ['b'], preferred: [{ agentId: 'b', because: 'handler' }] },
      [agent('a'), agent('b')],
      'a',
      'fewest_active',
    ],
    [
      'the skill',
      { skill: 'claims' },
      [agent('a'), agent('b', { skills: ['claims'], active: 4 })],
      'b',
      'fewest_active',
    ],
    [
      'the language',
      { language: 'en' },
      [agent('a'), agent('b', { languages: ['zh', 'en'] })],
      'b',
      'fewest_active',
    ],
    [
      'the team',
      { teamId: 't1' },
      [agent('a'), agent('b', { teamId: 't1' })],
      'b',
      'fewest_active',
    ],
    [
      'a supervisor for what needs one',
      { skill: 'supervisor' },
      [agent('a', { skills: ['supervisor'] }), agent('b', { role: 'supervisor' })],
      'b',
      'fewest_active',
    ],
    [
      'whoever was asked for by name, and nobody else',
      { toAgentId: 'b', preferred: [{ agentId: 'a', because: 'handler' }] },
      [agent('a'), agent('b', { active: 4 })],
      'b',
      'named',
    ],
    [
      'somebody else when the one asked for by name went away',
      { toAgentId: 'b' },
      [agent('a'), agent('b', { presence: 'away' })],
      'a',
      'fewest_active',
    ],
    [
      'whoever has not let it pass',
      { passedBy: ['a'] },
      [agent('a'), agent('b', { active: 4 })],
      'b',
      'fewest_active',
    ],
    [
      'those who let it pass once nobody else is left',
      { passedBy: ['a', 'b'] },
      [agent('a', { active: 1 }), agent('b'), agent('c', { active: 5 })],
      'b',
      'fewest_active',
    ],
  ];

  it.each(table)('%s', (_, more, people, agentId, because) => {
    expect(chooseAgent(wanted(more), people)).toEqual({ agentId, because });
    expect(chooseAgent(wanted(more), people.toReversed())).toEqual({ agentId, because });
  });
});

describe('a wish that nobody at work can meet', () => {
  it('is waited for while somebody at work can meet it', () => {
    const busy = agent('b', { skills: ['claims'], active: 5 });
    expect(chooseAgent(wanted({ skill: 'claims' }), [agent('a'), busy])).toBeUndefined();
  });

  it('is dropped when that person left', () => {
    const left = agent('b', { skills: ['claims'], isHere: false });
    expect(chooseAgent(wanted({ skill: 'claims' }), [agent('a'), left])?.agentId).toBe('a');
    expect(chooseAgent(wanted({ language: 'en' }), [agent('a')])?.agentId).toBe('a');
  });

  it('keeps nobody waiting who is hurt', () => {
    const full = agent('b', { skills: ['injury'], active: 5 });
    const hurt = wanted({ skill: 'injury', isInjury: true });
    expect(chooseAgent(hurt, [agent('a'), full])?.agentId).toBe('a');
    expect(chooseAgent(hurt, [agent('a'), { ...full, active: 4 }])?.agentId).toBe('b');
  });

  it('stays when a person made it: a supervisor, a team, a full colleague by name', () => {
    expect(chooseAgent(wanted({ skill: 'supervisor' }), [agent('a')])).toBeUndefined();
    expect(chooseAgent(wanted({ teamId: 't1' }), [agent('a')])).toBeUndefined();
    const full = agent('b', { active: 5 });
    expect(chooseAgent(wanted({ toAgentId: 'b' }), [agent('a'), full])).toBeUndefined();
  });
});

describe('fittingAgents', () => {
  it('are those at work who could have it, full or not', () => {
    const people = [
      agent('a', { active: 5 }),
      agent('b', { presence: 'busy' }),
      agent('c'),
      agent('d', { isHere: false }),
    ];
    const ids = fittingAgents(wanted({ recused: ['c'] }), people).map(({ id }) => id);
    expect(ids).toEqual(['a']);
  });
});

it('whoever was asked for by name is chosen when busy, and not when away', () => {
  const people = (presence: 'busy' | 'away') => [agent('a'), agent('b', { presence })];
  const named = wanted({ toAgentId: 'b' });
  expect(chooseAgent(named, people('busy'))).toEqual({ agentId: 'b', because: 'named' });
  expect(chooseAgent(named, people('away'))?.agentId).toBe('a');
});

describe('mayAccept', () => {
  it.each([
    [{}, {}, 'may'],
    [{}, { presence: 'busy' }, 'may'],
    [{ skill: 'claims' }, {}, 'may'],
    [{}, { active: 5 }, 'at_capacity'],
    [{ recused: ['a'] }, {}, 'recused'],
    [{ recused: ['a'] }, { role: 'admin' }, 'recused'],
    [{ skill: 'supervisor' }, {}, 'offered_to_another'],
    [{ skill: 'supervisor' }, { role: 'supervisor' }, 'may'],
    [{ teamId: 't1' }, {}, 'offered_to_another'],
    [{ teamId: 't1' }, { teamId: 't1' }, 'may'],
    [{ teamId: 't1' }, { role: 'supervisor' }, 'may'],
    [{}, { role: 'auditor' }, 'agent_unavailable'],
  ] as const)('%j by %j: %s', (what, who, answer) => {
    expect(mayAccept(wanted(what), agent('a', who))).toBe(answer);
  });
});
