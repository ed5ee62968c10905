import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { WechatWorld } from './wechat-world.ts';
import { OPEN_KFID } from './world-accounts.ts';
import type { SeenMessage, SimCustomer, WxSim } from './wx-sim/types.ts';

/** Longest wait for an answer before the next message follows all the same. */
const PATIENCE_MS = 4_000;
/** Messages without an answer before a customer only waits: WeChat allows five sends after the last one. */
const UNANSWERED_MAX = 3;
const LOOK_EVERY_MS = 20;
/** Times that WeChat calls the desk for one message. */
const CALLBACK_ATTEMPTS = 3;

export type Channel = 'official-account' | 'kf';

interface Asked {
  readonly plate: string;
  readonly messageId: string;
}

/**
 * A customer whose messages are numbered: each changes the plate of a renewal, and its answer repeats the new plate,
 * so that the phone itself tells which message was answered, and how often.
 */
export class NumberedCustomer {
  readonly channel: Channel;
  readonly asked: Asked[] = [];
  readonly #sim: WxSim;
  readonly #phone: SimCustomer;
  readonly #first: number;

  constructor(sim: WxSim, channel: Channel, nth: number) {
    this.channel = channel;
    this.#sim = sim;
    this.#first = 10_000 + nth * 200;
    this.#phone =
      channel === 'kf'
        ? sim.kf('main').customer(`guest-${nth}`)
        : sim.officialAccount('main').customer(`follower-${nth}`);
  }

  get id(): string {
    return this.#phone.id;
  }

  received(): readonly SeenMessage[] {
    return this.#phone.received();
  }

  /** A picture, which has no number. */
  async photo(bytes: Uint8Array): Promise<void> {
    await this.#phone.photo(bytes);
  }

  /** Opens the renewal, whose first plate is not repeated. */
  async begin(): Promise<void> {
    await this.#phone.say(`沪A${this.#first}续保`);
    await this.#phone.waitForCount(1, 30_000);
  }

  /** Says the next number; resolves when it is said, whatever became of it. */
  async ask(): Promise<string> {
    const plate = `沪A${this.#first + this.asked.length + 1}`;
    const { messageId } = await this.#phone.say(`${plate}续保`);
    this.asked.push({ plate, messageId });
    return plate;
  }

  /** How often the phone shows the answer. */
  answersTo(plate: string): number {
    return this.received().filter(({ text }) => text.includes(plate)).length;
  }

  /** One message after the other until `isOver`; one answer that is late is not waited for, several are. */
  async talk(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const plate = await this.ask();
      await this.hears(plate);
      while (this.#unanswered() >= UNANSWERED_MAX && !isOver()) await delay(LOOK_EVERY_MS);
    }
  }

  /**
   * What WeChat itself gave up is nothing to wait for, once something later was answered: until then the desk may have
   * stored it, and answers it together with what came since.
   */
  #unanswered(): number {
    const isOpen = this.asked.map(({ plate }) => this.answersTo(plate) === 0);
    const since = isOpen.lastIndexOf(false) + 1;
    const before = this.asked.slice(0, since).filter((_, index) => isOpen[index] === true);
    if (before.length === 0) return this.asked.length - since;
    const givenUp = this.#givenUp();
    const waitedFor = before.filter(({ messageId }) => !givenUp.has(messageId));
    return this.asked.length - since + waitedFor.length;
  }

  #givenUp(): ReadonlySet<string> {
    const last = this.#sim.callbacks().filter(({ attempt }) => attempt === CALLBACK_ATTEMPTS);
    return new Set(last.flatMap((one) => (one.outcome === 'ok' ? [] : [one.messageId])));
  }

  /** False: the answer did not come in time. */
  async hears(plate: string, withinMs = PATIENCE_MS): Promise<boolean> {
    const until = performance.now() + withinMs;
    while (this.answersTo(plate) === 0) {
      if (performance.now() > until) return false;
      await delay(LOOK_EVERY_MS);
    }
    return true;
  }
}

/** As many on each channel. */
export function numberedCustomers(sim: WxSim, eachOf: number): readonly NumberedCustomer[] {
  return Array.from({ length: eachOf * 2 }, (_, nth) => {
    return new NumberedCustomer(sim, nth % 2 === 0 ? 'kf' : 'official-account', nth);
  });
}

interface Row {
  readonly user: string;
  readonly seq: number;
  readonly direction: 'in' | 'out';
  readonly text: string;
  readonly messageId: string | null;
  readonly replyTo: number | null;
  readonly delivery: string | null;
  readonly reason: string | null;
}

const READ = `SELECT i.external_user_id AS user, m.seq, m.direction, COALESCE(m.activity->>'text', '') AS text,
    m.channel_message_id AS "messageId", m.reply_to_seq AS "replyTo", m.delivery, m.delivery_reason AS reason
  FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN channel_identities i ON i.id = c.identity_id
  ORDER BY m.conversation_id, m.seq`;

/** What became of all numbered messages. */
export interface Verdict {
  readonly asked: number;
  /** Seen on the phone, each once. */
  readonly answered: number;
  /** Recorded as maybe sent: of these the phone has one or none. */
  readonly unknown: number;
  /** By reason, such as `quota`; of these the phone has none. */
  readonly untold: Readonly<Record<string, number>>;
  /** What WeChat itself gave up after three attempts. */
  readonly neverHeard: number;
}

