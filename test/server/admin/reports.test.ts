import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_NAMES } from '../../../src/domain/complaint/report.ts';
import { report } from '../../../src/server/contract/report.ts';
import { unzip } from '../../support/unzip.ts';
import {
  type ComplaintsDesk,
  NOTICE,
  rootCauseOf,
  startComplaintsDesk,
} from './complaint-people.ts';

let world: ComplaintsDesk;
/** Closed in time and rated; late and still open; repaired badly, five times. */
let closed: string;
let late: string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Moves the clock and lets people sign in for as long as that takes. */
async function pass(ms: number): Promise<void> {
  world.desk.clock.pass(ms);
  await world.desk.db.pool.query(
    "UPDATE sessions SET last_seen_at = $1, expires_at = $1::timestamptz + interval '7 days'",
    [world.desk.clock.now()],
  );
}

beforeAll(async () => {
  world = await startComplaintsDesk();
  const { desk, handler, lead, must } = world;
  const { pool } = desk.db;
  const admin = await desk.signIn('admin');
  for (const [i, startsAt] of ['2026-06-05', '2026-06-22', '2026-04-01'].entries()) {
    const put = await desk.call('PUT', `/policies/P00${i}`, {
      token: admin,
      body: {
        customerNo: 'C001',
        kind: 'commercial',
        status: 'active',
        startsAt: `${startsAt}T00:00:00+08:00`,
        endsAt: `2027-${startsAt.slice(5)}T00:00:00+08:00`,
        ...(i === 1 ? {} : { premiumFen: 500_000 }),
        updatedAt: '2026-06-01T00:00:00Z',
      },
    });
    expect(put.status).toBe(201);
  }
  closed = await world.decided({ branch: '=cmd|上海', category: 'CLAIM.DOCS' });
  await must(handler, closed, 'confirm');
  await must(handler, closed, 'close', { rootCause: rootCauseOf(lead) });
  await pool.query('UPDATE complaints SET rating_asked_at = $2 WHERE complaint_no = $1', [
    closed,
    desk.clock.now(),
  ]);
  await must(handler, closed, 'rating', { score: 5, solved: 'solved' });
  late = await world.file({ source: 'regulator_12378', sourceRef: 'JG-7' });
  for (let i = 0; i < 5; i += 1) {
    await world.file({
      category: 'CLAIM.REPAIR_SHOP',
      repairShop: '甲修理厂',
      matter: `第 ${i} 次没修好`,
    });
  }
  await world.file({ nature: 'suggestion', matter: '建议增加网点' });
  await pass(4 * DAY_MS);
  const suspended = await world.investigating({ category: 'SALES.GIFT' });
  await must(handler, suspended, 'propose', NOTICE);
  await must(handler, suspended, 'dispute', { reason: '不认可' });
});
afterAll(() => world.desk.stop());

const read = (path: string) => world.lead.call('GET', `/reports/${path}`);

