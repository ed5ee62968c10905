import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSampleSim } from './sim-samples.ts';

type Sample = Awaited<ReturnType<typeof startSampleSim>>;
let sample: Sample;
const CHANNEL = { channel: 'kf', account: 'main', customer: 'wm1' } as const;

beforeEach(async () => {
  sample = await startSampleSim();
});
afterEach(() => sample.sim.stop());

async function post(path: string, body: unknown): Promise<number> {
  const url = `${sample.sim.baseUrl}${path}`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return answer.status;
}

async function stateOf() {
  const answer = await fetch(`${sample.sim.baseUrl}/sim/state`);
  return await answer.json();
}

const textTo = (touser: string) => ({
  ...{ touser, open_kfid: 'wkA', msgtype: 'text', text: { content: 'hello' } },
});

describe('the control of the phone page', () => {
  it('tells what may still be sent, and until when', async () => {
    await post('/sim/act', { ...CHANNEL, doing: { act: 'say', text: 'hi' } });
    await sample.api.kf('/cgi-bin/kf/send_msg', textTo('wm1'));
    const { kfAccounts } = await stateOf();
    expect(kfAccounts[0].customers[0].allowance).toEqual({
      left: 4,
      closesAt: '2026-06-13T07:00:00.000Z',
    });
    sample.clock.advance(48 * 3_600_000);
    const later = await stateOf();
    expect(later.kfAccounts[0].customers[0].allowance).toEqual({ left: 0 });
  });

  it('counts every allowance of an Official Account that is open', async () => {
    const who = { channel: 'official-account', account: 'main', customer: 'o1' };
    await post('/sim/act', { ...who, doing: { act: 'say', text: 'hi' } });
    await post('/sim/act', { ...who, doing: { act: 'click', key: 'FNOL' } });
    const { officialAccounts } = await stateOf();
    expect(officialAccounts[0].customers[0].allowance.left).toBe(8);
    sample.clock.advance(60_000);
    const later = await stateOf();
    expect(later.officialAccounts[0].customers[0].allowance.left).toBe(5);
  });

  it('tells in the thread what happened between the messages, and where a place is', async () => {
    const place = { latitude: 22.5, longitude: 114, name: 'Gate', address: 'Road 1' };
    await post('/sim/act', { ...CHANNEL, doing: { act: 'enter' } });
    await post('/sim/act', { ...CHANNEL, doing: { act: 'location', ...place } });
    await sample.api.kf('/cgi-bin/kf/service_state/trans', {
      ...{ open_kfid: 'wkA', external_userid: 'wm1', service_state: 2 },
    });
    await post('/sim/act', { ...CHANNEL, doing: { act: 'servicerTake', servicer: 'zhang' } });
    await post('/sim/act', { ...CHANNEL, doing: { act: 'servicerEnd', servicer: 'zhang' } });
    const { kfAccounts } = await stateOf();
    const { thread } = kfAccounts[0].customers[0];
    expect(
      thread.map((entry: { kind: string; text: string }) => `${entry.kind} ${entry.text}`),
    ).toEqual(['event entered', 'location Gate', 'event waits', 'event taken', 'event ended']);
    expect(thread[1].place).toEqual(place);
    expect(thread[3].servicerId).toBe('zhang');
  });

  it.each([
    ['refuses the next send', { spoil: 'refuse_send', channel: 'kf', errcode: 95_002 }, 95_002],
    ['loses the next send, which it took', { spoil: 'lose_send', account: 'main' }, 0],
  ])('%s, and no other', async (_what, spoil, errcode) => {
    const customer = sample.sim.kf('main').customer('wm1', { openKfid: 'wkA' });
    await customer.say('hi');
    expect(await post('/sim/spoil', spoil)).toBe(200);
    const spoiled = await sample.api.kf('/cgi-bin/kf/send_msg', textTo('wm1'));
    expect(spoiled['errcode']).toBe(errcode);
    expect(customer.received()).toHaveLength(0);
    await sample.api.kf('/cgi-bin/kf/send_msg', textTo('wm1'));
    expect(customer.received()).toHaveLength(1);
  });

  it('sends a person home, who then cannot be given a customer', async () => {
    await sample.sim.kf('main').customer('wm1', { openKfid: 'wkA' }).say('hi');
    const home = { spoil: 'servicer', channel: 'kf', account: 'main', servicer: 'zhang' };
    await post('/sim/spoil', { ...home, isServing: false });
    const answer = await sample.api.kf('/cgi-bin/kf/service_state/trans', {
      ...{ open_kfid: 'wkA', external_userid: 'wm1', service_state: 3, servicer_userid: 'zhang' },
    });
    expect(answer['errcode']).toBe(95_019);
  });

  it.each([
    ['an act that nobody knows', '/sim/act', { ...CHANNEL, doing: { act: 'fly' } }],
    ['a fault that nobody knows', '/sim/spoil', { spoil: 'everything' }],
    ['time that goes back', '/sim/clock', { advanceMs: -1 }],
  ])('refuses %s', async (_what, path, body) => {
    expect(await post(path, body)).toBe(400);
  });

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/main.js', 'text/javascript; charset=utf-8'],
    ['/phone.css', 'text/css; charset=utf-8'],
  ])('serves the page: %s', async (path, type) => {
    const answer = await fetch(`${sample.sim.baseUrl}${path}`);
    expect(answer.headers.get('content-type')).toBe(type);
  });

  it('serves nothing from outside the page', async () => {
    const answer = await fetch(`${sample.sim.baseUrl}/..%2Fcontrol%2Fcontrol.ts`);
    expect(answer.status).toBe(404);
  });
});