/** Judges every customer by the phone and by the tables; fails at the first message that is lost or answered twice. */
export async function judge(
  world: WechatWorld,
  customers: readonly NumberedCustomer[],
): Promise<Verdict> {
  const { rows } = await world.database.pool.query<Row>(READ);
  const acknowledged = new Set(
    world.sim.callbacks().flatMap((one) => (one.outcome === 'ok' ? [one.messageId] : [])),
  );
  const untold: Record<string, number> = {};
  const verdict = { asked: 0, answered: 0, unknown: 0, neverHeard: 0 };
  for (const customer of customers) {
    const mine = rows.filter(({ user }) => user === customer.id);
    for (const asked of customer.asked) {
      verdict.asked += 1;
      const mustBeHeard = customer.channel === 'kf' || acknowledged.has(asked.messageId);
      const fate = fateOf(customer, mine, { ...asked, mustBeHeard });
      if (fate.kind === 'untold') untold[fate.reason] = (untold[fate.reason] ?? 0) + 1;
      else verdict[fate.kind] += 1;
    }
    expectAnswersInOrder(customer, mine);
  }
  return { ...verdict, untold };
}

type Fate =
  | { readonly kind: 'answered' | 'unknown' | 'neverHeard' }
  | { readonly kind: 'untold'; readonly reason: string };

function fateOf(
  customer: NumberedCustomer,
  rows: readonly Row[],
  asked: Asked & { readonly mustBeHeard: boolean },
): Fate {
  const { plate, messageId, mustBeHeard } = asked;
  const what = `${customer.channel} ${customer.id} ${plate}`;
  const heard = rows.filter((row) => row.direction === 'in' && row.messageId === messageId);
  const seen = customer.answersTo(plate);
  if (heard.length === 0) {
    expect(mustBeHeard, `${what}: lost on the way in`).toBe(false);
    expect(seen, `${what}: answered and never heard`).toBe(0);
    return { kind: 'neverHeard' };
  }
  const answers = rows.filter((row) => row.direction === 'out' && row.text.includes(plate));
  expect(answers.length, `${what}: answers in the transcript`).toBe(1);
  expect(answers[0]?.replyTo, `${what}: answers its own message`).toBe(heard[0]?.seq);
  const { delivery, reason } = answers[0] ?? {};
  switch (delivery) {
    case 'sent':
    case 'delivered':
      expect(seen, `${what}: on the phone`).toBe(1);
      return { kind: 'answered' };
    case 'unknown':
      expect(seen, `${what}: on the phone, unknown`).toBeLessThanOrEqual(1);
      return { kind: 'unknown' };
    default:
      expect(delivery, `${what}: ${reason}`).toBe('suppressed');
      expect(seen, `${what}: on the phone, suppressed`).toBe(0);
      return { kind: 'untold', reason: reason ?? '' };
  }
}

/** Answers come in the order in which the messages were heard; a callback that WeChat repeats is heard late. */
function expectAnswersInOrder(customer: NumberedCustomer, rows: readonly Row[]): void {
  const shown = customer.received().flatMap(({ text }) => text.match(PLATE) ?? []);
  const heard = rows.flatMap(({ direction, text }) =>
    direction === 'in' ? (text.match(PLATE) ?? []) : [],
  );
  expect(shown).toEqual(heard.filter((plate) => shown.includes(plate)));
  if (customer.channel === 'kf') expect(heard).toEqual(heard.toSorted());
}

const PLATE = /沪A\d{5}/g;

const OPEN_WORK = `SELECT
    (SELECT count(*) FROM wechat_inbox WHERE status = 'waiting')
    + (SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending'))
    + (SELECT count(*) FROM conversations WHERE last_inbound_seq > handled_seq AND mode = 'bot')
    + (SELECT count(*) FROM wechat_cursors WHERE rung > pulled) AS open`;

/** Waits until nothing is left to fetch, to answer or to send. */
export async function untilQuiet(world: WechatWorld, withinMs = 40_000): Promise<void> {
  await world.sim.settled();
  await world.sim.kf('main').ring(OPEN_KFID);
  const until = performance.now() + withinMs;
  for (;;) {
    const { rows } = await world.database.pool.query<{ open: string }>(OPEN_WORK);
    const open = Number(rows[0]?.open);
    if (open === 0) return;
    if (performance.now() > until) throw new Error(`${open} rows are still open`);
    await delay(100);
  }
}

/**
 * The minute is over for which a dead sender's rows are nobody else's, and so are the pauses before another try. Only
 * when no desk lives: a row in a living sender's hands is its own.
 */
export async function skipLeases(world: WechatWorld): Promise<void> {
  await world.database.pool.query(
    "UPDATE outbox SET leased_until = now() WHERE status = 'sending'",
  );
  await skipPauses(world);
}

/** The pauses before another try are over. */
export async function skipPauses(world: WechatWorld): Promise<void> {
  await world.database.pool.query(
    "UPDATE outbox SET next_attempt_at = now() WHERE status = 'queued' AND next_attempt_at > now()",
  );
}
