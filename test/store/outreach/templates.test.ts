import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeOutreachWords } from '../../../src/compose/outreach-words.ts';
import type { Actor } from '../../../src/domain/audit.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import type {
  TemplateActed,
  TemplateRecord,
  WordsAdminDeps,
} from '../../../src/server/admin/ports-words.ts';
import { readApprovedTemplate } from '../../../src/store/outreach/read-templates.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

let db: TestDatabase;
let words: WordsAdminDeps;
const clock = makeManualClock(new Date('2026-12-01T02:00:00Z'));
const AUTHOR: Actor = { kind: 'agent', id: 'author' };
const EDITOR: Actor = { kind: 'agent', id: 'editor' };
const REVIEWER: Actor = { kind: 'agent', id: 'reviewer' };
const BRAND = { name: '安行车险', hotline: '95500' };

beforeAll(async () => {
  db = await startTestDatabase();
  words = makeOutreachWords({ pool: db.pool, clock, random: systemRandom, brand: BRAND }).admin;
});
afterAll(() => db.stop());
/** The trail only grows: what it held before a test. */
let before = '0';
beforeEach(async () => {
  const { rows } = await db.pool.query<{ id: string }>(
    'SELECT COALESCE(max(id), 0)::text AS id FROM audit',
  );
  before = rows[0]?.id ?? '0';
});
beforeEach(() => db.pool.query('TRUNCATE outreach_templates, audiences; DELETE FROM customers'));

const draft = (text: string) => ({
  pushClass: 'care' as const,
  title: '问候',
  variants: [{ key: 'A' as const, text }],
  actions: [],
});

async function write(text = '{称呼}好'): Promise<TemplateRecord> {
  const made = await words.templates.create({ code: 'hello', ...draft(text) }, AUTHOR);
  if (made === 'code_taken') throw new Error(made);
  return made;
}

function done(outcome: TemplateActed): TemplateRecord {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.template;
}

async function approved(): Promise<TemplateRecord> {
  const { id } = await write();
  await words.templates.submit(id, AUTHOR);
  return done(await words.templates.approve(id, undefined, REVIEWER));
}

describe('a template', () => {
  it('is written by one and approved by another, with a trail of both', async () => {
    const { id } = await write();
    expect(done(await words.templates.submit(id, AUTHOR)).status).toBe('in_review');
    const own = await words.templates.approve(id, undefined, AUTHOR);
    expect(own).toEqual({ kind: 'refused', why: 'own_work' });
    expect(done(await words.templates.approve(id, '好', REVIEWER))).toMatchObject({
      status: 'approved',
      reviewerId: 'reviewer',
      reviewNote: '好',
    });
    const { rows } = await db.pool.query(
      'SELECT action, actor_id, reason FROM audit WHERE id > $1 ORDER BY id',
      [before],
    );
    expect(rows).toEqual([
      { action: 'template.written', actor_id: 'author', reason: null },
      { action: 'template.submitted', actor_id: 'author', reason: null },
      { action: 'template.approved', actor_id: 'reviewer', reason: '好' },
    ]);
  });

  it('is not approved by whoever edited it, nor by whoever wrote it first', async () => {
    const { id } = await write();
    await words.templates.change(id, draft('{称呼}，您好'), EDITOR);
    await words.templates.submit(id, AUTHOR);
    for (const actor of [AUTHOR, EDITOR]) {
      const refused = await words.templates.approve(id, undefined, actor);
      expect(refused).toEqual({ kind: 'refused', why: 'own_work' });
    }
  });

  it('is not submitted with words that are never sent, and says where they stand', async () => {
    const { id } = await write('续保返现');
    expect(await words.templates.submit(id, AUTHOR)).toMatchObject({
      kind: 'blocked',
      findings: [{ code: 'cash_back', at: 2, length: 2 }],
    });
  });

  it('that was approved never changes: an edit is the next version, and is sent only when approved itself', async () => {
    const first = await approved();
    const second = done(await words.templates.change(first.id, draft('新的'), EDITOR));
    expect(second).toMatchObject({
      version: 2,
      status: 'draft',
      authorId: 'editor',
      isNewest: true,
    });
    expect(await words.templates.find(first.id)).toMatchObject({
      status: 'approved',
      isNewest: false,
      variants: [{ text: '{称呼}好' }],
    });
    expect((await readApprovedTemplate(db.pool, 'hello'))?.version).toBe(1);
    await words.templates.submit(second.id, EDITOR);
    await words.templates.approve(second.id, undefined, AUTHOR);
    expect((await readApprovedTemplate(db.pool, 'hello'))?.version).toBe(2);
    const { items } = await words.templates.list({ limit: 10, allVersions: false });
    expect(items.map(({ version }) => version)).toEqual([2]);
  });

  it('is edited by one of many at once: there is one next version', async () => {
    const first = await approved();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, nth) =>
        words.templates.change(first.id, draft(`第 ${nth} 版`), EDITOR),
      ),
    );
    expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    const { items } = await words.templates.list({ limit: 10, allVersions: true });
    expect(items.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('goes back to its author with a reason, and may be handed in again', async () => {
    const { id } = await write();
    await words.templates.submit(id, AUTHOR);
    expect(done(await words.templates.reject(id, '太生硬', REVIEWER)).reviewNote).toBe('太生硬');
    expect(done(await words.templates.change(id, draft('{称呼}，您好'), AUTHOR)).status).toBe(
      'draft',
    );
    expect(done(await words.templates.submit(id, AUTHOR)).status).toBe('in_review');
  });

  it('has a code of its own, and pages by it', async () => {
    await write();
    const again = await words.templates.create({ code: 'hello', ...draft('x') }, AUTHOR);
    expect(again).toBe('code_taken');
    for (const code of ['a', 'z']) await words.templates.create({ code, ...draft('x') }, AUTHOR);
    const one = await words.templates.list({ limit: 2, allVersions: false });
    expect(one.items.map(({ code }) => code)).toEqual(['a', 'hello']);
    const two = await words.templates.list({
      limit: 2,
      allVersions: false,
      cursor: one.nextCursor,
    });
    expect(two.items.map(({ code }) => code)).toEqual(['z']);
  });
});

