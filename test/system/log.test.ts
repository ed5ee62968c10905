import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskProcess, freePort, startDesk } from '../support/desk-process.ts';
import { HttpClient } from '../support/http.ts';

const SECRET = 'log-test-secret-0123456789';
const CANARIES = {
  plate: '沪Z98765',
  phone: '13899990001',
  idNumber: '11010519491231002X',
  name: '金丝雀',
  vin: '1M8GDM9AXKP042788',
  policyNo: 'PDAA202611010000987654',
  words: '这句话不该出现在日志里',
  latitude: '22.5404871',
  longitude: '114.0512393',
} as const;

let dataDir: string;
let desk: DeskProcess;
let http: HttpClient;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'careline-log-'));
  const environment = { DIRECT_LINE_SECRET: SECRET, DEMO: 'off', LOG_LEVEL: 'trace' };
  desk = await startDesk({ port: await freePort(), dataDir, environment });
  http = new HttpClient(desk.url);
});
afterAll(async () => {
  http.close();
  await desk.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function signIn(): Promise<string> {
  const password = readFileSync(join(dataDir, 'admin-password'), 'utf8').trim();
  const answer = await http.send('POST', '/api/v1/sessions', {
    body: { username: 'admin', password },
  });
  return (answer.json() as { token: string }).token;
}

async function keepCustomer(token: string): Promise<void> {
  const put = async (path: string, body: unknown): Promise<void> => {
    const answer = await http.send('PUT', `/api/v1${path}`, { token, body });
    expect(answer.status, answer.body).toBeLessThan(300);
  };
  await put('/customers/C-CANARY', {
    name: CANARIES.name,
    phone: CANARIES.phone,
    idType: 'id_card',
    idNumber: CANARIES.idNumber,
    vehicles: [{ plate: CANARIES.plate, vin: CANARIES.vin }],
  });
}

/** What is said and shared, one message after the other. */
async function talk(
  messages: readonly (string | Record<string, unknown>)[],
): Promise<readonly string[]> {
  const opened = await http.send('POST', '/v3/directline/conversations', {
    token: SECRET,
    body: { user: { id: randomUUID(), name: CANARIES.name } },
  });
  const { conversationId, token } = opened.json() as { conversationId: string; token: string };
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  for (const message of messages) {
    const more = typeof message === 'string' ? { text: message } : message;
    const sent = await http.send('POST', path, { token, body: { type: 'message', ...more } });
    const { id } = sent.json() as { id: string };
    await expect
      .poll(async () =>
        (await http.send('GET', path, { token })).body.includes(`"replyToId":"${id}"`),
      )
      .toBe(true);
  }
  const said = (await http.send('GET', path, { token })).json() as {
    activities: { text?: string }[];
  };
  return said.activities.map((activity) => activity.text ?? '');
}

test('says everything that happens at its most talkative, and nothing about anybody', async () => {
  const token = await signIn();
  await keepCustomer(token);
  const said = await talk([
    '我的理赔到哪了',
    `${CANARIES.plate}，${CANARIES.phone}，后四位002X`,
    CANARIES.words,
    `保单号 ${CANARIES.policyNo}`,
    `我叫${CANARIES.name}，身份证${CANARIES.idNumber}`,
    '道路救援',
    {
      text: '我的位置',
      entities: [
        {
          type: 'Place',
          geo: {
            type: 'GeoCoordinates',
            latitude: Number(CANARIES.latitude),
            longitude: Number(CANARIES.longitude),
          },
        },
      ],
      channelData: { careline: { consent: 'location-1' } },
    },
  ]);
  expect(said.join('\n')).toContain('核对通过');
  await http.send('GET', `/api/v1/customers?query=${CANARIES.phone}`, { token });
  await http.send('POST', '/api/v1/sessions', {
    body: { username: CANARIES.name, password: CANARIES.words },
  });
  await http.send(
    'GET',
    `/v3/directline/conversations/nowhere/activities?watermark=${CANARIES.phone}`,
    { token },
  );
  const printed = desk.output();
  expect(printed).toContain('turn committed');
  for (const [kind, canary] of Object.entries(CANARIES)) {
    expect(printed.includes(canary), `the log holds the ${kind}`).toBe(false);
  }
  expect(printed.includes(SECRET) || printed.includes(token), 'the log holds a token').toBe(false);
});