describe('reports', () => {
  it.each(REPORT_NAMES)(
    '%s keeps the contract, and says of what days and by which formulas',
    async (name) => {
      const { status, body } = await read(name);
      expect(status).toBe(200);
      expect(report.parse(body)).toEqual(body);
      // The clock stands at 24 June, 10:00 in Shanghai: 30 days with today.
      expect(body).toMatchObject({
        name,
        from: '2026-05-26',
        to: '2026-06-24',
        formulaVersion: 1,
        base: { received: 9, counted: 8, notComplaints: 1, declined: 0, merged: 0 },
      });
    },
  );

  it('count causes with the numbers behind them', async () => {
    const { body } = await read('complaints');
    const rowsOf = (dimension: string) =>
      body.by.find((one: { dimension: string }) => one.dimension === dimension).rows;
    expect(rowsOf('category')[0]).toMatchObject({
      key: 'CLAIM.REPAIR_SHOP',
      count: 5,
      share: 0.625,
      cumulativeShare: 0.625,
    });
    expect(rowsOf('category')[0].complaintNos).toHaveLength(5);
    expect(rowsOf('handler')[0]).toMatchObject({ key: world.handler.id, count: 2 });
    expect(
      rowsOf('source').map((row: { key: string; count: number }) => [row.key, row.count]),
    ).toEqual([
      ['phone', 7],
      ['regulator_12378', 1],
    ]);
  });

  it('tell how timely the desk was, from the verdicts of the clocks', async () => {
    const { body } = await read('complaint-timeliness');
    const measured = (name: string) =>
      body.measures.find((one: { measure: string }) => one.measure === name);
    // Six nobody called for four days, and the suggestion; the decided one and the newest were called at once.
    expect(measured('first_feedback').rate).toMatchObject({ numerator: 2, denominator: 9 });
    expect(measured('first_feedback_48h').rate).toMatchObject({ numerator: 2, denominator: 9 });
    expect(measured('resolution_72h').rate).toMatchObject({ numerator: 2, denominator: 9 });
    expect(measured('first_feedback').stillLate).toBe(7);
    expect(measured('resolution').lateNos).toContain(late);
    expect(measured('regulator_15d').rate).toMatchObject({ numerator: 1, denominator: 1 });
    const rows: { complaintNo: string; kind: string; lateMs: number; dueAt: string }[] =
      body.overClock.rows;
    expect(body.overClock.total).toBe(14);
    // S2: 24 hours for the first feedback, of 96 that have passed.
    expect(
      rows.find((row) => row.complaintNo === late && row.kind === 'first_feedback'),
    ).toMatchObject({ lateMs: 72 * HOUR_MS });
  });

  it('tell how customers took it', async () => {
    const { body } = await read('complaint-quality');
    const rateOf = (name: string) =>
      body.measures.find((one: { measure: string }) => one.measure === name).rate;
    expect(rateOf('satisfied')).toMatchObject({ numerator: 1, denominator: 1, high: 1 });
    expect(rateOf('satisfied').low).toBeCloseTo(0.207, 3);
    expect(rateOf('disputed')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(rateOf('reopened')).toMatchObject({ numerator: 0, denominator: 1, rate: 0 });
    expect(rateOf('first_contact_resolved')).toMatchObject({ numerator: 1, denominator: 1 });
    expect(body.satisfaction).toMatchObject({ n: 1, mean: 5, scores: [0, 0, 0, 0, 1] });
  });

  it("divide the regulator's complaints by premiums and policies", async () => {
    const { body } = await read('complaint-regulator');
    // 5000 yuan of the policy that began in these days; three in force: 1 / 0.00005 亿元, 1 / 0.0003 万张.
    expect(body).toMatchObject({
      transferred: { count: 1, complaintNos: [late] },
      premiumFen: 500_000,
      policiesWithoutPremium: 1,
      policiesInForce: 3,
      perHundredMillionYuan: 20_000,
    });
    expect(body.perTenThousandPolicies).toBeCloseTo(3333.33, 2);
    const before = await read('complaint-regulator?from=2026-03-01&to=2026-03-31');
    expect(before.body).toMatchObject({
      premiumFen: null,
      policiesInForce: 0,
      perHundredMillionYuan: null,
      perTenThousandPolicies: null,
    });
  });

  it('name groups, causes and what is not put right in time', async () => {
    const groups = await read('complaint-groups');
    expect(groups.body.groups).toMatchObject([{ size: 5, total: 5, isMajor: false }]);
    await pass(10 * DAY_MS);
    const causes = await read('complaint-root-causes');
    expect(causes.body.found).toMatchObject({ numerator: 1, denominator: 1 });
    expect(causes.body.rows).toMatchObject([
      { code: 'process', department: '理赔部', count: 1, open: 1, overdue: 1 },
    ]);
    // Due on 1 July, and it is the 4th: also when the complaint is not of the days that were asked for.
    const other = await read('complaint-root-causes?from=2026-07-01&to=2026-07-02');
    expect(other.body.overdue).toMatchObject([{ complaintNo: closed, daysOverdue: 3 }]);
    expect(other.body.rows).toEqual([]);
  });

  it('are of whole days in Shanghai, the last one included', async () => {
    const of = async (from: string, to: string) =>
      (await read(`complaints?from=${from}&to=${to}`)).body.base.received;
    // Eight on 20 June at 10:00, one on the 24th.
    expect(await of('2026-06-20', '2026-06-20')).toBe(8);
    expect(await of('2026-06-21', '2026-06-23')).toBe(0);
    expect(await of('2026-06-21', '2026-06-24')).toBe(1);
  });

  it.each([
    ['complaints?from=2026-06-10&to=2026-06-09', 'query.from'],
    ['complaints?from=2020-01-01&to=2026-06-09', 'query.from'],
    ['complaints?from=2026-02-30', 'query.from'],
    ['complaints?to=yesterday', 'query.to'],
    ['complaints?format=pdf', 'query.format'],
  ])('refuse what cannot be: %s', async (path, field) => {
    const { status, body } = await read(path);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'bad_request', field]);
  });

  it('name the reports there are to whoever asks for another', async () => {
    const { status, body } = await read('secrets');
    expect([status, body.code]).toEqual([404, 'not_found']);
    for (const name of REPORT_NAMES) expect(body.detail).toContain(name);
  });
});

