import { expect } from 'vitest';
import { STILL } from './demo-desk.ts';
import { HttpClient } from './http.ts';
import type { Act, Teller } from './story-player.ts';
import { openWebTeller } from './web-teller.ts';
import { type Received, startWebhookReceiver } from './webhook-receiver.ts';
import { startWechatFlowDesk, WEB_SECRET, type WechatFlowDesk } from './wechat-flow-desk.ts';
import { makeWechatTeller } from './wechat-teller.ts';

export type CareChannel = 'web' | 'official-account' | 'kf';
export type Json = Readonly<Record<string, unknown>>;
export type Call = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<Json>;

/** How long a push may take on a machine that does a hundred things at once, in milliseconds. */
const PUSHED_WITHIN_MS = 40_000;
const WHOLE_DAY = { from: '00:00', until: '00:00' };
const EVERY_DAY = { workday: WHOLE_DAY, dayOff: WHOLE_DAY };
const SETTINGS = JSON.stringify({ hours: { service: EVERY_DAY, others: EVERY_DAY } });

/** The demo insurer's people go home in the evening, and its care goes by the calendar: tests run at any hour of any day. */
const ANY_DAY = [
  `DELETE FROM calendars WHERE id = 'desk'`,
  'DELETE FROM silent_days',
  `INSERT INTO settings (key, value) VALUES ('outreach', '${SETTINGS}')
   ON CONFLICT (key) DO UPDATE SET value = settings.value || EXCLUDED.value`,
  ...STILL,
] as const;

/** What somebody reads after what they did: all lines as one text, and what may be tapped. */
export interface Read {
  readonly text: string;
  readonly choices: readonly string[];
}

/** A customer of the demo insurer in a chat. */
export interface CareCustomer {
  readonly customerNo: string;
  conversationId(): Promise<string>;
  do(act: Act): Promise<Read>;
  /** Waits until something that nobody asked for holds these words, and gives the whole of it. */
  isTold(part: string): Promise<string>;
  /** Everything that they got. */
  received(): Promise<readonly string[]>;
  /** They have gone some time ago: who talks just now is not broken in on. */
  fallsSilent(): Promise<void>;
}

/** The demo insurer on every channel, whose pushes may leave at any hour. */
export interface CareDesk {
  readonly world: WechatFlowDesk;
  /** Short messages that left. */
  readonly sms: readonly { readonly to: string; readonly text: string }[];
  query<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
  signIn(username: string): Promise<Call>;
  /** Opens a chat and proves who it is. */
  meet(channel: CareChannel, person: CarePerson): Promise<CareCustomer>;
  remove(): Promise<void>;
}

export interface CarePerson {
  readonly customerNo: string;
  readonly plate: string;
  readonly phone: string;
  readonly last4: string;
}

const person = (customerNo: string, plate: string, phone: string, last4: string): CarePerson => ({
  ...{ customerNo, plate, phone, last4 },
});

/** The people of the README. */
export const PEOPLE = {
  chen: person('C31010500001', '沪A12345', '13800000001', '1234'),
  lin: person('C31011500002', '沪B23456', '13800000002', '2345'),
  he: person('C31011200004', '沪C34567', '13800000004', '3456'),
  zhao: person('C31011200005', '沪D45678', '13800000005', '4567'),
  sun: person('C31010500006', '沪AD12345', '13800000006', '5678'),
} as const;

/** Starts it with a gateway of short messages that only remembers. */
export async function startCareDesk(): Promise<CareDesk> {
  const gateway = await startWebhookReceiver();
  const environment = {
    SMS_GATEWAY_URL: `${gateway.origin}/sms`,
    PUBLIC_URL: 'https://careline.example',
  };
  const world = await startWechatFlowDesk(environment, ANY_DAY);
  const { pool } = world.desk.database;
  const query = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await pool.query<T>(text, values)).rows;
  const signIn = (username: string) => signInTo(world, username);
  return {
    world,
    get sms() {
      return gateway.received.map(toSms);
    },
    query,
    signIn,
    meet: (channel, who) => meet({ world, query }, channel, who),
    remove: async () => {
      await world.remove();
      await gateway.stop();
    },
  };
}

function toSms({ body }: Received): { readonly to: string; readonly text: string } {
  const { to, text } = JSON.parse(body) as { to: string; text: string };
  return { to, text };
}

/** Somebody of the desk, by the API that the console uses. */
async function signInTo({ desk }: WechatFlowDesk, username: string): Promise<Call> {
  const http = new HttpClient(desk.url);
  const body = { username, password: desk.password };
  const session = await http.send('POST', '/api/v1/sessions', { body });
  const { token } = session.json() as { token: string };
  return async (method, path, given) => {
    const options = { token, ...(given === undefined ? {} : { body: given }) };
    const answer = await http.send(method, `/api/v1/${path}`, options);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.body}`);
    return answer.body === '' ? {} : (answer.json() as Json);
  };
}

interface Chat extends Teller {
  received(): Promise<readonly string[]>;
}

async function openChat(
  { desk, sim }: WechatFlowDesk,
  channel: CareChannel,
  userId: string,
): Promise<Chat> {
  const { url, database } = desk;
  if (channel === 'web') {
    return openWebTeller({ url, pool: database.pool, secret: WEB_SECRET, userId: `dl_${userId}` });
  }
  const teller = makeWechatTeller({ sim, pool: database.pool, kind: channel, userId });
  return { ...teller, received: async () => teller.phone.received().map(({ text }) => text) };
}

const STACK = `SELECT jsonb_array_length(COALESCE(state->'stack', '[]')) AS n FROM conversations WHERE id = $1`;

async function meet(
  { world, query }: Pick<CareDesk, 'world' | 'query'>,
  channel: CareChannel,
  who: CarePerson,
): Promise<CareCustomer> {
  const chat = await openChat(world, channel, `care-${who.customerNo}`);
  let seen = 0;
  const act = async (what: Act): Promise<Read> => {
    const { lines, choices } = await chat.do(what);
    seen = (await chat.received()).length;
    return { text: lines.join('\n'), choices };
  };
  expect((await act('查保单')).text).toContain('先核对一下身份');
  const known = await act(`${who.plate}，${who.phone}，后四位${who.last4}`);
  expect(known.text).toContain(who.plate);
  return {
    customerNo: who.customerNo,
    conversationId: () => chat.conversationId(),
    do: act,
    received: () => chat.received(),
    isTold: async (part) => {
      let told = '';
      const look = async (): Promise<string> => {
        told = (await chat.received()).slice(seen).join('\n');
        return told;
      };
      await expect.poll(look, { timeout: PUSHED_WITHIN_MS }).toContain(part);
      seen = (await chat.received()).length;
      return told;
    },
    fallsSilent: async () => {
      const id = await chat.conversationId();
      const [open] = await query<{ n: number }>(STACK, [id]);
      if (open !== undefined && open.n > 0) await act('取消');
      await query(
        `UPDATE conversations SET last_inbound_at = last_inbound_at - interval '40 minutes' WHERE id = $1`,
        [id],
      );
    },
  };
}
