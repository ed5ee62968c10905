import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SignUpForEvent, Write } from '../../../src/domain/write.ts';
import { makeEventWords } from '../../../src/flows/event-news.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeApplyWrite } from '../../../src/store/apply-write.ts';
import { makePushQueue } from '../../../src/store/outreach/queue.ts';
import { makeOwnerEventReader } from '../../../src/store/owner-events/event-reader.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { type EventDesk, publishedEvent, startEventDesk } from '../../support/event-desk.ts';

let desk: EventDesk;
let eventNo: string;
beforeAll(async () => {
  desk = await startEventDesk();
  eventNo = await publishedEvent(desk, { capacity: 1 });
  await desk.db.pool.query(
    `INSERT INTO channel_identities (id, channel_account, external_user_id, level, created_at)
     SELECT 'idn_' || n, 'web', 'u' || n, 0, now() FROM generate_series(1, 3) AS n`,
  );
  await desk.db.pool.query(
    `INSERT INTO conversations (id, channel_account, identity_id, created_at, last_message_at)
     SELECT 'con_' || n, 'web', 'idn_' || n, now(), now() FROM generate_series(1, 3) AS n`,
  );
});
afterAll(() => desk.stop());

const apply = makeApplyWrite({
  random: systemRandom,
  oneTimeCodeText: (code) => code,
  tellEvent: { pushQueue: makePushQueue(), words: makeEventWords('https://care.example') },
});
const write = (one: Write) =>
  inTransaction(desk.db.pool, (sql) => apply(sql, one, desk.clock.now()));
const signUp = (n: number, expected: SignUpForEvent['expected']): SignUpForEvent => ({
  kind: 'signUpForEvent',
  eventNo,
  expected,
  identityId: `idn_${n}`,
  conversationId: `con_${n}`,
  name: '王芳',
  phone: '13900000001',
  photoConsent: false,
  ticket: systemRandom.text(20),
});
const own = (n: number) =>
  makeOwnerEventReader({ pool: desk.db.pool, secret: 's' }).own(
    { identityId: `idn_${n}` },
    desk.clock.now(),
  );

it('of two turns that promise the last place one rolls back, is run again, and waits', async () => {
  const both = await Promise.allSettled([
    write(signUp(1, 'signed_up')),
    write(signUp(2, 'signed_up')),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const loser = both[0]?.status === 'rejected' ? 1 : 2;
  await write(signUp(loser, 'waiting'));
  expect(await own(loser)).toMatchObject([{ status: 'waiting', waitingPlace: 1 }]);

  const identityId = `idn_${3 - loser}`;
  await write({ kind: 'cancelEventSignUp', eventNo, identityId });
  const [promoted] = await own(loser);
  expect(promoted?.status).toBe('signed_up');
  // Nobody knows who they are: they are told in the chat in which they signed up.
  const { rows } = await desk.db.pool.query(
    "SELECT conversation_id, activity->>'text' AS text FROM messages WHERE direction = 'out'",
  );
  expect(rows.map(({ conversation_id }) => conversation_id)).toEqual([`con_${loser}`]);
  expect(rows[0]?.text).toContain(`https://care.example/t/${promoted?.ticket}`);
});

it('whoever is known later keeps the place that they took as a stranger', async () => {
  const other = await publishedEvent(desk, { capacity: 3 });
  await write({ ...signUp(3, 'signed_up'), eventNo: other });
  const known = { ...signUp(3, 'signed_up'), eventNo: other, customerId: 'cus_3' };
  await expect(write(known)).rejects.toThrow('lost to another turn');
  await write({
    kind: 'cancelEventSignUp',
    eventNo: other,
    identityId: 'idn_3',
    customerId: 'cus_3',
  });
  await write(known);
  const found = await makeOwnerEventReader({ pool: desk.db.pool, secret: 's' }).own(
    { identityId: 'idn_9', customerId: 'cus_3' },
    desk.clock.now(),
  );
  expect(found.map(({ status }) => status)).toEqual(['signed_up']);
});