describe('a report as a file', () => {
  it('is CSV that Excel opens as it is, and in which nothing is computed', async () => {
    const { status, headers, body } = await read('complaints?format=csv&from=2026-06-01');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('filename="complaints.csv"');
    // The reader of the test takes the mark of the bytes away: only a file may begin so.
    const lines = body.replace('\uFEFF', '').split('\r\n');
    expect(lines[0]).toBe('报表说明');
    expect(lines).toContain('期间收到,9');
    expect(lines.some((line: string) => line.startsWith("'=cmd|上海,1,12.5%,"))).toBe(true);
    expect(lines.filter((line: string) => /^[=+@-]/.test(line))).toEqual([]);
    expect(lines.some((line: string) => line.startsWith('修理厂和维修质量,5,62.5%,62.5%,'))).toBe(
      true,
    );
  });

  it('begins with the mark by which Excel knows UTF-8', async () => {
    const token = await world.desk.signIn('supervisor');
    const answer = await world.desk.app.inject({
      url: '/api/v1/reports/complaint-quality?format=csv',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it.each(REPORT_NAMES)('is a workbook with a sheet for each table: %s', async (name) => {
    const token = await world.desk.signIn('auditor');
    const answer = await world.desk.app.inject({
      url: `/api/v1/reports/${name}?format=xlsx&from=2026-06-01`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('spreadsheetml.sheet');
    const parts = unzip(answer.rawPayload);
    const workbook = parts.get('xl/workbook.xml') ?? '';
    const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(
      ([, sheet = '']) => sheet,
    );
    expect(names[0]).toBe('报表说明');
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((sheet) => sheet.length <= 31)).toBe(true);
    const sheets = [...parts].filter(([part]) => part.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(names.length);
    // A formula would be an <f>.
    expect(sheets.some(([, xml]) => xml.includes('<f>') || xml.includes('<f '))).toBe(false);
    if (name === 'complaints') expect([...parts.values()].join('')).toContain('=cmd|上海');
  });

  it('is in the audit trail, and so is the reading of one', async () => {
    const { rows } = await world.desk.db.pool.query(
      "SELECT action, data FROM audit WHERE subject_kind = 'report' AND subject_id = 'complaint-groups' ORDER BY id",
    );
    expect(rows).toMatchObject([
      { action: 'analysis.read', data: { format: 'json' } },
      { action: 'analysis.read', data: { format: 'json' } },
      { action: 'analysis.exported', data: { from: '2026-06-01', format: 'xlsx' } },
    ]);
  });
});
