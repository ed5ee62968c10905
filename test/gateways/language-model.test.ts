import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelOutcome } from '../../src/domain/language-model.ts';
import {
  MODEL_BUDGET_MS,
  makeLanguageModel,
  normalizeBaseUrl,
} from '../../src/gateways/language-model.ts';
import { FAILURES_MAX, OPEN_MS, WINDOW_MS } from '../../src/gateways/language-model-breaker.ts';
import { HeldClock } from '../jobs/held-clock.ts';
import {
  type FakeLanguageModel,
  type ModelReply,
  startFakeLanguageModel,
} from '../support/fake-language-model.ts';

const MESSAGES = [{ role: 'user', content: '你好' }] as const;
const TOOL = { name: 'understand', description: 'd', parameters: { type: 'object' } } as const;
const SAID: ModelReply = { kind: 'text', text: '好' };

let fake: FakeLanguageModel;
let clock: HeldClock;
beforeEach(async () => {
  fake = await startFakeLanguageModel();
  clock = new HeldClock(new Date('2026-06-12T02:00:00Z'));
});
afterEach(() => fake.stop());

function open(more: { baseUrl?: string; remainingMs?: () => number } = {}) {
  return makeLanguageModel({ apiKey: 'key-1', baseUrl: fake.url, model: 'qwen', clock, ...more });
}

async function askedFor(reply: ModelReply): Promise<ModelOutcome> {
  fake.answer(reply);
  return open().ask({ messages: MESSAGES, tool: TOOL });
}

async function until(isTrue: () => boolean): Promise<void> {
  await expect.poll(isTrue, { interval: 2 }).toBe(true);
}

it('asks chat.completions once, at temperature 0, with one strict function', async () => {
  const outcome = await askedFor({ kind: 'call', arguments: { commands: [] } });
  const call = { name: 'understand', arguments: '{"commands":[]}' };
  expect(outcome).toEqual({ kind: 'answered', text: '', call });
  expect(fake.requests).toHaveLength(1);
  const { path, authorization, body } = fake.requests[0] ?? {};
  expect([path, authorization]).toEqual(['/v1/chat/completions', 'Bearer key-1']);
  expect(body).toMatchObject({ model: 'qwen', temperature: 0, stream: false, messages: MESSAGES });
  expect(body.tools).toEqual([{ type: 'function', function: { ...TOOL, strict: true } }]);
});

it.each([
  ['http://h/v1', 'http://h/v1'],
  ['http://h/v1/', 'http://h/v1'],
  ['http://h/v1///', 'http://h/v1'],
  [' http://h/compatible-mode/v1/chat/completions/ ', 'http://h/compatible-mode/v1'],
  ['https://h', 'https://h'],
])('the address %j is read as %j', (given, expected) => {
  expect(normalizeBaseUrl(given)).toBe(expected);
});

it.each(['', '/', '/chat/completions'])('an address that ends with %j works', async (end) => {
  fake.answer(SAID);
  const model = open({ baseUrl: fake.url + end });
  expect(await model.ask({ messages: MESSAGES })).toEqual({ kind: 'answered', text: '好' });
  expect(fake.requests[0]?.path).toBe('/v1/chat/completions');
});

describe('an answer', () => {
  it.each<[string, ModelReply, ModelOutcome]>([
    ['in words', SAID, { kind: 'answered', text: '好' }],
    ['that refuses', { kind: 'refusal' }, { kind: 'refused', reason: 'refusal' }],
    ['that is filtered', { kind: 'content_filter' }, { kind: 'refused', reason: 'content_filter' }],
    ['that is cut off', { kind: 'cut_off' }, { kind: 'malformed', reason: 'cut_off' }],
    ['that is empty', { kind: 'empty' }, { kind: 'malformed', reason: 'empty' }],
    ['that is no JSON', { kind: 'raw', body: '{"a' }, { kind: 'malformed', reason: 'no_json' }],
    ['that is null', { kind: 'raw', body: 'null' }, { kind: 'malformed', reason: 'no_completion' }],
    [
      'that is a page',
      { kind: 'raw', body: '<html>', contentType: 'text/html' },
      { kind: 'malformed', reason: 'no_completion' },
    ],
    [
      'without a choice',
      { kind: 'raw', body: '{"choices":[]}' },
      { kind: 'malformed', reason: 'no_completion' },
    ],
    [
      'with a call that is none',
      { kind: 'raw', body: '{"choices":[{"message":{"tool_calls":[{"function":{}}]}}]}' },
      { kind: 'malformed', reason: 'no_completion' },
    ],
    ['with 400', { kind: 'status', status: 400 }, { kind: 'refused', reason: 'http_400' }],
    ['with 401', { kind: 'status', status: 401 }, { kind: 'refused', reason: 'http_401' }],
    [
      'with 429',
      { kind: 'status', status: 429, headers: { 'retry-after': '30', 'x-should-retry': 'true' } },
      { kind: 'refused', reason: 'http_429' },
    ],
    ['with 500', { kind: 'status', status: 500 }, { kind: 'unreachable', reason: 'http_500' }],
    [
      'that leads elsewhere',
      { kind: 'status', status: 307, headers: { location: 'http://127.0.0.1:1/' } },
      { kind: 'refused', reason: 'http_307' },
    ],
    ['that breaks off', { kind: 'reset' }, { kind: 'unreachable', reason: 'network' }],
    [
      'that breaks off in its middle',
      { kind: 'reset_in_body' },
      { kind: 'unreachable', reason: 'network' },
    ],
    ['that never ends', { kind: 'endless' }, { kind: 'unreachable', reason: 'network' }],
  ])('%s is told apart', async (_name, reply, expected) => {
    expect(await askedFor(reply)).toEqual(expected);
    // Not even a second time for whoever asks us to try again.
    expect(fake.requests).toHaveLength(1);
  });
});

