import { describe, expect, it } from 'vitest';
import { offersOf } from '../../../src/web/console/desk-context.tsx';
import { clockOf } from '../../../src/web/console/pages/desk/clock-of.ts';
import {
  cannedQueryOf,
  findCanned,
  insertAt,
  quickReplies,
  verdictOf,
} from '../../../src/web/console/pages/desk/composer-state.ts';
import {
  forgetOutgoing,
  keepOutgoing,
  readOutgoing,
} from '../../../src/web/console/pages/desk/kept-outgoing.ts';
import { unreadOf } from '../../../src/web/console/pages/desk/seen.ts';
import {
  neighbour,
  nextUnanswered,
  sortMine,
  waitOf,
} from '../../../src/web/console/pages/desk/sla.ts';
import { standingOf } from '../../../src/web/console/pages/desk/use-conversation.ts';
import { saidSince } from '../../../src/web/console/shell/message-alarm.ts';
import { SAMPLE_CANNED, sampleHandoff } from '../../support/admin-samples.ts';

const NOW = Date.parse('2026-06-10T08:00:00Z');
const earlier = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();
const settings = { firstReplySeconds: 60, nextReplySeconds: 120 };
const mine = { state: 'with_agent', agentId: 'agt_me', waitingSince: null } as const;

describe('a wait', () => {
  it.each([
    ['queued, fine', { queuedAt: earlier(47) }, 'fine', 47],
    ['queued, at risk from 80 %', { queuedAt: earlier(48) }, 'risk', 48],
    ['queued, late from the limit on', { queuedAt: earlier(60) }, 'late', 60],
    [
      'accepted and not greeted',
      { ...mine, acceptedAt: earlier(10), waitingSince: null },
      'fine',
      10,
    ],
    [
      'asked again',
      { ...mine, firstReplyAt: earlier(300), waitingSince: earlier(100) },
      'risk',
      100,
    ],
  ] as const)('%s', (_name, change, level, seconds) => {
    expect(waitOf(sampleHandoff('h', change), settings, NOW)).toMatchObject({
      level,
      waitedMs: seconds * 1000,
    });
  });

  it('is over when the agent spoke last, and when the talk is', () => {
    const answered = sampleHandoff('h', { ...mine, firstReplyAt: earlier(9) });
    expect(waitOf(answered, settings, NOW)).toBeUndefined();
    expect(waitOf({ ...answered, state: 'wrapping_up' }, settings, NOW)).toBeUndefined();
  });
});

describe('my list', () => {
  const waiting = sampleHandoff('a', { ...mine, waitingSince: earlier(10) });
  const longer = sampleHandoff('b', { ...mine, waitingSince: earlier(90) });
  const answered = sampleHandoff('c', mine);
  const done = sampleHandoff('d', { ...mine, state: 'wrapping_up', waitingSince: earlier(999) });

  it('has the longest unanswered first and finished talks last', () => {
    expect(sortMine([done, answered, waiting, longer]).map(({ id }) => id)).toEqual([
      ...['b', 'a', 'c', 'd'],
    ]);
  });

  it('goes on to whoever waits longest, never to the same one', () => {
    expect(nextUnanswered([answered, waiting, longer], 'con_b')).toBe('con_a');
    expect(nextUnanswered([answered, longer], 'con_b')).toBeUndefined();
  });

  it.each([
    [['a', 'b', 'c'], 'b', 1, 'c'],
    [['a', 'b', 'c'], 'c', 1, 'a'],
    [['a', 'b', 'c'], 'a', -1, 'c'],
    [['a', 'b', 'c'], 'x', 1, 'a'],
    [['a', 'b', 'c'], undefined, -1, 'c'],
    [[], 'a', 1, undefined],
  ] as const)('of %j beside %s by %i is %s', (ids, current, step, expected) => {
    expect(neighbour(ids, current, step)).toBe(expected);
  });

  it('counts unread only while the customer waits', () => {
    expect(unreadOf({ ...waiting, lastSeq: 9 }, { con_a: 7 })).toBe(2);
    expect(unreadOf(waiting, {})).toBe(1);
    expect(unreadOf(answered, {})).toBe(0);
  });

  it('knows whose a talk is', () => {
    const kinds = [waiting, { ...waiting, agentId: 'agt_2' }, done, sampleHandoff('q'), undefined];
    expect(kinds.map((one) => standingOf(one, 'agt_me').kind)).toEqual([
      ...['mine', 'other', 'wrapping_up', 'waiting', 'bot'],
    ]);
  });

  it('shows offers to me, the one that ends first at the front', () => {
    const offer = (id: string, to: string, until: string) =>
      sampleHandoff(id, { state: 'offered', offeredTo: to, offeredUntil: until });
    const all = [
      offer('late', 'agt_me', earlier(-30)),
      offer('soon', 'agt_me', earlier(-10)),
      offer('other', 'agt_2', earlier(-5)),
    ];
    expect(offersOf(all, 'agt_me').map(({ id }) => id)).toEqual(['soon', 'late']);
  });
});

