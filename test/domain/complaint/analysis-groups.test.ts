import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../../src/domain/complaint/analysis-groups.ts';
import { overdueOf, rootCausesOf } from '../../../src/domain/complaint/analysis-root-causes.ts';
import type { RootCause } from '../../../src/domain/complaint/case.ts';
import { analysed, june } from './analysis-samples.ts';

describe('groups', () => {
  const shop = (no: number, at: string, patch = {}) =>
    analysed(no, { groupKey: 'shop:甲', receivedAt: june(at), ...patch });

  it('are five or more of one cause within seven days', () => {
    const five = ['10 09:00', '11 09:00', '12 09:00', '16 09:00', '17 09:00'];
    expect(
      groupsOf(
        five.map((at, i) => shop(i, at)),
        june('1'),
      ),
    ).toEqual([
      {
        groupKey: 'shop:甲',
        size: 5,
        firstAt: june('10 09:00'),
        lastAt: june('17 09:00'),
        isMajor: false,
        total: 5,
        complaintNos: ['TS004', 'TS003', 'TS002', 'TS001', 'TS000'],
      },
    ]);
    expect(
      groupsOf(
        five.slice(1).map((at, i) => shop(i, at)),
        june('1'),
      ),
    ).toEqual([]);
    const aMinuteMore = [...five.slice(0, 4), '17 09:01'];
    expect(
      groupsOf(
        aMinuteMore.map((at, i) => shop(i, at)),
        june('1'),
      ),
    ).toEqual([]);
  });

  it('are of the days that were asked for, also when an earlier stretch was larger', () => {
    const early = ['1', '1', '1', '2', '2', '2'].map((at, i) => shop(i, at));
    const late = ['18', '18', '19', '19', '20'].map((at, i) => shop(10 + i, at));
    expect(groupsOf([...early, ...late], june('15'))).toMatchObject([
      { size: 5, firstAt: june('18'), total: 11 },
    ]);
    expect(groupsOf([...early, ...late], june('1'))).toMatchObject([{ size: 6 }]);
  });

  it('leave out suggestions and what has no cause in common, and tell the grave one', () => {
    const all = Array.from({ length: 5 }, (_, i) =>
      shop(i, '10', i === 2 ? { isMajor: true } : {}),
    );
    expect(groupsOf(all, june('1'))).toMatchObject([{ isMajor: true }]);
    const [first, ...rest] = all;
    expect(
      groupsOf([{ ...(first ?? shop(0, '10')), nature: 'suggestion' }, ...rest], june('1')),
    ).toEqual([]);
    expect(
      groupsOf(
        all.map((one) => ({ ...one, groupKey: null })),
        june('1'),
      ),
    ).toEqual([]);
  });
});

describe('root causes', () => {
  const cause = (patch: Partial<RootCause> = {}): RootCause => ({
    code: 'process',
    department: '理赔部',
    action: '定损单增加复核',
    ownerId: 'agt_1',
    dueOn: '2026-06-15',
    ...patch,
  });
  const now = june('16 00:00');

  it('are counted by code and department, with what is done, open and overdue', () => {
    const all = [
      analysed(1, { rootCause: cause() }),
      analysed(2, { rootCause: cause({ doneAt: june('20') }) }),
      analysed(3, { rootCause: cause({ dueOn: '2026-06-16' }) }),
      analysed(4, { rootCause: cause({ department: '客服部' }) }),
      analysed(5),
      analysed(6, { rootCause: cause(), status: 'MERGED' }),
    ];
    expect(rootCausesOf(all, now)).toMatchObject([
      {
        code: 'process',
        department: '理赔部',
        count: 3,
        share: 0.75,
        done: 1,
        open: 2,
        overdue: 1,
      },
      {
        code: 'process',
        department: '客服部',
        count: 1,
        share: 0.25,
        done: 0,
        open: 1,
        overdue: 1,
      },
    ]);
  });

  it('are overdue from the day after the one they were due on, in Shanghai', () => {
    const open = [
      { complaintNo: 'TS001', rootCause: cause(), ownerName: '王' },
      { complaintNo: 'TS002', rootCause: cause({ dueOn: '2026-06-10' }), ownerName: null },
      { complaintNo: 'TS003', rootCause: cause({ doneAt: june('1') }), ownerName: null },
    ];
    const daysAt = (at: Date) =>
      overdueOf(open, at).map((one) => [one.complaintNo, one.daysOverdue]);
    expect(daysAt(now)).toEqual([
      ['TS002', 6],
      ['TS001', 1],
    ]);
    expect(daysAt(new Date(now.getTime() - 1))).toEqual([['TS002', 5]]);
  });
});
