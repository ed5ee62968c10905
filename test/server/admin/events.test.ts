import { once } from 'node:events';
import { type ClientRequest, get, type IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AdminApp, startAdminApp } from './admin-app.ts';
import { ask, type Person, signInPerson, talk } from './desk-people.ts';

let desk: AdminApp;
let address: string;
let wang: Person;
const open: ClientRequest[] = [];

beforeAll(async () => {
  desk = await startAdminApp();
  address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  wang = await signInPerson(desk, 'agent');
});
afterEach(() => {
  for (const request of open.splice(0)) request.destroy();
});
afterAll(() => desk.stop());

interface Listening {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Waits until everything that came holds this text. */
  until(text: string): Promise<string>;
  /** Waits for the end. */
  whole(): Promise<string>;
}

/** Not by fetch: that opens connections ahead, for which a stopping server waits. */
async function listen(headers: Record<string, string>, at = address): Promise<Listening> {
  const request = get(`${at}/api/v1/events`, { headers, agent: false });
  open.push(request);
  request.on('error', () => undefined);
  const [response] = await once(request, 'response');
  response.setEncoding('utf8');
  const parts = response[Symbol.asyncIterator]();
  let heard = '';
  const read = async (): Promise<boolean> => {
    const part = await parts.next();
    if (part.done !== true) heard += part.value;
    return part.done !== true;
  };
  return {
    status: response.statusCode,
    headers: response.headers,
    until: async (text) => {
      while (!heard.includes(text)) {
        if (!(await read())) throw new Error(`the stream ended after: ${heard}`);
      }
      return heard;
    },
    whole: async () => {
      while (await read());
      return heard;
    },
  };
}

const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

describe('the events of the desk', () => {
  it('begin with a hello that nothing on the way may keep or gather', async () => {
    const { status, headers, until } = await listen(bearer(wang));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    const heard = await until('\n\n');
    expect(heard).toMatch(/^retry: \d+\nevent: hello\ndata: \{"agentId":"agt_/);
  });

  it('tell of a hand-off, a message and a note as they happen, by their ids alone', async () => {
    const { until } = await listen({ cookie: `careline_session=${wang.token}` });
    await until('event: hello');
    const conversation = await talk(desk, { said: ['我的电话是13800000001'] });
    const id = await ask(desk, conversation);
    await wang.call('POST', `/handoffs/${id}/accept`);
    await wang.call('POST', `/conversations/${conversation}/messages`, { text: '您好' });
    await wang.call('POST', `/conversations/${conversation}/notes`, { text: '急' });
    const heard = await until('event: note');
    expect(heard).toContain('event: handoff\n');
    expect(heard).toContain(`"handoffId":"${id}"`);
    expect(heard).toContain('event: message\n');
    expect(heard).not.toContain('13800000001');
    expect(heard).not.toContain('您好');
  });

  it('say that somebody is here, from the moment their console opens', async () => {
    const late = await signInPerson(desk, 'agent');
    await desk.db.pool.query(`UPDATE agents SET seen_at = 'epoch' WHERE id = $1`, [late.id]);
    const isHere = async () => {
      const { items } = (await wang.call('GET', '/roster')).body;
      return items.find(({ id }: { id: string }) => id === late.id).isHere;
    };
    expect(await isHere()).toBe(false);
    const { until } = await listen(bearer(late));
    await until('event: hello');
    expect(await isHere()).toBe(true);
  });

  it('are for people of the desk who are signed in', async () => {
    expect((await listen({})).status).toBe(401);
    const auditor = await signInPerson(desk, 'auditor');
    expect((await listen(bearer(auditor))).status).toBe(403);
    const key = await desk.key(['handoffs:read', 'conversations:read']);
    expect((await listen({ authorization: `Bearer ${key}` })).status).toBe(403);
  });

  it('go to twenty consoles of one person, and not to one more', async () => {
    const many = await signInPerson(desk, 'agent');
    const all = await Promise.all(Array.from({ length: 23 }, () => listen(bearer(many))));
    const statuses = all.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  });

  it('end when the desk stops, and do not hold it up', async () => {
    const other = await startAdminApp();
    const there = await other.app.listen({ port: 0, host: '127.0.0.1' });
    const person = await signInPerson(other, 'agent');
    const { whole } = await listen(bearer(person), there);
    await other.stop();
    expect(await whole()).toContain('event: hello');
  });
});
