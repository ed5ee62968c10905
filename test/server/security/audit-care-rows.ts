import type { AdminApp } from '../admin/admin-app.ts';
import type { Person } from '../admin/desk-people.ts';
import { ASKED, CAMPAIGN, EVENT, QUESTIONS, WORDS } from './audit-care.ts';

/** What the calls of audit-care.ts are on, by the names that they use; C001 is there, and `me` signed in. */
export async function prepareCare(
  desk: AdminApp,
  { me, other }: { readonly me: Person; readonly other: Person },
  ids: Record<string, string>,
): Promise<void> {
  const given = { ask: asker(other), ids };
  ids['account'] = 'sms';
  await askSurvey(given);
  await writeTexts(given);
  await openToday(desk, given);
  const now = desk.clock.now();
  await insertFollowUp(desk, now);
  await insertVisit(desk, now);
  await insertReferral(desk, now);
  Object.assign(ids, { followUp: 'fup_1', visit: 'rvs_1', referral: 'ref_1' });
  const { pool } = desk.db;
  await pool.query('UPDATE agents SET is_compliance = true WHERE id = $1', [me.id]);
  await pool.query("UPDATE customers SET city = '上海市'");
  await pool.query("UPDATE campaigns SET status = 'asking' WHERE id = $1", [ids['asking']]);
}

interface Given {
  ask(url: string, body?: object): Promise<string>;
  readonly ids: Record<string, string>;
}

/** POSTs, and answers the id of what is there now. */
function asker(person: Person): Given['ask'] {
  return async (url, body) => {
    const { status, body: answer } = await person.call('POST', url, body);
    if (status >= 400) throw new Error(`${url}: ${status} ${JSON.stringify(answer)}`);
    return answer.id ?? answer.invitation?.id;
  };
}

/** A questionnaire that is out, and C001 is asked by it about something else than in the calls. */
async function askSurvey({ ask, ids }: Given): Promise<void> {
  const asked = await ask('/questionnaires', { ...QUESTIONS, code: 'ASKED' });
  await ask(`/questionnaires/${asked}/publish`);
  ids['asked'] = asked;
  ids['invitation'] = await ask('/invitations', { ...ASKED, eventKey: 'earlier' });
}

/** Two templates in review, and a draft campaign. */
async function writeTexts({ ask, ids }: Given): Promise<void> {
  for (const name of ['approved', 'rejected']) {
    const template = await ask('/outreach/templates', { ...WORDS, code: name });
    await ask(`/outreach/templates/${template}/submit`);
    ids[name] = template;
  }
  ids['asking'] = await ask('/outreach/campaigns', { ...CAMPAIGN, templateId: ids['approved'] });
}

/** A meeting that has begun, with C001 on its list. */
async function openToday(desk: AdminApp, { ask, ids }: Given): Promise<void> {
  const event = await ask('/owner-events', EVENT);
  await ask(`/owner-events/${event}/publish`);
  await ask(`/owner-events/${event}/sign-ups`, { customerNo: 'C001' });
  const { pool } = desk.db;
  const from = new Date(desk.clock.now().getTime() - 60_000);
  await pool.query('UPDATE owner_events SET starts_at = $2 WHERE id = $1', [event, from]);
  const { rows } = await pool.query('SELECT ticket FROM event_sign_ups WHERE event_id = $1', [
    event,
  ]);
  ids['today'] = event;
  ids['ticket'] = rows[0]?.ticket;
}

async function insertFollowUp({ db }: AdminApp, now: Date): Promise<void> {
  await db.pool.query(
    `INSERT INTO follow_ups (id, kind, customer_id, created_at, due_at, updated_at)
     SELECT 'fup_1', 'call_back', id, $1, $1::timestamptz + interval '1 day', $1 FROM customers`,
    [now],
  );
}

/** A call that goes on: whether somebody may call at this hour is no question any more. */
async function insertVisit({ db }: AdminApp, now: Date): Promise<void> {
  await db.pool.query(
    `INSERT INTO return_visits (id, kind, event_key, customer_id, due_from, due_until, status, ways, attempts,
       attempts_max, next_attempt_at, created_at, updated_at)
     SELECT 'rvs_1', 'ANNUAL', '2026', id, $1, $1::timestamptz + interval '9 days', 'calling', '["phone"]', 1, 3, $1,
       $1, $1 FROM customers`,
    [now],
  );
  await db.pool.query(
    "INSERT INTO visit_attempts (visit_id, nth, way, slot, at) VALUES ('rvs_1', 1, 'phone', 'morning', $1)",
    [now],
  );
}

async function insertReferral({ db }: AdminApp, now: Date): Promise<void> {
  await db.pool.query(
    `INSERT INTO referral_links (id, code, customer_id, created_at) SELECT 'rfl_1', 'friend1', id, $1 FROM customers`,
    [now],
  );
  await db.pool.query(
    `INSERT INTO referrals (id, link_id, name, phone, consent_version, consented_at, created_at, updated_at)
     VALUES ('ref_1', 'rfl_1', '陈明', '13800000001', 'v1', $1, $1, $1)`,
    [now],
  );
}
