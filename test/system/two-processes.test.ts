import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTestDatabase, type TestDatabase } from '../support/database.ts';
import { type DeskProcess, freePort, startDesk } from '../support/desk-process.ts';
import { HttpClient } from '../support/http.ts';
import type { WireActivity } from '../support/talker.ts';

const SECRET = 'two-processes-secret-0123456789';
let db: TestDatabase;
let dataDir: string;
let desks: DeskProcess[];

async function start(): Promise<DeskProcess> {
  const environment = { DATABASE_URL: db.url, DIRECT_LINE_SECRET: SECRET, DEMO: 'off' };
  return startDesk({ port: await freePort(), dataDir, environment });
}

beforeAll(async () => {
  db = await startTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'careline-two-'));
  desks = [await start(), await start()];
});
afterAll(async () => {
  for (const desk of desks) await desk.stop();
  await db.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** One customer whose requests reach this desk or that one, as behind a load balancer. */
async function aCustomer(home: DeskProcess) {
  const opened = await new HttpClient(home.url).send('POST', '/v3/directline/conversations', {
    token: SECRET,
    body: { user: { id: randomUUID() } },
  });
  const { conversationId } = opened.json() as { conversationId: string };
  const path = `/v3/directline/conversations/${conversationId}`;
  return {
    say: async (desk: DeskProcess, text: string): Promise<string> => {
      const body = { type: 'message', text, channelData: { clientActivityID: randomUUID() } };
      const answer = await new HttpClient(desk.url).send('POST', `${path}/activities`, {
        token: SECRET,
        body,
      });
      expect(answer.status).toBe(200);
      return (answer.json() as { id: string }).id;
    },
    transcript: async (desk: DeskProcess): Promise<readonly WireActivity[]> => {
      const answer = await new HttpClient(desk.url).send('GET', `${path}/activities?watermark=0`, {
        token: SECRET,
      });
      return (answer.json() as { activities: WireActivity[] }).activities;
    },
    listen: async (desk: DeskProcess): Promise<WireActivity[]> => {
      const answer = await new HttpClient(desk.url).send('GET', `${path}?watermark=0`, {
        token: SECRET,
      });
      const { streamUrl } = answer.json() as { streamUrl: string };
      const heard: WireActivity[] = [];
      const socket = new WebSocket(streamUrl);
      socket.on('message', (data) => {
        if (String(data) !== '')
          heard.push(...(JSON.parse(String(data)) as { activities: WireActivity[] }).activities);
      });
      await new Promise((resolve) => socket.once('open', resolve));
      return heard;
    },
  };
}

function pick(index: number): DeskProcess {
  const desk = desks[index % desks.length];
  if (desk === undefined) throw new Error('no desk runs');
  return desk;
}

function messages(activities: readonly WireActivity[]): readonly WireActivity[] {
  return activities.filter((activity) => activity.type === 'message');
}

describe('two processes on one database', () => {
  test('answer a conversation that reaches both, each message once and in order', async () => {
    const customer = await aCustomer(pick(0));
    const ids: string[] = [];
    for (let nth = 0; nth < 40; nth += 1) ids.push(await customer.say(pick(nth), `你好 ${nth}`));
    await expect
      .poll(async () => messages(await customer.transcript(pick(1))).at(-1)?.replyToId, {
        timeout: 10_000,
      })
      .toBe(ids.at(-1));
    const transcript = messages(await customer.transcript(pick(0)));
    expect(
      transcript
        .filter((activity) => activity.from?.role === 'user')
        .map((activity) => activity.id),
    ).toEqual(ids);
    const answered = transcript.flatMap((activity) => activity.replyToId ?? []);
    // A burst is answered once, at its newest message: what is answered is in the order of what was asked.
    const groups = answered.filter((id, index) => id !== answered[index - 1]);
    expect(groups).toEqual(ids.filter((id) => groups.includes(id)));
    expect(new Set(groups).size).toBe(groups.length);
  });

  test('show what one of them answers to whoever listens at the other', async () => {
    const customer = await aCustomer(pick(0));
    const heard = await customer.listen(pick(1));
    const id = await customer.say(pick(0), '你好');
    await expect
      .poll(() => heard.some((activity) => activity.replyToId === id), { timeout: 5_000 })
      .toBe(true);
    expect(new Set(heard.map((activity) => activity.id)).size).toBe(heard.length);
  });

  test('finish what one of them had accepted when it was killed', async () => {
    const customers = await Promise.all(Array.from({ length: 20 }, () => aCustomer(pick(0))));
    const asked = customers.map((customer) =>
      customer.say(pick(0), '我的理赔到哪了').catch(() => undefined),
    );
    await Promise.race(asked);
    await pick(0).kill();
    desks = [await start(), pick(1)];
    for (const [index, customer] of customers.entries()) {
      const id = await asked[index];
      if (id === undefined) continue;
      await expect
        .poll(
          async () =>
            messages(await customer.transcript(pick(1))).filter((a) => a.replyToId === id).length,
          {
            timeout: 15_000,
          },
        )
        .toBe(1);
    }
  });
});
