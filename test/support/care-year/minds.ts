import { newId } from '../../../src/lib/ids.ts';
import { putCustomer } from '../../../src/store/customers/put-customer.ts';
import { makeSeeded, type Seeded } from '../../../src/store/demo/seeded.ts';
import type { Customer } from './facts.ts';
import { evening, type Playing } from './playing.ts';
import { ACTOR } from './year-desk.ts';

/** Some refuse by answering R, some change their mind later. */
export function changeMinds(playing: Playing, seeded: Seeded): void {
  const people = [...playing.facts.customers.values()];
  const purposes = ['care', 'survey', 'marketing'] as const;
  const count = Math.ceil(playing.days * 0.15);
  for (let nth = 0; nth < count; nth += 1) {
    const customer = seeded.pick(people);
    const purpose = seeded.pick(purposes);
    const isGranted = seeded.chance(0.25);
    const at = evening(playing, seeded.int(0, Math.max(0, playing.days - 1)));
    playing.agenda.at(at, (now) => decide(playing, customer, { purpose, isGranted, now }));
  }
}

/** Writes a decision down as POST /consents does. */
export async function decide(
  { desk, facts }: Pick<Playing, 'desk' | 'facts'>,
  customer: Customer,
  said: {
    readonly purpose: 'care' | 'survey' | 'marketing';
    readonly isGranted: boolean;
    readonly now: Date;
  },
): Promise<void> {
  const { purpose, isGranted, now } = said;
  await desk.care.admin.consentRecorder.record(
    {
      who: { customerNo: customer.customerNo },
      purposes: [purpose],
      way: null,
      isGranted,
      decidedAt: now,
      source: 'sms_reply',
      evidence: { text: isGranted ? 'Y' : 'R' },
      textVersion: 'sms-1',
    },
    ACTOR,
  );
  facts.consents.push({ customerId: customer.id, purpose, way: null, isGranted, at: now });
}

/** Somebody dies, and the insurer hears of it. */
export function mourn(playing: Playing, seeded: Seeded): void {
  const { desk, facts, agenda, days } = playing;
  const people = [...facts.customers.values()];
  for (let nth = 0; nth < Math.ceil(days / 120); nth += 1) {
    const customer = seeded.pick(people);
    agenda.at(evening(playing, seeded.int(5, Math.max(5, days - 1))), async (now) => {
      if (customer.bereavedAt !== null) return;
      const { customerNo, name } = customer;
      const random = makeSeeded(`mourn:${customerNo}`);
      await putCustomer(
        { ...desk, random },
        { customerNo, name, bereaved: true, updatedAt: now },
        ACTOR,
      );
      customer.bereavedAt = now;
    });
  }
}

/** A third of the customers write to us in the web chat, a fifth on WeChat. */
export async function openChats({ desk, facts }: Playing): Promise<ReadonlyMap<string, string>> {
  const seeded = makeSeeded('care-year-chats');
  const onWechat = new Map<string, string>();
  for (const customer of facts.customers.values()) {
    const draw = seeded.int(1, 100);
    if (draw > 55) continue;
    const account = draw > 35 ? 'wechat-kf:wk1' : 'web';
    const id = newId('conversation', seeded);
    const identity = newId('identity', seeded);
    await desk.pool.query(
      `INSERT INTO channel_identities (id, channel_account, external_user_id, customer_id, subject_kind, level, created_at)
       VALUES ($1, $2, $1, $3, 'customer', 1, $4)`,
      [identity, account, customer.id, desk.clock.now()],
    );
    await desk.pool.query(
      `INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at) VALUES ($1, $2, $3, $4, $4)`,
      [id, account, identity, desk.clock.now()],
    );
    if (account !== 'web') onWechat.set(customer.id, id);
  }
  return onWechat;
}
