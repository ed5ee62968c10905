import { describe, expect, it } from 'vitest';
import {
  isWanted,
  queryOf,
  readFilters,
} from '../../../src/web/console/pages/complaints/filters.ts';
import { ofSeverities } from '../../../src/web/console/pages/sla/severities.ts';
import {
  SAMPLE_POLICY,
  type SlaPolicy,
  sampleClock,
  sampleComplaint,
} from '../../support/complaint-samples.ts';

const NOW = Date.parse('2026-11-23T04:00:00Z');
const at = (ms: number): string => new Date(NOW + ms).toISOString();
const HOUR = 3_600_000;
const dueIn = (ms: number) => sampleClock('resolution', { dueAt: at(ms) });

describe('the filters of the list', () => {
  const read = (query: string) => (name: string) =>
    new URLSearchParams(query).get(name) ?? undefined;

  it.each([
    ['agent', '', 'mine', { handlerId: 'me', status: 'open', sort: 'due' }],
    ['supervisor', '', 'all', {}],
    ['agent', 'claimNo=CL1', 'all', { claimNo: 'CL1' }],
    ['agent', 'view=late&severity=S1,S2', 'late', { isOverdue: 'true', severity: 'S1,S2' }],
    ['agent', 'view=near', 'near', { dueWithinHours: '24', sort: 'due', isOverdue: undefined }],
    ['agent', 'view=mine&handlerId=agt_x', 'mine', { handlerId: 'me' }],
    ['agent', 'view=all&to=2026-11-22', 'all', { to: '2026-11-22T16:00:00.000Z' }],
    ['agent', 'view=all&from=nonsense', 'all', { from: undefined }],
  ] as const)('%s with "%s" sees %s', (role, query, view, asked) => {
    const filters = readFilters(read(query), role);
    expect(filters.view).toBe(view);
    expect(queryOf(filters)).toMatchObject(asked);
  });

  it.each([
    ['view=mine', {}, true],
    ['view=mine', { handlerId: 'agt_li' }, false],
    ['view=mine', { status: 'CLOSED' }, false],
    ['view=free', { handlerId: null }, true],
    ['view=late', { isOverdue: true }, true],
    ['view=near', { nextClock: dueIn(24 * HOUR) }, true],
    ['view=near', { nextClock: dueIn(24 * HOUR + 1) }, false],
    ['view=near', { nextClock: null }, false],
    ['view=near', { nextClock: dueIn(HOUR), isOverdue: true }, false],
    ['view=near', { nextClock: dueIn(HOUR), status: 'CLOSED' }, false],
    ['view=all&category=CLAIM', {}, true],
    ['view=all&category=CLA', {}, false],
    ['view=all&severity=S1,S2', { severity: 'S2' }, true],
  ] as const)('"%s" and %o: wanted %s', (query, change, wanted) => {
    const filters = readFilters(read(query), 'supervisor');
    expect(isWanted(sampleComplaint('TS1', change), filters, { me: 'agt_me', nowMs: NOW })).toBe(
      wanted,
    );
  });
});

describe('what each severity promises', () => {
  const policy = (id: string, change: Partial<SlaPolicy> = {}): SlaPolicy => ({
    ...SAMPLE_POLICY,
    id,
    priority: 0,
    fits: { severities: ['S1'] },
    ...change,
  });

  it.each([
    [
      'in the order of the severities',
      [policy('b', { fits: { severities: ['S2'] } }), policy('a')],
      ['a', 'b'],
    ],
    ['by the one that counts', [policy('low'), policy('high', { priority: 9 })], ['high']],
    ['not by one that is switched off', [policy('off', { isActive: false })], []],
    [
      'not by one for a source',
      [policy('web', { fits: { severities: ['S1'], sources: ['web'] } })],
      [],
    ],
    ['not by one for several', [policy('both', { fits: { severities: ['S1', 'S2'] } })], []],
  ])('%s', (_, policies, ids) => {
    expect(ofSeverities(policies).map(({ id }) => id)).toEqual(ids);
  });
});