const CUSTOMERS = `INSERT INTO customers (id, customer_no, name, gender, phone, city, created_at, updated_at)
  SELECT 'c' || n, 'C' || n, '张三' || chr(19968 + n), 'male', '1380000000' || (n % 10), '苏州市', now(), now()
  FROM generate_series(1, 7) n`;

describe('a preview', () => {
  it('shows what real customers would read, masked, and is in the audit trail', async () => {
    await db.pool.query(CUSTOMERS);
    const { id } = await write('{姓名}：{称呼}，{地区}有雨。{车牌}');
    const asked = { id, way: 'sms', variant: 'A', customerNos: ['C2'], actor: REVIEWER } as const;
    expect(await words.templates.preview({ ...asked, values: { region: '苏州市' } })).toEqual([
      {
        customerNo: 'C2',
        name: '张*',
        text: '【安行车险】张*：张先生，苏州市有雨。{车牌} 拒收请回复R',
        taps: [],
        smsSegments: 1,
        missing: ['车牌'],
      },
    ]);
    const { rows } = await db.pool.query(
      `SELECT subject_id, actor_id FROM audit WHERE action = 'customer.read' AND id > $1`,
      [before],
    );
    expect(rows).toEqual([{ subject_id: 'C2', actor_id: 'reviewer' }]);
  });

  it('names nobody that there is not', async () => {
    const { id } = await write();
    const asked = { id, way: 'web', variant: 'A', actor: REVIEWER } as const;
    expect(await words.templates.preview({ ...asked, customerNos: ['NO'] })).toBe(
      'unknown_customer',
    );
    expect(await words.templates.preview({ ...asked, id: 'otp_no' })).toBe('not_found');
  });

  it('of a rule counts, shows five masked, and is in the audit trail', async () => {
    await db.pool.query(CUSTOMERS);
    const rule = { all: [{ kind: 'city_in' as const, cities: ['苏州市'] }] };
    const found = await words.audiences.preview({ rule, actor: REVIEWER });
    expect(found).toMatchObject({
      count: 7,
      countKind: 'exact',
      reachable: { wechat: 0, web: 0, sms: 7 },
    });
    expect(found.examples).toHaveLength(5);
    expect(JSON.stringify(found)).not.toMatch(/张三|1380000000/);
    const { rows } = await db.pool.query<{ data: { shown: string[] } }>(
      `SELECT data FROM audit WHERE action = 'audience.previewed'`,
    );
    expect(rows[0]?.data.shown).toHaveLength(5);
  });
});

describe('an audience', () => {
  it('is a rule with a name of its own, and every change is in the audit trail', async () => {
    const { audiences } = words;
    const made = await audiences.create({ name: '所有人', rule: {} }, AUTHOR);
    if (made === 'name_taken') throw new Error(made);
    expect(await audiences.create({ name: '所有人', rule: {} }, AUTHOR)).toBe('name_taken');
    const rule = { all: [{ kind: 'policy_active' as const }] };
    expect(await audiences.change(made.id, { name: '在保', rule }, EDITOR)).toMatchObject({ rule });
    expect(await audiences.change('aud_no', { name: 'x', rule }, EDITOR)).toBe('not_found');
    expect((await audiences.list({ limit: 10 })).items).toHaveLength(1);
    expect(await audiences.remove(made.id, EDITOR)).toBe('removed');
    expect(await audiences.remove(made.id, EDITOR)).toBe('not_found');
    const { rows } = await db.pool.query<{ action: string }>(
      'SELECT action FROM audit WHERE id > $1 ORDER BY id',
      [before],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'audience.created',
      'audience.changed',
      'audience.removed',
    ]);
  });
});
