import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../../src/lib/clock.ts';
import { openCallback, startCallbackTarget } from './callback-target.ts';
import { AES_KEY, startSampleSim, TOKEN } from './sim-samples.ts';

let desk: Awaited<ReturnType<typeof startSampleSim>>;
let target: Awaited<ReturnType<typeof startCallbackTarget>>;
beforeEach(async () => {
  desk = await startSampleSim();
  target = await startCallbackTarget();
  for (const account of ['main', 'plain']) {
    await desk.sim.connect({ channel: 'official-account', account, callbackUrl: target.url });
  }
  await desk.sim.connect({ channel: 'kf', account: 'main', callbackUrl: target.url });
});
afterEach(async () => {
  await desk.sim.stop();
  await target.stop();
});

const KEYS = { token: TOKEN, key: AES_KEY };
const customer = () => desk.sim.officialAccount('main').customer('oCustomer');

it('signs and encrypts in safe mode, and only signs in plain mode', async () => {
  await customer().say('hello');
  await desk.sim.officialAccount('plain').customer('oOther').say('hello');
  const [safe, plain] = target.arrived;
  if (safe === undefined || plain === undefined) throw new Error('nothing came');
  expect(safe.body).not.toContain('hello');
  expect(openCallback(safe, KEYS)).toMatchObject({ id: 'wx-app' });
  expect(openCallback(safe, KEYS).xml).toContain('<Content><![CDATA[hello]]></Content>');
  expect(openCallback(plain, KEYS).xml).toContain('<FromUserName><![CDATA[oOther]]>');
});

it('gives messages numbers beyond 2^53, and none to events', async () => {
  const said = await customer().say('hello');
  expect(BigInt(said.messageId)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  expect(await customer().click('KEY')).toMatchObject({ messageId: '' });
});

it('does not connect to an address that fails the check', async () => {
  const wrong = `${target.url.replace('/callback', ':1/')}`;
  const connecting = desk.sim.connect({ channel: 'kf', account: 'main', callbackUrl: wrong });
  await expect(connecting).rejects.toThrow();
});

describe('repetition', () => {
  const attempts = () => target.arrived.length;
  const refuse = () => target.answerWith((response) => response.writeHead(500).end());

  it('asks again after 5 s, three times in all, with the same request', async () => {
    refuse();
    await customer().say('hello');
    expect(attempts()).toBe(1);
    desk.clock.advance(5 * SECOND_MS - 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(attempts()).toBe(1);
    desk.clock.advance(1);
    await expect.poll(attempts).toBe(2);
    await expect.poll(() => desk.sim.callbacks().length).toBe(2);
    desk.clock.advance(5 * SECOND_MS);
    await desk.sim.settled();
    desk.clock.advance(60 * SECOND_MS);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(attempts()).toBe(3);
    expect(new Set(target.arrived.map((one) => one.url.href + one.body)).size).toBe(1);
    expect(customer().received()).toMatchObject([{ via: 'wechat' }]);
  });

  it('stops when it is answered', async () => {
    refuse();
    await customer().say('hello');
    target.answerWith((response) => response.end(''));
    desk.clock.advance(5 * SECOND_MS);
    await desk.sim.settled();
    expect(desk.sim.callbacks().map((one) => one.outcome)).toEqual(['refused', 'ok']);
    expect(customer().received()).toEqual([]);
  });

  it('hangs up after 5 s and asks again at once', async () => {
    target.answerWith(() => undefined);
    const saying = customer().say('hello');
    await expect.poll(attempts).toBe(1);
    target.answerWith((response) => response.end('success'));
    desk.clock.advance(5 * SECOND_MS);
    expect((await saying).callback).toMatchObject({ outcome: 'late' });
    await desk.sim.settled();
    expect(desk.sim.callbacks().map((one) => one.outcome)).toEqual(['late', 'ok']);
  });

  it('takes 200 with something unreadable for a failure', async () => {
    target.answerWith((response) => response.end('{"ok":true}'));
    expect((await customer().say('hello')).callback).toMatchObject({ outcome: 'broken' });
  });
});

it('shows a passive answer', async () => {
  target.answerWith((response) =>
    response.end(
      '<xml><ToUserName>oCustomer</ToUserName><FromUserName>gh</FromUserName><MsgType>text</MsgType><Content>hello back</Content></xml>',
    ),
  );
  await customer().say('hello');
  expect(customer().received()).toMatchObject([{ via: 'passive', text: 'hello back' }]);
});

it('tells of a template by an event with the number that it answered with', async () => {
  customer();
  const token = await desk.api.oaToken();
  const query = new URLSearchParams({ access_token: String(token['access_token']) });
  const response = await fetch(`${desk.sim.baseUrl}/cgi-bin/message/template/send?${query}`, {
    method: 'POST',
    body: JSON.stringify({ touser: 'oCustomer', template_id: 't', data: { a: { value: 'x' } } }),
  });
  const msgid = /"msgid":(\d+)/.exec(await response.text())?.[1] ?? 'none';
  await expect.poll(() => target.arrived.length).toBe(1);
  const [event] = target.arrived;
  expect(event && openCallback(event, KEYS).xml).toContain(`<MsgID>${msgid}</MsgID>`);
});

describe('doorbells', () => {
  const guest = () => desk.sim.kf('main').customer('wmCustomer');
  it.each([
    ['dropped', { isDropped: true }, 0],
    ['several for one message', { perMessage: 3 }, 3],
    ['copied', { copies: 2 }, 2],
  ])('are %s', async (_, knobs, count) => {
    desk.sim.kf('main').doorbells(knobs);
    await guest().say('hi');
    await desk.sim.settled();
    expect(target.arrived).toHaveLength(count);
  });

  it('are late', async () => {
    desk.sim.kf('main').doorbells({ delayMs: 2_000 });
    await guest().say('hi');
    expect(target.arrived).toHaveLength(0);
    desk.clock.advance(2_000);
    await expect.poll(() => target.arrived.length).toBe(1);
  });

  it('change places', async () => {
    desk.sim.kf('main').doorbells({ isReordered: true });
    await guest().say('first');
    desk.clock.advance(SECOND_MS / 5);
    await guest().say('second');
    await expect.poll(() => target.arrived.length).toBe(2);
    const first = target.arrived.map((one) => openCallback(one, KEYS).xml);
    expect(new Set(first).size).toBe(2);
  });
});
