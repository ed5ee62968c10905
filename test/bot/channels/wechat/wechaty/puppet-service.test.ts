import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeWechatyChannel } from '../../../../../src/bot/channels/wechat/wechaty/adapter.ts';
import { makeDeliverOutbox } from '../../../../../src/jobs/deliver-outbox.ts';
import { systemClock } from '../../../../../src/lib/clock.ts';
import { type Id, systemRandom } from '../../../../../src/lib/ids.ts';
import { countSent } from '../../../../../src/store/outbox/count-sent.ts';
import { makeOutbox } from '../../../../../src/store/outbox/outbox.ts';
import { makeLeases } from '../../../../../src/store/wechat/leases.ts';
import { startTestDatabase, type TestDatabase } from '../../../../support/database.ts';
import { type FakeWecom, startFakeWecom } from '../../../../support/fake-wecom.ts';
import { type PuppetProcess, startPuppetProcess } from '../../../../support/puppet-process.ts';
import { answerTo, makeTurnWorld } from '../../../../support/turns.ts';
import { makeWechatyDesk } from './wechaty-desk.ts';

const TOKEN = 'insecure_6f1cdd3e-0000-4000-8000-000000000000';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** What the issue allows between the server's return and a customer being heard. */
const RECOVERED_WITHIN_MS = 5_000;

let db: TestDatabase;
let wecom: FakeWecom;
let endpoint: string;
let server: PuppetProcess;

beforeAll(async () => {
  [db, wecom, endpoint] = await Promise.all([
    startTestDatabase(),
    startFakeWecom(),
    freeEndpoint(),
  ]);
  server = await startPuppetProcess({ baseUrl: wecom.baseUrl, endpoint, token: TOKEN });
});

afterAll(async () => {
  await server?.kill();
  await wecom?.stop();
  await db?.stop();
});

async function freeEndpoint(): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}

/** A desk on the database that answers every message once, by the outbox. */
async function startDesk(token = TOKEN) {
  const world = makeTurnWorld(db);
  const { turns, presence, processId } = await world.aProcess();
  const desk = makeWechatyDesk({
    conversations: world.logOf(processId),
    settings: { puppet: 'wechaty-puppet-service', options: { endpoint, token } },
  });
  const leases = makeLeases({ pool: db.pool, processId });
  const answering: Promise<void>[] = [];
  const answer = async (id: Id<'conversation'>): Promise<void> => {
    const taken = await turns.take(id);
    if (taken.kind !== 'taken') return;
    await turns.commit(answerTo(taken.work, { now: new Date() }));
  };
  const channel = makeWechatyChannel({
    ...desk.deps,
    lease: leases,
    countSent: (account, since) => countSent(db.pool, account, since),
    wake: (id) => answering.push(answer(id)),
  });
  const deliver = makeDeliverOutbox({
    outbox: makeOutbox({ pool: db.pool }),
    senders: { channels: { wechaty: channel.sender } },
    clock: systemClock,
    random: systemRandom,
    log: desk.deps.log,
  });
  channel.start();
  return {
    desk,
    channel,
    /** Until the customer has as many messages, delivering what is due meanwhile. */
    untilArrived: (count: number) =>
      vi.waitFor(
        async () => {
          await Promise.all(answering);
          await deliver.deliver();
          if (wecom.arrived.length < count) {
            throw new Error(`${wecom.arrived.length} of ${count} arrived`);
          }
          return wecom.arrived;
        },
        { timeout: 20_000, interval: 50 },
      ),
    stop: async () => {
      await channel.stop();
      await Promise.all(answering);
      await presence.close();
    },
  };
}