describe('a draft', () => {
  const draft = {
    ...{ text: '您好', hasFiles: false, isUploading: false, maySend: true },
    findings: [],
  };
  const finding = { word: 'x', why: 'y', instead: null };
  it.each([
    ['ready', draft],
    ['empty', { ...draft, text: '  ' }],
    ['ready', { ...draft, text: '', hasFiles: true }],
    ['wait', { ...draft, isUploading: true }],
    ['blocked', { ...draft, maySend: false }],
    ['blocked', { ...draft, text: '长'.repeat(4001) }],
    ['warning', { ...draft, findings: [{ ...finding, kind: 'warning' }] }],
    [
      'blocked',
      {
        ...draft,
        findings: [
          { ...finding, kind: 'warning' },
          { ...finding, kind: 'blocked' },
        ],
      },
    ],
  ] as const)('is %s', (verdict, check) => {
    expect(verdictOf(check)).toBe(verdict);
  });

  it.each([
    ['/', ''],
    ['/复核', '复核'],
    ['您好/复核', undefined],
    ['/复核 好', undefined],
    ['//', undefined],
  ])('%j asks for canned answers %j', (text, query) => {
    expect(cannedQueryOf(text)).toBe(query);
  });

  it('finds canned answers by shortcut before title before words', () => {
    expect(findCanned(SAMPLE_CANNED, '查').map(({ shortcut }) => shortcut)).toEqual(['wait']);
    expect(findCanned(SAMPLE_CANNED, 'RE').map(({ shortcut }) => shortcut)).toEqual(['recheck']);
    expect(findCanned(SAMPLE_CANNED, '没有')).toEqual([]);
  });

  it('offers as quick replies only what needs no variables', () => {
    expect(quickReplies(SAMPLE_CANNED).map(({ shortcut }) => shortcut)).not.toContain('recheck');
  });

  it('takes words where the cursor is', () => {
    expect(insertAt('您好再见', '，', { start: 2, end: 2 })).toEqual({
      text: '您好，再见',
      cursor: 3,
    });
  });
});

describe('a promise', () => {
  it.each([
    ['kept in time', earlier(-60), earlier(10), { kind: 'done' }],
    ['kept too late stays late', earlier(60), earlier(20), { kind: 'late', byMs: 40_000 }],
    ['still running', earlier(-60), null, { kind: 'running', leftMs: 60_000, isNear: true }],
    ['overdue', earlier(60), null, { kind: 'late', byMs: 60_000 }],
  ])('%s', (_name, dueAt, metAt, expected) => {
    expect(clockOf(dueAt, metAt, NOW)).toEqual(expected);
  });
});

describe('an alarm', () => {
  const talk = (id: string, lastSeq: number, waitingSince: string | null) => ({
    id,
    lastSeq,
    waitingSince,
    conversationId: `con_${id}`,
    customerName: '李*',
  });

  it('is for customers who wrote since, not for what I wrote or who just came', () => {
    const mine = [
      talk('wrote', 5, '2026-06-10T01:00:00Z'),
      talk('silent', 3, '2026-06-10T01:00:00Z'),
      talk('answered', 6, null),
      talk('came', 2, '2026-06-10T01:00:00Z'),
    ];
    const before = new Map([
      ['wrote', 4],
      ['silent', 3],
      ['answered', 5],
    ]);
    expect(saidSince(mine, before).map(({ id }) => id)).toEqual(['wrote']);
  });
});

describe('what did not go out', () => {
  const one = {
    key: 'k1',
    text: '您好',
    files: [],
    source: 'written',
    acceptsWarnings: false,
  } as const;

  it('is kept for its talk as not sent, and let go when it went after all', () => {
    const kept = new Map<string, string>();
    const store = {
      read: (key: string) => kept.get(key),
      write: (key: string, text: string | undefined) => {
        if (text === undefined) kept.delete(key);
        else kept.set(key, text);
      },
      clear: () => kept.clear(),
    };
    const sent = { ...one, key: 'k2', state: 'sending', seq: 9 } as const;
    keepOutgoing('con_1', [{ ...one, state: 'sending' }, sent], store);
    expect(readOutgoing('con_1', store)).toEqual([{ ...one, state: 'failed' }]);
    expect(readOutgoing('con_2', store)).toEqual([]);
    forgetOutgoing('con_1', 'k1', store);
    expect(kept.size).toBe(0);
    kept.set('outgoing.con_1', 'nonsense');
    expect(readOutgoing('con_1', store)).toEqual([]);
  });
});
