import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEARCH_KINDS } from '../../../src/domain/search.ts';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { type AdminApp, CLAIM, CUSTOMER, startAdminApp } from './admin-app.ts';
import { insertTalk } from './handoff-rows.ts';

let desk: AdminApp;
let agent: string;
let conversationId: string;
let handoffId: string;
beforeAll(async () => {
  desk = await startAdminApp();
  agent = await desk.signIn('agent');
  const token = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token, body: CUSTOMER });
  await desk.call('PUT', '/claims/CDAA2026310105N0000777', { token, body: CLAIM });
  const policy = {
    customerNo: 'C001',
    kind: 'commercial',
    vehicle: { plate: '沪A12345' },
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: '2027-01-01T00:00:00Z',
    updatedAt: '2026-06-01T00:00:00Z',
  };
  await desk.call('PUT', '/policies/PDAA2026310105N0000555', { token, body: policy });
  const article = {
    title: '停车被刮怎么办',
    category: 'claims',
    questions: ['停着的车被刮了怎么理赔'],
    body: '先拍照，再找监控。\n然后报案，由理赔人员核定。',
    keywords: ['停车'],
  };
  await desk.call('PUT', '/knowledge/parked', { token: agent, body: article });
  await desk.call('POST', '/knowledge/parked/publish', { token, body: { version: 1 } });
  const { rows } = await desk.db.pool.query('SELECT id FROM customers');
  ({ conversationId, handoffId } = await insertTalk(desk, {
    state: 'queued',
    requested: 60,
    said: [90, 70, 50],
    words: ['你好', '停着的车被刮了怎么理赔', '嗯'],
    customerId: rows[0].id,
  }));
  await insertOthers(rows[0].id);
});
afterAll(() => desk.stop());

async function insertOthers(customerId: string): Promise<void> {
  const { pool } = desk.db;
  const now = desk.clock.now();
  await pool.query(
    `INSERT INTO complaints (id, complaint_no, source, category, severity, matter, received_at, registered_at,
       first_feedback_due_at, resolution_due_at, customer_id, plate, contact_name, contact_phone, created_at, updated_at)
     VALUES ($1, 'TS20260620000001', 'web', 'SERVICE.ATTITUDE', 'S3', '打 13800000001 没人接', $2, $2, $4, $4, $3,
       '沪A12345', '陈明', '13800000001', $2, $2)`,
    [newId('complaint', systemRandom), now, customerId, addMs(now, 48 * HOUR_MS)],
  );
  await pool.query(
    `INSERT INTO service_requests (id, request_no, kind, requested_at, identity_id, conversation_id, customer_id,
       contact_phone, plate, updated_at)
     VALUES ($1, 'FW20260620000001', 'renewal', $2, 'idn_x', $3, $4, '13800000001', '沪A12345', $2)`,
    [newId('serviceRequest', systemRandom), now, conversationId, customerId],
  );
  await pool.query(
    `INSERT INTO accident_reports (id, report_no, reported_at, identity_id, conversation_id, plate, reporter_phone,
       reporter_name, accident_at, is_accident_time_approximate, accident_place, accident_kind, loss_kind,
       has_injury, is_drivable, urgency, created_at)
     VALUES ($1, 'RDAA2026062000000009', $2, 'idn_x', $3, '沪A12345', '13800000001', '陈明', $2, false, '某路', 'single',
       'collision', false, true, 'normal', $2)`,
    [newId('accidentReport', systemRandom), now, conversationId],
  );
}

interface Hit {
  kind: string;
  ref: string;
  title: string;
  detail: string;
}
async function search(q: string, token = agent): Promise<readonly Hit[]> {
  const answer = await desk.call('GET', `/search?q=${encodeURIComponent(q)}`, { token });
  expect(answer.status).toBe(200);
  return answer.body.items;
}