describe('a puppet of ours behind a puppet server, over TLS and gRPC', () => {
  test('text and pictures go both ways; killed and started again, nothing is lost or answered twice', {
    timeout: 90_000,
  }, async () => {
    const { desk, channel, untilArrived, stop } = await startDesk();
    await desk.untilLogged('logged in');

    wecom.say('wm-1', '我要报案');
    await untilArrived(1);
    wecom.sendImage('wm-1', PNG);
    const [, pictured] = await desk.untilStored(2);
    const fileId = pictured?.activity.attachments?.[0]?.fileId ?? '';
    expect(Buffer.from(desk.files.get(fileId)?.bytes ?? []).equals(PNG)).toBe(true);
    await untilArrived(2);

    desk.files.set('fil_out', { name: 'guide.png', contentType: 'image/png', bytes: PNG });
    const attachments = [{ contentType: 'image/png', name: 'guide.png', fileId: 'fil_out' }];
    const sent = await channel.sender.send(
      {
        id: 'out_picture',
        kind: 'channel_message',
        orderKey: 'con_x',
        payload: { channelAccount: 'wechaty:main', activity: { type: 'message', attachments } },
        address: { userId: 'wm-1' },
        attempt: 1,
        createdAt: new Date(),
      },
      new AbortController().signal,
    );
    expect(sent).toEqual({ kind: 'sent' });
    expect(wecom.arrived[2]?.bytes?.equals(PNG)).toBe(true);

    await server.kill();
    wecom.say('wm-1', '你们还在吗');
    wecom.say('wm-1', '我的车被撞了');
    await desk.untilLogged('is gone');
    server = await startPuppetProcess({ baseUrl: wecom.baseUrl, endpoint, token: TOKEN });
    const backAt = Date.now();
    await desk.untilStored(4);
    expect(Date.now() - backAt).toBeLessThan(RECOVERED_WITHIN_MS);
    await untilArrived(4);
    wecom.say('wm-1', '好的');
    await desk.untilStored(5);

    expect(desk.texts()).toEqual(['我要报案', undefined, '你们还在吗', '我的车被撞了', '好的']);
    const answered = (await untilArrived(5)).flatMap(({ text }) => text ?? []);
    expect(new Set(answered).size).toBe(answered.length);
    const { rows } = await db.pool.query(
      `SELECT count(*) FILTER (WHERE direction = 'in')::int AS heard,
           count(*) FILTER (WHERE direction = 'out' AND delivery = 'sent')::int AS told,
           count(*) FILTER (WHERE direction = 'out')::int AS said FROM messages`,
    );
    expect(rows).toEqual([{ heard: 5, told: answered.length, said: answered.length }]);
    expect(existsSync(join(desk.deps.home, '.wechaty'))).toBe(true);
    await stop();
  });

  test('a second process gets the account when the first gives it up', {
    timeout: 60_000,
  }, async () => {
    const first = await startDesk();
    await first.desk.untilLogged('logged in');
    const second = await startDesk();
    expect(second.channel.isHeld()).toBe(false);
    const before = await countHeard();
    wecom.say('wm-2', '第一条');
    await first.desk.untilStored(1);
    await first.stop();
    wecom.say('wm-2', '第二条');
    await second.desk.untilStored(1);
    expect(second.desk.texts()).toEqual(['第二条']);
    expect(await countHeard()).toBe(before + 2);
    await second.stop();
  });

  test('a wrong token is refused, loudly, and nothing is heard', { timeout: 60_000 }, async () => {
    const { desk, channel, stop } = await startDesk(`${TOKEN}-wrong`);
    await desk.untilLogged('refuses the token');
    expect(JSON.stringify(desk.lines)).not.toContain(TOKEN);
    const result = await channel.sender.send(
      {
        id: 'out_refused',
        kind: 'channel_message',
        orderKey: 'con_x',
        payload: { channelAccount: 'wechaty:main', activity: { type: 'message', text: '好' } },
        address: { userId: 'wm-1' },
        attempt: 1,
        createdAt: new Date(),
      },
      new AbortController().signal,
    );
    expect(result).toMatchObject({ kind: 'retry' });
    await stop();
  });
});

async function countHeard(): Promise<number> {
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS count FROM messages WHERE direction = 'in'`,
  );
  return rows[0]?.count ?? 0;
}
