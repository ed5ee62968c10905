import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSampleSim } from './sim-samples.ts';

let desk: Awaited<ReturnType<typeof startSampleSim>>;
beforeEach(async () => {
  desk = await startSampleSim();
});
afterEach(() => desk.sim.stop());

const guest = () => desk.sim.kf('main').customer('wm1', { unionId: 'u1', nickname: 'Chen' });
const log = async (): Promise<readonly Record<string, unknown>[]> => {
  const page = await desk.api.kf('/cgi-bin/kf/sync_msg', { open_kfid: 'wkA' });
  const list: readonly Record<string, unknown>[] = JSON.parse(JSON.stringify(page['msg_list']));
  return list;
};

describe('servicers', () => {
  it('take, write, hand on, end and open again, and the log tells all of it', async () => {
    const zhang = desk.sim.kf('main').servicer('zhang');
    const li = desk.sim.kf('main').servicer('li');
    await guest().say('a person please');
    await expect(zhang.say(guest(), 'too early')).rejects.toThrow('not with zhang');
    await zhang.take(guest());
    await zhang.say(guest(), 'hello');
    await zhang.transfer(guest(), 'li');
    await li.end(guest());
    await li.say(guest(), 'one more thing');
    const told = (await log()).map((one) => JSON.parse(JSON.stringify(one)));
    expect(told).toMatchObject([
      { origin: 3 },
      { origin: 4, event: { change_type: 1, new_servicer_userid: 'zhang' } },
      { origin: 5, servicer_userid: 'zhang', text: { content: 'hello' } },
      { origin: 4, event: { change_type: 2, old_servicer_userid: 'zhang' } },
      { origin: 4, event: { change_type: 3, old_servicer_userid: 'li' } },
      { origin: 4, event: { change_type: 4, new_servicer_userid: 'li' } },
      { origin: 5, servicer_userid: 'li' },
    ]);
    // An event's head names neither the account nor the customer.
    expect(told[1]).not.toHaveProperty('open_kfid');
    expect(told[4].event.msg_code).toBeTypeOf('string');
    expect(guest().state()).toEqual({ state: 3, servicerId: 'li' });
    expect(
      guest()
        .received()
        .map((one) => one.via),
    ).toEqual(['servicer', 'servicer']);
  });

  it('count from 0 in the list and from 1 in the event', async () => {
    await desk.sim.kf('main').servicer('li').setStatus('suspended');
    const list = await desk.api.kf('/cgi-bin/kf/servicer/list', undefined, { open_kfid: 'wkA' });
    expect(list['servicer_list']).toMatchObject([
      { userid: 'zhang', status: 0 },
      { userid: 'li', status: 1, stop_type: 1 },
      { userid: 'wang', status: 1, stop_type: 0 },
    ]);
    expect((await log()).at(-1)).toMatchObject({ event: { status: 2, stop_type: 1 } });
  });
});

it('knows customers of the last 48 hours only', async () => {
  await guest().say('hi');
  const ask = () =>
    desk.api.kf('/cgi-bin/kf/customer/batchget', { external_userid_list: ['wm1', 'wm2'] });
  expect(await ask()).toMatchObject({
    customer_list: [{ external_userid: 'wm1', nickname: 'Chen', unionid: 'u1' }],
    invalid_external_userid: ['wm2'],
  });
  desk.clock.advance(48 * 3_600_000);
  expect(await ask()).toMatchObject({ customer_list: [] });
});

it('brings the scene of a link back with who enters by it', async () => {
  const { url } = await desk.api.kf('/cgi-bin/kf/add_contact_way', {
    open_kfid: 'wkA',
    scene: 'sms',
  });
  await guest().enter({ url: `${url}&scene_param=${encodeURIComponent('a=1&b')}` });
  expect((await log()).at(-1)).toMatchObject({ event: { scene: 'sms', scene_param: 'a=1&b' } });
});

describe('faults', () => {
  const send = (content: string) =>
    desk.api.kf('/cgi-bin/kf/send_msg', {
      ...{ touser: 'wm1', open_kfid: 'wkA', msgtype: 'text', text: { content } },
    });
  const seen = () => guest().received().length;

  it('answer a code as often as they are told, after as many as pass', async () => {
    await guest().say('hi');
    desk.sim.fail({ path: '/kf/send_msg', kind: 'errcode', errcode: -1, times: 2, after: 1 });
    const codes = [await send('1'), await send('2'), await send('3'), await send('4')];
    expect(codes.map((one) => one['errcode'])).toEqual([0, -1, -1, 0]);
    expect(seen()).toBe(2);
    expect(desk.sim.requests('/kf/send_msg').map((one) => one.errcode)).toEqual([0, -1, -1, 0]);
  });

  it.each([
    ['reset', 0],
    ['reset_after_doing', 1],
  ] as const)('%s: the customer gets %i', async (kind, count) => {
    await guest().say('hi');
    desk.sim.fail({ path: '/kf/send_msg', kind });
    await expect(send('hello')).rejects.toThrow();
    expect(seen()).toBe(count);
  });

  it.each(['status', 'not_json'] as const)('%s: no JSON is answered', async (kind) => {
    await guest().say('hi');
    desk.sim.fail({ path: '/kf/send_msg', kind });
    await expect(send('hello')).rejects.toThrow('JSON');
  });

  it('are slow by the clock', async () => {
    await guest().say('hi');
    desk.sim.fail({ path: '/kf/send_msg', kind: 'slow', delayMs: 6_000 });
    const sending = send('hello');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen()).toBe(0);
    // On and on: under load it may not have come yet.
    await expect
      .poll(() => {
        desk.clock.advance(6_000);
        return seen();
      })
      .toBe(1);
    expect(await sending).toMatchObject({ errcode: 0 });
  });
});

describe("the page's addresses", () => {
  const post = (path: string, body: unknown) =>
    fetch(`${desk.sim.baseUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });

  it('act, and tell of it as it happens', async () => {
    const abort = new AbortController();
    const events = await fetch(`${desk.sim.baseUrl}/sim/events`, { signal: abort.signal });
    const reader = events.body?.getReader();
    await reader?.read();
    const doing = { act: 'say', text: 'hello' };
    const acted = await post('/sim/act', {
      channel: 'kf',
      account: 'main',
      customer: 'wm9',
      doing,
    });
    expect(acted.status).toBe(200);
    const chunk = await reader?.read();
    expect(new TextDecoder().decode(chunk?.value)).toContain('"text":"hello"');
    abort.abort();
    const state = await (await fetch(`${desk.sim.baseUrl}/sim/state`)).json();
    expect(state).toMatchObject({
      kfAccounts: [{ customers: [{ id: 'wm9', state: 0, thread: [{ from: 'customer' }] }] }],
    });
  });

  it('move the clock, and refuse what is no act', async () => {
    const before = desk.clock.now().getTime();
    expect((await post('/sim/clock', { advanceMs: 1_000 })).status).toBe(200);
    expect(desk.clock.now().getTime() - before).toBe(1_000);
    expect((await post('/sim/act', { channel: 'kf', doing: { act: 'dance' } })).status).toBe(400);
    expect((await fetch(`${desk.sim.baseUrl}/../../types.ts`)).status).toBe(404);
  });
});