it('nobody there is unreachable', async () => {
  await fake.stop();
  expect(await open().ask({ messages: MESSAGES })).toEqual({
    kind: 'unreachable',
    reason: 'network',
  });
});

describe('somebody slow', () => {
  it('is left after two and a half seconds of the clock, and the line is closed', async () => {
    fake.answer({ kind: 'silent' });
    const asked = open().ask({ messages: MESSAGES });
    await until(() => fake.requests.length === 1);
    clock.advance(MODEL_BUDGET_MS - 1);
    const early = await Promise.race([asked, Promise.resolve('still waiting')]);
    expect(early).toBe('still waiting');
    clock.advance(1);
    expect(await asked).toEqual({ kind: 'timeout' });
    await until(() => fake.hangUps() === 1);
  });

  it('is left as well in the middle of its answer', async () => {
    fake.answer({ kind: 'stalls_in_body' });
    const asked = open().ask({ messages: MESSAGES });
    await until(() => fake.requests.length === 1);
    clock.advance(MODEL_BUDGET_MS);
    expect(await asked).toEqual({ kind: 'timeout' });
  });

  it('is left earlier when the turn has less time, and not asked when it has none', async () => {
    fake.answer({ kind: 'silent' });
    let remainingMs = 900;
    const model = open({ remainingMs: () => remainingMs });
    const asked = model.ask({ messages: MESSAGES });
    await until(() => fake.requests.length === 1);
    clock.advance(900);
    expect(await asked).toEqual({ kind: 'timeout' });
    remainingMs = 0;
    expect(await model.ask({ messages: MESSAGES })).toEqual({ kind: 'timeout', reason: 'no_time' });
    expect(fake.requests).toHaveLength(1);
  });

  it('is left when the caller gives up, before or meanwhile', async () => {
    fake.answer({ kind: 'silent' });
    const caller = new AbortController();
    const asked = open().ask({ messages: MESSAGES, signal: caller.signal });
    await until(() => fake.requests.length === 1);
    caller.abort();
    expect(await asked).toEqual({ kind: 'timeout' });
    const again = await open().ask({ messages: MESSAGES, signal: AbortSignal.abort() });
    expect(again).toEqual({ kind: 'timeout' });
  });
});

describe('the circuit', () => {
  const fail = async (model: ReturnType<typeof open>, times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) await model.ask({ messages: MESSAGES });
  };
  const kindOf = async (model: ReturnType<typeof open>): Promise<string> =>
    (await model.ask({ messages: MESSAGES })).kind;

  it('opens after failures in a row of time, and lets one try after a while', async () => {
    fake.answer({ kind: 'status', status: 500 });
    const model = open();
    await fail(model, FAILURES_MAX);
    expect(await kindOf(model)).toBe('circuit_open');
    expect(fake.requests).toHaveLength(FAILURES_MAX);
    clock.advance(OPEN_MS);
    expect(await kindOf(model)).toBe('unreachable');
    // The trial failed: open again at once.
    expect(await kindOf(model)).toBe('circuit_open');
    clock.advance(OPEN_MS);
    fake.answer(SAID);
    const [trial, beside] = await Promise.all([kindOf(model), kindOf(model)]);
    expect([trial, beside]).toEqual(['answered', 'circuit_open']);
    expect(await kindOf(model)).toBe('answered');
  });

  it('stays closed when the failures are far apart, or an answer comes between', async () => {
    fake.answer({ kind: 'status', status: 500 });
    const model = open();
    await fail(model, FAILURES_MAX - 1);
    clock.advance(WINDOW_MS);
    await fail(model, 1);
    expect(await kindOf(model)).toBe('unreachable');
    fake.answer(SAID);
    expect(await kindOf(model)).toBe('answered');
    fake.answer({ kind: 'status', status: 401 });
    await fail(model, FAILURES_MAX - 1);
    expect(await kindOf(model)).toBe('refused');
    expect(await kindOf(model)).toBe('circuit_open');
  });

  it('does not open for questions that are refused', async () => {
    fake.answer({ kind: 'refusal' });
    const model = open();
    await fail(model, FAILURES_MAX + 1);
    expect(await kindOf(model)).toBe('refused');
  });

  it('lets a trial that was called off be tried again', async () => {
    fake.answer({ kind: 'status', status: 503 });
    const model = open();
    await fail(model, FAILURES_MAX);
    clock.advance(OPEN_MS);
    await model.ask({ messages: MESSAGES, signal: AbortSignal.abort() });
    fake.answer(SAID);
    expect(await kindOf(model)).toBe('answered');
  });
});
