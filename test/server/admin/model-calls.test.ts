import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
beforeAll(async () => {
  desk = await startAdminApp();
  for (const [id, at, outcome] of [
    ['mdl_1', '2026-06-20T01:00:00Z', 'used'],
    ['mdl_2', '2026-06-20T01:00:01Z', 'rejected'],
    ['mdl_3', '2026-06-20T01:00:02Z', 'timeout'],
  ]) {
    await desk.db.pool.query(
      `INSERT INTO model_calls (id, conversation_id, purpose, model, at, duration_ms, outcome, sent, answered)
       VALUES ($1, 'con_1', 'understand', 'qwen', $2, 420, $3, $4, $5)`,
      [
        id,
        at,
        outcome,
        JSON.stringify([{ role: 'user', content: '[[PLATE_1]] 到哪了' }]),
        outcome === 'timeout' ? null : JSON.stringify('understand({})'),
      ],
    );
  }
});
afterAll(() => desk.stop());

it('shows what the model was sent and answered, newest first, labelled, by pages', async () => {
  const token = await desk.signIn('auditor');
  const first = await desk.call('GET', '/model-calls?limit=2', { token });
  expect(first.status).toBe(200);
  expect(first.body.items).toEqual([
    expect.objectContaining({ id: 'mdl_3', outcome: 'timeout', answered: null, reason: null }),
    {
      id: 'mdl_2',
      conversationId: 'con_1',
      purpose: 'understand',
      model: 'qwen',
      at: '2026-06-20T01:00:01.000Z',
      durationMs: 420,
      outcome: 'rejected',
      reason: null,
      sent: [{ role: 'user', content: '[[PLATE_1]] 到哪了' }],
      answered: 'understand({})',
      generatedBy: 'model',
    },
  ]);
  const next = `/model-calls?limit=2&cursor=${first.body.nextCursor}`;
  const second = await desk.call('GET', next, { token });
  expect(second.body).toMatchObject({ items: [{ id: 'mdl_1' }], nextCursor: null });
});

it('filters, and refuses what is no filter', async () => {
  const token = await desk.signIn('admin');
  const ids = async (query: string): Promise<readonly string[]> => {
    const { body } = await desk.call('GET', `/model-calls?${query}`, { token });
    return body.items.map(({ id }: { id: string }) => id);
  };
  expect(await ids('outcome=used')).toEqual(['mdl_1']);
  expect(await ids('purpose=draft')).toEqual([]);
  expect(await ids('conversationId=con_2')).toEqual([]);
  expect(await ids('from=2026-06-20T01:00:01Z&to=2026-06-20T01:00:02Z')).toEqual(['mdl_2']);
  const wrong = await desk.call('GET', '/model-calls?outcome=great', { token });
  expect(wrong.status).toBe(400);
});

it('leaves a line in the audit trail about who looked', async () => {
  const { rows } = await desk.db.pool.query(
    "SELECT DISTINCT action, subject_kind FROM audit WHERE action = 'model_calls.read'",
  );
  expect(rows).toEqual([{ action: 'model_calls.read', subject_kind: 'model_call' }]);
});