describe('search', () => {
  it.each([
    [
      '陈明',
      ['customer', 'policy', 'claim', 'report', 'complaint', 'service_request', 'conversation'],
    ],
    ['沪a·12345', ['customer', 'policy', 'claim', 'report', 'complaint', 'service_request']],
    [
      '138 0000 0001',
      ['customer', 'policy', 'claim', 'report', 'complaint', 'service_request', 'conversation'],
    ],
    ['CDAA2026310105N0000777', ['customer', 'claim']],
    ['0000777', ['claim']],
    ['pdaa2026310105n0000555', ['customer', 'policy']],
    ['TS20260620000001', ['complaint']],
    ['FW20260620000001', ['service_request']],
    ['RDAA2026062000000009', ['report']],
    ['被刮', ['article']],
    ['没有这个人', []],
    ['%%', []],
    ['__', []],
  ])('finds by %s', async (q, kinds) => {
    expect((await search(q)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('finds a conversation by its id and by its hand-off', async () => {
    for (const id of [conversationId, handoffId]) {
      expect(await search(id)).toMatchObject([{ kind: 'conversation', ref: conversationId }]);
    }
  });

  it('shows no name, phone or plate in full', async () => {
    const shown = (await search('陈明'))
      .map(({ title, detail }) => `${title} ${detail}`)
      .join('\n');
    expect(shown).toContain('陈*');
    expect(shown).not.toMatch(/陈明|13800000001|沪A12345/);
  });

  it('writes one audit row with what was found and without what was typed', async () => {
    await search('13800000001');
    const { rows } = await desk.db.pool.query(
      `SELECT data FROM audit WHERE action = 'search.read' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows[0].data.found).toContain('customer:C001');
    expect(JSON.stringify(rows)).not.toContain('13800000001');
    const count = async () =>
      (
        await desk.db.pool.query(
          `SELECT count(*)::int AS n FROM audit WHERE action = 'search.read'`,
        )
      ).rows[0].n;
    const before = await count();
    await search('陈明');
    expect(await count()).toBe(before + 1);
  });

  it('shows every role what that role may open', async () => {
    // Today every role may read all of it: whoever takes a kind away from one takes it out of the search too.
    const auditor = await search('陈明', await desk.signIn('auditor'));
    expect(auditor.map(({ kind }) => kind)).toEqual(
      SEARCH_KINDS.filter((kind) => kind !== 'article'),
    );
    const key = await desk.key(['customers:read']);
    expect((await desk.call('GET', '/search?q=陈明', { token: key })).status).toBe(403);
  });

  it('wants two characters', async () => {
    expect((await desk.call('GET', '/search?q=a', { token: agent })).status).toBe(400);
  });
});

describe('suggestions', () => {
  it('answer the newest message that an article answers, with its source', async () => {
    const answer = await desk.call('GET', `/conversations/${conversationId}/suggestions`, {
      token: agent,
    });
    expect(answer.body.items).toHaveLength(1);
    expect(answer.body.items[0]).toMatchObject({
      title: '停车被刮怎么办',
      slug: 'parked',
      by: 'template',
    });
    expect(answer.body.items[0].text).toContain('先拍照');
  });

  it('are none for a customer who asked nothing, and not found for nobody', async () => {
    const talk = await insertTalk(desk, { state: 'queued', requested: 60 });
    const none = await desk.call('GET', `/conversations/${talk.conversationId}/suggestions`, {
      token: agent,
    });
    expect([none.status, none.body.items]).toEqual([200, []]);
    expect(
      (await desk.call('GET', '/conversations/con_none/suggestions', { token: agent })).status,
    ).toBe(404);
  });

  it('are none once an agent answered', async () => {
    await desk.db.pool.query(
      `INSERT INTO messages (conversation_id, seq, direction, author, at, activity)
       SELECT id, last_seq + 1, 'out', 'agent', $2, $3 FROM conversations WHERE id = $1`,
      [conversationId, desk.clock.now(), { type: 'message', text: '先拍照，再挪车' }],
    );
    const answer = await desk.call('GET', `/conversations/${conversationId}/suggestions`, {
      token: agent,
    });
    expect(answer.body.items).toEqual([]);
  });
});
