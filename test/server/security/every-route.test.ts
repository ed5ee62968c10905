import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '../../../src/server/admin/access.ts';
import { type AdminApp, startAdminApp } from '../admin/admin-app.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let desk: AdminApp;
let admin: string;

beforeAll(async () => {
  desk = await startAdminApp();
  admin = await desk.signIn('admin');
});
afterAll(() => desk.stop());

const ROUTES = Object.keys(ACCESS).map((route) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method: method as Method, path };
});
const PROTECTED = ROUTES.filter(({ route }) => ACCESS[route as keyof typeof ACCESS] !== 'public');
const WRITES = PROTECTED.filter(({ method }) => method !== 'GET');
const BODIES = WRITES.filter(({ method }) => method !== 'DELETE');
const WITH_PARAMETERS = ROUTES.filter(({ path }) => path.includes(':'));

const urlOf = (path: string, value = 'X1') => path.replace(/:\w+/g, value);

describe('a write with the cookie of somebody who may', () => {
  it.each(WRITES)('$route is refused when another site made it', async ({ method, path }) => {
    const forgeries: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://desk.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'content-type': 'text/plain', 'sec-fetch-site': 'none', origin: 'https://evil.example' },
      { 'x-careline-csrf': '0' },
    ];
    for (const forged of forgeries) {
      const headers = { cookie: `careline_session=${admin}`, host: 'desk.example', ...forged };
      const answer = await desk.call(method, urlOf(path), { headers });
      expect([forged, answer.status, answer.body.code]).toEqual([forged, 403, 'forbidden']);
    }
  });
});

describe('a path that tries to leave its place', () => {
  const ATTEMPTS = [
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '%252e%252e%252fetc%252fpasswd',
    '..%5c..%5cwindows%5cwin.ini',
    '%2fetc%2fpasswd',
    'X1%00.json',
    '%00',
    '%c0%ae%c0%ae%2f',
    '%ff',
    '%',
    "X1'%3b%20DROP%20TABLE%20agents%3b--",
    '%24%7bjndi:ldap%7d',
    'x'.repeat(90),
    'x'.repeat(5_000),
    '__proto__',
    'constructor',
  ];

  it.each(WITH_PARAMETERS)('$route finds nothing by it', async ({ method, path }) => {
    for (const attempt of ATTEMPTS) {
      const body = method === 'POST' || method === 'PUT' ? { body: {} } : {};
      const answer = await desk.call(method, urlOf(path, attempt), { token: admin, ...body });
      // What refuses it may be the form, the address or the search; what must not happen is a crash or a hit.
      expect([attempt, answer.status, answer.body?.detail]).toEqual([
        attempt,
        expect.toSatisfy((status: number) => status < 500),
        answer.body?.detail,
      ]);
      expect(JSON.stringify(answer.body ?? '')).not.toMatch(/root:|\[fonts\]/);
    }
  });
});

describe('a body that is meant to hurt', () => {
  const post = (method: Method, path: string, body: string) =>
    desk.call(method, urlOf(path), { token: admin, body });

  it.each(BODIES)('$route refuses one that is too large', async ({ method, path }) => {
    const answer = await post(method, path, JSON.stringify({ text: 'x'.repeat(1_100_000) }));
    expect([413, 415]).toContain(answer.status);
  });

  it.each(BODIES)('$route refuses one that would change every object', async ({ method, path }) => {
    const bodies = [
      '{"__proto__": {"isAdmin": true}}',
      '{"constructor": {"prototype": {"isAdmin": true}}}',
      '{"data": {"__proto__": {"isAdmin": true}}}',
    ];
    for (const body of bodies) {
      expect([400, 415]).toContain((await post(method, path, body)).status);
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it.each(BODIES)('$route survives one that is deep, wide or no JSON', async ({ method, path }) => {
    const bodies = [
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      `${'{"data":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      `{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":1`).join(',')}}`,
      '{"a":',
      'null',
      '[]',
      '"text"',
      '\u0000',
    ];
    for (const body of bodies) {
      const answer = await post(method, path, body);
      expect([body.slice(0, 20), answer.status]).toEqual([
        body.slice(0, 20),
        expect.toSatisfy((status: number) => status < 500),
      ]);
    }
  });

  // A stream does not end by itself, and an export is no JSON.
  const READS = PROTECTED.filter(
    ({ route, method }) =>
      method === 'GET' && !['GET /events', 'GET /audit/export'].includes(route),
  );
  it.each(READS)(
    '$route survives a thousand parameters, and one given many times',
    async ({ path }) => {
      const many = Array.from({ length: 1_000 }, (_, i) => `p${i}=1`).join('&');
      const same = Array.from({ length: 100 }, () => 'limit=5&cursor=x&q=ab').join('&');
      const odd = 'limit[]=1&limit[__proto__]=1&__proto__[a]=1&from=%00&q=%00%00';
      for (const query of [many, same, odd]) {
        const answer = await desk.call('GET', `${urlOf(path)}?${query}`, { token: admin });
        expect([query.slice(0, 20), answer.status]).toEqual([
          query.slice(0, 20),
          expect.toSatisfy((status: number) => status < 500),
        ]);
      }
    },
  );

  it.each([...READS, ...WRITES])(
    '$route answers nothing that a browser would run',
    async ({ method, path }) => {
      const body = method === 'POST' || method === 'PUT' ? { body: {} } : {};
      const { headers } = await desk.call(method, urlOf(path), { token: admin, ...body });
      const type = String(headers['content-type'] ?? 'none');
      expect(type).toMatch(/^(application\/(problem\+)?json|none)/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    },
  );
});
