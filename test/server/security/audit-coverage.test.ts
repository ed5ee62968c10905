import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '../../../src/server/admin/access.ts';
import { type AdminApp, CUSTOMER, startAdminApp } from '../admin/admin-app.ts';
import { ask, type Person, signInPerson, talk } from '../admin/desk-people.ts';
import { ARTICLE, CALLS, GIVES, REFUSED } from './audit-calls.ts';
import { prepareCare } from './audit-care-rows.ts';
import { prepareComplaints } from './audit-complaints.ts';
import { NOT_AUDITED, SHOWN_ELSEWHERE } from './audit-coverage.ts';

let desk: AdminApp;
let me: Person;
let other: Person;
/** Ids that earlier calls gave, by what they are of. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  desk = await startAdminApp();
  me = await signInPerson(desk, 'admin');
  other = await signInPerson(desk, 'admin');
  await me.call('PUT', '/customers/C001', CUSTOMER);
  await other.call('PUT', '/knowledge/theirs', ARTICLE);
  ids['talk'] = await talk(desk, { said: ['我的电话是13800000001'], customerNo: 'C001' });
  ids['handoff'] = await ask(desk, ids['talk']);
  ids['other'] = await talk(desk);
  ids['offered'] = await ask(desk, await talk(desk));
  const served = await ask(desk, await talk(desk));
  await other.call('POST', `/handoffs/${served}/accept`);
  await other.call('POST', `/handoffs/${served}/close`, { resultCode: 'solved' });
  ids['agent'] = (await signInPerson(desk, 'agent')).id;
  await prepareComplaints(desk, me, ids);
  await prepareCare(desk, { me, other }, ids);
  const until = new Date(desk.clock.now().getTime() + 60_000);
  await desk.db.pool.query(
    "UPDATE handoffs SET state = 'offered', offered_to = $2, offered_until = $3 WHERE id = $1",
    [ids['offered'], me.id, until],
  );
  await desk.db.pool.query(
    `INSERT INTO outbox (id, kind, order_key, payload, status, next_attempt_at, created_at)
     VALUES ('out_failed', 'channel_message', 'k', '{}', 'failed', now(), now())`,
  );
});
afterAll(() => desk.stop());

const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? 'none');

describe('every route', () => {
  it('leaves a row, is shown to leave one elsewhere, or says why it leaves none', () => {
    const listed = [
      ...CALLS.map(([route]) => route),
      ...Object.keys(SHOWN_ELSEWHERE),
      ...Object.keys(NOT_AUDITED),
    ];
    expect(listed.sort()).toEqual(Object.keys(ACCESS).sort());
  });

  it.each(Object.values(SHOWN_ELSEWHERE))('in %s: %s', (file, action) => {
    const text = readFileSync(new URL(`../admin/${file}`, import.meta.url), 'utf8');
    expect(text).toContain(`'${action}'`);
  });

  it.each(CALLS)('%s: %s', async (route, url, body, action) => {
    const { rows: before } = await desk.db.pool.query('SELECT max(id) AS id FROM audit');
    const method = route.split(' ')[0] as 'GET' | 'POST' | 'PUT' | 'DELETE';
    const given = body === undefined ? undefined : JSON.parse(fill(JSON.stringify(body)));
    const answer = await desk.app.inject({
      method,
      url: `/api/v1${fill(url)}`,
      headers: { authorization: `Bearer ${me.token}` },
      ...(given === undefined ? {} : { payload: given }),
    });
    expect([answer.statusCode >= 400, REFUSED.includes(route)], answer.body).toEqual(
      REFUSED.includes(route) ? [true, true] : [false, false],
    );
    const gives = GIVES[route];
    if (gives !== undefined) ids[gives[0]] = answer.json()[gives[1]];
    if (route === 'POST /quality-samples') {
      // One's own work is reviewed by somebody else.
      const drawn = await desk.db.pool.query('SELECT id FROM quality_reviews WHERE agent_id = $1', [
        other.id,
      ]);
      ids['review'] = drawn.rows[0]?.id;
    }
    const { rows } = await desk.db.pool.query(
      'SELECT action, actor_id, subject_id FROM audit WHERE id > $1 ORDER BY id',
      [before[0]?.id ?? 0],
    );
    const who = route === 'POST /sessions' ? 'unknown' : me.id;
    expect(rows).toContainEqual({ action, actor_id: who, subject_id: expect.any(String) });
    expect(JSON.stringify(rows)).not.toMatch(/13800000001|陈明/);
  });
});
