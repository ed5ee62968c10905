import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SaidLine } from '../../src/domain/handoff/summary-writer.ts';
import type { ModelCall } from '../../src/domain/language-model.ts';
import { makeLanguageModel } from '../../src/gateways/language-model.ts';
import { makeModelSummaryWriter } from '../../src/gateways/language-model-summary.ts';
import {
  type FakeLanguageModel,
  type ModelReply,
  startFakeLanguageModel,
} from '../support/fake-language-model.ts';

const clock = {
  now: () => new Date(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
};
const SAID: readonly SaidLine[] = [
  { by: 'customer', text: '我叫张伟，车牌沪A12345，电话13800001234，理赔卡在定损了' },
  { by: 'bot', text: '好的，正在为您转接人工。' },
  { by: 'customer', text: '催了三次都没人理 <b>急</b>' },
];
const SUMMARY = '客户来问理赔为什么停在定损，说催了三次没有回音。还没有人答复进度。';

let fake: FakeLanguageModel;
let calls: ModelCall[];
beforeEach(async () => {
  fake = await startFakeLanguageModel();
  calls = [];
});
afterEach(() => fake.stop());

function write(reply: ModelReply, lines = SAID) {
  fake.answer(reply);
  const model = makeLanguageModel({ apiKey: 'k', baseUrl: fake.url, model: 'qwen-test', clock });
  const writer = makeModelSummaryWriter({ model, clock, record: (call) => calls.push(call) });
  return writer.write(lines, new AbortController().signal);
}

describe('the model’s summary', () => {
  it('is a few sentences, recorded, made without anybody’s data', async () => {
    expect(await write({ kind: 'text', text: SUMMARY })).toBe(SUMMARY);
    expect(calls).toMatchObject([{ purpose: 'summarise', outcome: 'used' }]);
    expect(fake.requests).toHaveLength(1);
    const [{ raw, body } = { raw: '', body: undefined }] = fake.requests;
    expect(raw).not.toMatch(/张伟|12345|13800001234|<b>/);
    expect(body.messages.at(-1).content).toContain('[[PLATE_1]]');
    expect(body.messages.at(-1).content).toContain('"by":"bot"');
  });

  it.each<[string, ModelReply, string, string | undefined]>([
    [
      'repeats a token',
      { kind: 'text', text: '客户[[NAME_1]]很急。' },
      'rejected',
      'foreign_token',
    ],
    ['names a phone', { kind: 'text', text: '请打 13900001111。' }, 'rejected', 'digits'],
    ['gives a link', { kind: 'text', text: '见 https://a.cn 。' }, 'rejected', undefined],
    ['goes on and on', { kind: 'text', text: '客户很急。'.repeat(4) }, 'rejected', 'too_long'],
    ['is too long', { kind: 'text', text: '急'.repeat(201) }, 'rejected', 'too_long'],
    ['calls a function', { kind: 'call', arguments: {} }, 'malformed', 'wrong_form'],
    ['is down', { kind: 'reset' }, 'unreachable', undefined],
    ['refuses', { kind: 'refusal' }, 'refused', undefined],
  ])('is none when the model %s', async (_what, reply, outcome, reason) => {
    expect(await write(reply)).toBeUndefined();
    expect(calls).toMatchObject([{ outcome, ...(reason === undefined ? {} : { reason }) }]);
  });

  it('is given up after two and a half seconds', async () => {
    const from = Date.now();
    expect(await write({ kind: 'silent' })).toBeUndefined();
    expect(Date.now() - from).toBeLessThan(3000);
    expect(calls).toMatchObject([{ outcome: 'timeout' }]);
  });

  it.each([
    ['nothing', []],
    ['only what we said', [{ by: 'bot', text: '您好' }]],
    ['somebody’s health', [...SAID, { by: 'customer', text: '我妻子骨折了，在住院' }]],
  ] satisfies [string, SaidLine[]][])('is not asked for about %s', async (_what, lines) => {
    expect(await write({ kind: 'text', text: SUMMARY }, lines)).toBeUndefined();
    expect(fake.requests).toEqual([]);
  });

  it('is asked for when the report only says that nobody is hurt', async () => {
    const lines: SaidLine[] = [...SAID, { by: 'customer', text: '没有人受伤' }];
    expect(await write({ kind: 'text', text: SUMMARY }, lines)).toBe(SUMMARY);
  });
});
