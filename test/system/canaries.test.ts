import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskProcess, freePort, startDesk } from '../support/desk-process.ts';
import { type FakeLanguageModel, startFakeLanguageModel } from '../support/fake-language-model.ts';
import { HttpClient } from '../support/http.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const SECRET = 'canary-test-secret-0123456789';
/** Each is of its kind and valid, and is written nowhere else in the product. */
const CANARIES: Record<string, string> = {
  phone: '13899990007',
  otherPhone: '13899990008',
  idNumber: '11010519491231002X',
  plate: '沪Z98767',
  vin: '1M8GDM9AXKP042788',
  policyNo: 'PDAA202611010000987657',
  place: '金丝雀路七十七号',
  secret: SECRET,
};

let dataDir: string;
let model: FakeLanguageModel;
let receiver: WebhookReceiver;
let desk: DeskProcess;
let http: HttpClient;
let admin: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'careline-canaries-'));
  [model, receiver] = await Promise.all([startFakeLanguageModel(), startWebhookReceiver()]);
  const password = `canary-${randomUUID()}`;
  // It understands nothing, so that everything that may be asked is asked.
  model.answer({ kind: 'empty' });
  const environment = {
    DIRECT_LINE_SECRET: SECRET,
    // Given, so that it is not printed once as a random one is.
    ADMIN_PASSWORD: password,
    LOG_LEVEL: 'trace',
    WEBHOOK_ALLOW_PRIVATE: 'on',
    OPENAI_API_KEY: 'sk-canary-5550001',
    OPENAI_BASE_URL: `${model.url}/`,
  };
  desk = await startDesk({ port: await freePort(), dataDir, environment });
  http = new HttpClient(desk.url);
  const body = { username: 'admin', password };
  const signedIn = await http.send('POST', '/api/v1/sessions', { body });
  expect(signedIn.status, signedIn.body).toBe(201);
  admin = (signedIn.json() as { token: string }).token;
  CANARIES['password'] = password;
  CANARIES['sessionToken'] = admin;
});
afterAll(async () => {
  http?.close();
  await desk?.stop();
  await Promise.all([model?.stop(), receiver?.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function api<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  const given = body === undefined ? {} : { body };
  const answer = await http.send(method, `/api/v1${path}`, { token: admin, ...given });
  expect(answer.status, `${method} ${path}: ${answer.body}`).toBeLessThan(300);
  return (answer.body === '' ? undefined : answer.json()) as T;
}

interface Talk {
  readonly conversationId: string;
  /** One message; resolves with everything that was said after it, once the bot answered. */
  say(text: string): Promise<string>;
  /** One message to a person: nobody answers by itself. */
  tell(text: string): Promise<void>;
}

async function openTalk(): Promise<Talk> {
  const opened = await http.send('POST', '/v3/directline/conversations', {
    token: SECRET,
    body: { user: { id: randomUUID() } },
  });
  const { conversationId, token } = opened.json() as { conversationId: string; token: string };
  CANARIES[`token of ${conversationId}`] = token;
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const post = async (text: string): Promise<string> => {
    const sent = await http.send('POST', path, { token, body: { type: 'message', text } });
    return (sent.json() as { id: string }).id;
  };
  return {
    conversationId,
    say: async (text) => {
      const id = await post(text);
      let said = '';
      await expect
        .poll(
          async () => {
            const page = (await http.send('GET', path, { token })).json() as {
              activities: { text?: string; replyToId?: string }[];
            };
            const answers = page.activities.filter(({ replyToId }) => replyToId === id);
            said = answers.map((answer) => answer.text ?? '').join('\n');
            return answers.length;
          },
          { timeout: 20_000 },
        )
        .toBeGreaterThan(0);
      return said;
    },
    tell: async (text) => void (await post(text)),
  };
}

/** What each flow is told, with everything that one could tell it. */
const FLOWS: Record<string, readonly string[]> = {
  claim_status: [
    '我的理赔到哪了',
    '沪Z98767，13899990007，后四位002X',
    '保单号PDAA202611010000987657',
  ],
  policy_query: ['查一下保单PDAA202611010000987657', '沪Z98767，13899990007，002X'],
  claim_report: [
    '我要报案，我的车沪Z98767昨天下午三点在金丝雀路七十七号被追尾了',
    '没有人受伤',
    '13899990007',
    '车架号1M8GDM9AXKP042788，身份证11010519491231002X',
  ],
  claim_documents: ['上传理赔材料', '沪Z98767，13899990007，002X'],
  complaint_file: [
    '我要投诉，定损太低，我电话13899990007，车牌沪Z98767',
    '重新定损',
    '13899990007',
  ],
  profile_update: ['改手机号，新号码13899990008', '沪Z98767，13899990007，002X', '13899990008'],
  roadside_assistance: [
    '道路救援，车在金丝雀路七十七号打不着火',
    '都在安全处',
    '沪Z98767',
    '13899990007',
    '对',
  ],
  opt_out: ['以后别给13899990007发短信推销了'],
  knowledge: ['身份证11010519491231002X的人买的车1M8GDM9AXKP042788过户了保险怎么办'],
  oblique: ['老伙计沪Z98767在我这儿呆了七年明天就跟13899990007走了那剩下的半年咋弄'],
};

test('nobody’s data are in the log, in webhooks without the scope, or in what goes to the model', {
  timeout: 240_000,
}, async () => {
  await api('PUT', '/customers/C-CANARY', {
    name: '金丝雀',
    phone: CANARIES['phone'],
    idType: 'id_card',
    idNumber: CANARIES['idNumber'],
    vehicles: [{ plate: CANARIES['plate'], vin: CANARIES['vin'] }],
  });
  await api('PUT', `/policies/${CANARIES['policyNo']}`, {
    customerNo: 'C-CANARY',
    vehicle: { vin: CANARIES['vin'] },
    kind: 'commercial',
    startsAt: '2026-01-01T00:00:00+08:00',
    endsAt: '2036-01-01T00:00:00+08:00',
    covers: [],
  });
  const hook = { name: '对方', url: `${receiver.origin}/masked` };
  CANARIES['webhookSecret'] = (await api<{ secret: string }>('POST', '/webhooks', hook)).secret;
  const full = { name: '全量', url: `${receiver.origin}/personal`, hasPersonal: true };
  CANARIES['otherWebhookSecret'] = (
    await api<{ secret: string }>('POST', '/webhooks', full)
  ).secret;

  for (const lines of Object.values(FLOWS)) {
    const talk = await openTalk();
    for (const line of lines) await talk.say(line);
  }
  const talk = await openTalk();
  await talk.say('转人工，我电话13899990007，身份证11010519491231002X');
  const found = await api<{ items: { id: string; conversationId: string }[] }>(
    'GET',
    `/handoffs?state=open&conversationId=${talk.conversationId}`,
  );
  const handoffId = found.items[0]?.id ?? 'none';
  await api('POST', `/handoffs/${handoffId}/accept`);
  await talk.tell('车牌沪Z98767，车架号1M8GDM9AXKP042788，保单PDAA202611010000987657');
  const here = `/conversations/${talk.conversationId}`;
  await api('POST', `${here}/messages`, {
    text: '已核对您的手机号13899990007。',
    acceptsWarnings: true,
  });
  await api('POST', `${here}/notes`, { text: '客户另一个电话13899990008，住金丝雀路七十七号' });
  await api('GET', `${here}/messages`);
  await api('GET', `${here}/packet`);
  await api('GET', `${here}/suggestions`);
  await api('GET', `/search?q=${CANARIES['phone']}`);
  await api('GET', `/customers?query=${encodeURIComponent(CANARIES['plate'] ?? '')}`);
  await api('POST', '/customers/C-CANARY/reveal', { field: 'phone', reason: '测试' });
  await api('POST', '/complaints', {
    matter: '定损低，电话13899990007',
    conversationId: talk.conversationId,
    contactPhone: CANARIES['phone'],
  });
  await api('POST', '/service-requests', {
    kind: 'task',
    title: '回电13899990007',
    conversationId: talk.conversationId,
    contactPhone: CANARIES['phone'],
  });
  await api('POST', `/handoffs/${handoffId}/close`, {
    resultCode: 'solved',
    note: '电话13899990007',
  });
  await talk.say('5分，电话13899990007');
  await http.send('GET', `/v3/directline/conversations/nowhere?watermark=${CANARIES['phone']}`);

  const seen = receiver.received;
  await expect
    .poll(() => seen.filter(({ body }) => body.includes('handoff.closed')).length, {
      timeout: 20_000,
    })
    .toBe(2);
  const masked = seen.filter(({ path }) => path === '/masked');
  const personal = seen.filter(({ path }) => path === '/personal');
  // The control: what may be told is told, so what is missing elsewhere was kept back.
  expect(personal.some(({ body }) => body.includes(CANARIES['phone'] ?? '?'))).toBe(true);
  expect(masked.some(({ body }) => body.includes('message.created'))).toBe(true);
  expect(model.requests.length).toBeGreaterThan(0);
  const log = desk.output();
  expect(log).toContain('turn committed');
  const outlets = {
    log,
    webhooks: masked.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n'),
    model: model.requests.map(({ raw }) => raw).join('\n'),
  };
  for (const [outlet, text] of Object.entries(outlets)) {
    for (const [kind, canary] of Object.entries(CANARIES)) {
      const at = text.indexOf(canary);
      const around = at === -1 ? '' : text.slice(Math.max(0, at - 150), at + 60);
      expect([outlet, kind, around]).toEqual([outlet, kind, '']);
    }
  }
});
