import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_ROLES } from '../../src/domain/agent.ts';
import { parseCanned } from '../../src/domain/handoff/canned-answer.ts';
import { checkText } from '../../src/domain/handoff/check-text.ts';
import { handoffTexts } from '../../src/flows/copy/handoff.ts';
import { isPasswordRight } from '../../src/store/agents/password.ts';
import { cannedAnswers } from '../../src/store/demo/data/canned-answers.ts';
import { demoTalks, joinedText } from '../../src/store/demo/data/handoff-words.ts';
import { deskAccounts } from '../../src/store/demo/data/staff.ts';
import { loadDemo } from '../../src/store/demo/load-demo.ts';
import { makeDemoInsurer } from '../../src/store/demo/make-demo-insurer.ts';
import { toHandoff } from '../../src/store/handoffs/handoff-row.ts';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';

/** 15:30 on a Thursday in Shanghai. */
const NOW = new Date('2026-06-11T07:30:00.000Z');
const PASSWORD = 'a password of the demo';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
  const log = pino({ level: 'silent' });
  await loadDemo({ pool: db.pool, log, deskPassword: PASSWORD }, NOW);
});
afterAll(() => db.stop());

async function column<T>(sql: string): Promise<T[]> {
  const { rows } = await db.pool.query<{ value: T }>(sql);
  return rows.map(({ value }) => value);
}

describe('the people of the desk', () => {
  it('are of every role, in teams, and sign in with the one password', async () => {
    const { rows } = await db.pool.query(
      `SELECT role, password_hash, disabled_at FROM agents ORDER BY username`,
    );
    expect(rows).toHaveLength(12);
    expect([...new Set(rows.map(({ role }) => role))].sort()).toEqual([...AGENT_ROLES].sort());
    expect(rows.every(({ disabled_at }) => disabled_at === null)).toBe(true);
    expect(await isPasswordRight(rows[0].password_hash, PASSWORD)).toBe(true);
    expect(await isPasswordRight(rows[0].password_hash, `${PASSWORD}!`)).toBe(false);
    expect(await column('SELECT name AS value FROM teams ORDER BY name')).toHaveLength(3);
    const lonely = await column(
      `SELECT username AS value FROM agents WHERE team_id IS NULL AND role IN ('agent', 'supervisor')`,
    );
    expect(lonely).toEqual([]);
  });

  it('are the managers of customers by the name that the customers have', async () => {
    const managed = await column<number>(
      `SELECT count(*)::int AS value FROM customers c JOIN agents a ON a.display_name = c.relationship_manager
       WHERE c.tier IN ('diamond', 'platinum')`,
    );
    expect(managed[0]).toBeGreaterThan(5);
  });

  it('speak as the copy does', () => {
    const texts = handoffTexts({ name: 'x', hotline: '1' });
    expect(joinedText('何晓彤')).toBe(texts.joined('何晓彤'));
    expect(
      deskAccounts.every(({ displayName }) => /^\p{Script=Han}{2,3}$/u.test(displayName)),
    ).toBe(true);
  });
});

describe('the canned answers', () => {
  const all = cannedAnswers.flatMap(([, answers]) => answers);

  it('are 25 in six categories with shortcuts of their own', async () => {
    expect(cannedAnswers).toHaveLength(6);
    expect(all).toHaveLength(25);
    expect(new Set(all.map(({ shortcut }) => shortcut)).size).toBe(25);
    expect(await column('SELECT count(*)::int AS value FROM canned_answers')).toEqual([25]);
  });

  it.each(all)('$title: names known variables only and says nothing forbidden', ({ text }) => {
    expect(parseCanned(text).problems).toEqual([]);
    expect(checkText(text)).toEqual([]);
  });
});

describe('what agents said in the talks', () => {
  it.each(demoTalks.map((talk, i) => [i, talk] as const))(
    'nothing forbidden in talk %i',
    (_, talk) => {
      const said = talk.with.filter(([who]) => who === 'a').map(([, text]) => text);
      expect(said.flatMap((text) => checkText(text))).toEqual([]);
      expect(said.length).toBeGreaterThan(0);
    },
  );
});

describe('the finished hand-offs', () => {
  it('are of the last two weeks, over, and as the domain reads them', async () => {
    const { rows } = await db.pool.query('SELECT * FROM handoffs h');
    const handoffs = rows.map(toHandoff);
    expect(handoffs.length).toBeGreaterThan(40);
    for (const one of handoffs) {
      expect(['returned', 'closed']).toContain(one.state);
      const times = [one.requestedAt, one.acceptedAt, one.firstReplyAt, one.closedAt];
      expect(times.map(Number)).toEqual(times.map(Number).toSorted((a, b) => a - b));
      expect(one.closedAt?.getTime()).toBeLessThan(NOW.getTime());
      expect(one.agentId).toMatch(/^agt_/);
    }
    const oldest = Math.min(...handoffs.map(({ requestedAt }) => requestedAt.getTime()));
    expect(NOW.getTime() - oldest).toBeLessThan(15 * 86_400_000);
    expect(new Set(handoffs.map(({ agentId }) => agentId)).size).toBeGreaterThan(4);
  });

  it('have a whole history and transcript, with nothing left to answer', async () => {
    const steps = await column<string>(
      `SELECT string_agg(name, ' ' ORDER BY id) AS value FROM handoff_events GROUP BY handoff_id`,
    );
    expect([...new Set(steps)].sort()).toEqual([
      'request offer accept close',
      'request offer accept return_to_bot',
    ]);
    const wrong = await column(
      `SELECT c.id AS value FROM conversations c
       WHERE c.last_inbound_seq > c.handled_seq OR c.last_seq <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id)
         OR c.last_message_at <> (SELECT max(at) FROM messages m WHERE m.conversation_id = c.id)
         OR EXISTS (SELECT 1 FROM messages m JOIN messages n ON n.conversation_id = m.conversation_id
                    AND n.seq = m.seq + 1 AND n.at <= m.at WHERE m.conversation_id = c.id)`,
    );
    expect(wrong).toEqual([]);
    const scores = await column<number>('SELECT score AS value FROM handoff_ratings');
    expect(scores.length).toBeGreaterThan(15);
  });

  it.each(['2026-06-10T16:05:00Z', '2026-06-11T00:40:00Z', '2026-06-11T15:59:00Z'])(
    'are none of the future and just as many when first started at %s',
    (text) => {
      const now = new Date(text);
      const { handoffs } = makeDemoInsurer(now);
      expect(handoffs).toHaveLength(makeDemoInsurer(NOW).handoffs.length);
      const last = handoffs.flatMap(({ closedAt, rating }) => [
        closedAt,
        rating?.answeredAt ?? closedAt,
      ]);
      expect(last.filter((at) => at > now)).toEqual([]);
    },
  );
});
