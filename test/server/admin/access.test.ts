import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_ROLES, API_SCOPES, type ApiScope } from '../../../src/domain/agent.ts';
import { ACCESS, accessOf } from '../../../src/server/admin/access.ts';
import { EXPECTED_CARE } from './access-care.ts';
import { type AdminApp, startAdminApp } from './admin-app.ts';

let desk: AdminApp;
beforeAll(async () => {
  desk = await startAdminApp();
});
afterAll(() => desk.stop());

/** Written a second time by hand: a slip in the table of the product shows here. a=agent s=supervisor A=admin u=auditor */
const EXPECTED: Readonly<Record<keyof typeof ACCESS, readonly [roles: string, scope?: ApiScope]>> =
  {
    'POST /sessions': ['public'],
    'GET /sessions/current': ['asAu'],
    'DELETE /sessions/current': ['asAu'],
    'PUT /sessions/current/password': ['asAu'],
    'GET /customers': ['asAu', 'customers:read'],
    'GET /customers/:customerNo': ['asAu', 'customers:read'],
    'PUT /customers/:customerNo': ['A', 'customers:write'],
    'POST /customers/:customerNo/reveal': ['asA'],
    'GET /policies/:policyNo': ['asAu', 'policies:read'],
    'PUT /policies/:policyNo': ['A', 'policies:write'],
    'GET /claims/:claimNo': ['asAu', 'claims:read'],
    'PUT /claims/:claimNo': ['A', 'claims:write'],
    'POST /claims/:claimNo/events': ['A', 'claims:write'],
    'GET /accident-reports': ['asAu', 'accident-reports:read'],
    'GET /accident-reports/:reportNo': ['asAu', 'accident-reports:read'],
    'GET /complaints': ['asAu', 'complaints:read'],
    'GET /complaints/:no': ['asAu', 'complaints:read'],
    'POST /complaints': ['asA', 'complaints:write'],
    'GET /complaints/:no/events': ['asAu', 'complaints:read'],
    'GET /complaints/:no/clocks': ['asAu', 'complaints:read'],
    'GET /complaints/:no/candidates': ['asA'],
    'GET /complaints/:no/draft': ['asA'],
    'POST /complaints/:no/files': ['asA', 'complaints:write'],
    'GET /complaints/:no/files/:fileId': ['asA'],
    'POST /complaints/:no/assign': ['asA', 'complaints:write'],
    'POST /complaints/:no/contact': ['asA', 'complaints:write'],
    'POST /complaints/:no/pause': ['asA', 'complaints:write'],
    'POST /complaints/:no/resume': ['asA', 'complaints:write'],
    'POST /complaints/:no/propose': ['asA', 'complaints:write'],
    'POST /complaints/:no/decide': ['asA', 'complaints:write'],
    'POST /complaints/:no/confirm': ['asA', 'complaints:write'],
    'POST /complaints/:no/dispute': ['asA', 'complaints:write'],
    'POST /complaints/:no/withdraw': ['asA', 'complaints:write'],
    'POST /complaints/:no/decline': ['asA', 'complaints:write'],
    'POST /complaints/:no/close': ['asA', 'complaints:write'],
    'POST /complaints/:no/reopen': ['asA', 'complaints:write'],
    'POST /complaints/:no/extend': ['asA', 'complaints:write'],
    'POST /complaints/:no/merge': ['asA', 'complaints:write'],
    'POST /complaints/:no/supplement': ['asA', 'complaints:write'],
    'POST /complaints/:no/review': ['asA', 'complaints:write'],
    'POST /complaints/:no/relabel': ['asA', 'complaints:write'],
    'POST /complaints/:no/escalate': ['asA', 'complaints:write'],
    'POST /complaints/:no/rectify': ['asA', 'complaints:write'],
    'POST /complaints/:no/notes': ['asA', 'complaints:write'],
    'POST /complaints/:no/rating': ['asA', 'complaints:write'],
    'POST /complaints/:no/review-decision': ['sA', 'complaints:write'],
    'GET /saved-filters': ['asAu'],
    'PUT /saved-filters': ['asAu'],
    'DELETE /saved-filters/:id': ['asAu'],
    'GET /notices': ['asAu'],
    'POST /notices/read': ['asAu'],
    'GET /sla-policies': ['asAu', 'sla:read'],
    'GET /sla-policies/:id': ['asAu', 'sla:read'],
    'PUT /sla-policies/:id': ['A'],
    'GET /reports/:name': ['sAu', 'reports:read'],
    'GET /consents': ['asAu', 'consents:read'],
    'GET /service-requests': ['asAu', 'service-requests:read'],
    'GET /service-requests/:no': ['asAu', 'service-requests:read'],
    'POST /service-requests': ['asA', 'service-requests:write'],
    'POST /service-requests/:no/status': ['asA', 'service-requests:write'],
    'POST /service-requests/:no/reveal': ['asA', 'service-requests:write'],
    'GET /conversations': ['asAu', 'conversations:read'],
    'GET /conversations/:id': ['asAu', 'conversations:read'],
    'GET /conversations/:id/messages': ['asAu', 'conversations:read'],
    'GET /conversations/:id/history': ['asAu', 'conversations:read'],
    'POST /conversations/:id/messages': ['asA', 'conversations:write'],
    'POST /conversations/:id/typing': ['asA', 'conversations:write'],
    'POST /conversations/:id/files': ['asA', 'conversations:write'],
    'GET /conversations/:id/files/:fileId': ['asAu', 'conversations:read'],
    'POST /conversations/:id/messages/:seq/reveal': ['asA'],
    'GET /conversations/:id/window': ['asAu', 'conversations:read'],
    'GET /conversations/:id/packet': ['asAu', 'handoffs:read'],
    'GET /conversations/:id/notes': ['asAu', 'conversations:read'],
    'POST /conversations/:id/notes': ['asA', 'conversations:write'],
    'GET /conversations/:id/links': ['asAu', 'conversations:read'],
    'POST /conversations/:id/links': ['asA'],
    'DELETE /conversations/:id/links': ['asA'],
    'GET /conversations/:id/suggestions': ['asA'],
    'POST /conversations/:id/take-over': ['sA'],
    'GET /handoffs': ['asAu', 'handoffs:read'],
    'GET /handoffs/:id': ['asAu', 'handoffs:read'],
    'POST /handoffs/:id/accept': ['asA', 'handoffs:write'],
    'POST /handoffs/:id/decline': ['asA'],
    'POST /handoffs/:id/transfer': ['asA', 'handoffs:write'],
    'POST /handoffs/:id/return-to-bot': ['asA', 'handoffs:write'],
    'POST /handoffs/:id/close': ['asA', 'handoffs:write'],
    'POST /handoffs/:id/take-over': ['sA'],
    'GET /desk': ['asA'],
    'GET /events': ['asA'],
    'PUT /presence': ['asA'],
    'GET /roster': ['asA'],
    'PUT /agents/:id/presence': ['sA'],
    'GET /search': ['asAu'],
    'POST /texts/check': ['asA'],
    'GET /canned-answers': ['asA'],
    'POST /canned-answers': ['sA'],
    'PUT /canned-answers/:id': ['sA'],
    'DELETE /canned-answers/:id': ['sA'],
    'POST /canned-answers/:id/render': ['asA'],
    'GET /board': ['sAu'],
    'POST /quality-samples': ['sA'],
    'GET /quality-reviews': ['sAu'],
    'PUT /quality-reviews/:id': ['sA'],
    'POST /understanding/parse': ['asA', 'understanding:parse'],
    'GET /knowledge': ['asAu', 'knowledge:read'],
    'GET /knowledge/:slug': ['asAu', 'knowledge:read'],
    'PUT /knowledge/:slug': ['asA', 'knowledge:write'],
    'POST /knowledge/:slug/publish': ['sA'],
    'DELETE /knowledge/:slug': ['sA'],
    'GET /model-calls': ['Au'],
    'GET /audit': ['Au', 'audit:read'],
    'GET /audit/export': ['Au', 'audit:read'],
    'POST /audit/verify': ['Au', 'audit:read'],
    'GET /agents': ['A'],
    'PUT /agents/:id': ['A'],
    'GET /teams': ['asAu'],
    'POST /teams': ['A'],
    'PUT /teams/:id': ['A'],
    'DELETE /teams/:id': ['A'],
    'GET /calendars': ['asAu'],
    'GET /calendars/:id': ['asAu'],
    'PUT /calendars/:id': ['A'],
    'GET /holidays': ['asAu'],
    'PUT /holidays': ['A'],
    'PUT /holidays/:date': ['A'],
    'DELETE /holidays/:date': ['A'],
    'GET /desk-settings': ['sA'],
    'PUT /desk-settings': ['A'],
    'GET /webhooks': ['A'],
    'POST /webhooks': ['A'],
    'PUT /webhooks/:id': ['A'],
    'DELETE /webhooks/:id': ['A'],
    'POST /webhooks/:id/rotate-secret': ['A'],
    'POST /webhooks/:id/test': ['A'],
    'GET /deliveries': ['A'],
    'POST /deliveries/:id/retry': ['A'],
    'GET /system': ['sA'],
    'POST /agents': ['A'],
    'POST /agents/:id/disable': ['A'],
    'POST /agents/:id/reset-password': ['A'],
    'GET /api-keys': ['A'],
    'POST /api-keys': ['A'],
    'DELETE /api-keys/:id': ['A'],
    ...EXPECTED_CARE,
  };
const LETTERS = { agent: 'a', supervisor: 's', admin: 'A', auditor: 'u' } as const;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
const ROUTES = Object.entries(EXPECTED).map(([route, rule]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method: method as Method, url: path.replace(/:\w+/g, 'X1'), rule };
});
const PROTECTED = ROUTES.filter(({ rule }) => rule[0] !== 'public');

const ask = (method: Method, url: string, token?: string) =>
  desk.call(method, url, {
    ...(token === undefined ? {} : { token }),
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
  });

describe('access', () => {
  it.each(PROTECTED)('$route wants somebody', async ({ method, url }) => {
    for (const token of [undefined, 'nonsense', 'cs_unknown', 'ck_unknown']) {
      const answer = await ask(method, url, token);
      expect([token, answer.status, answer.body.code]).toEqual([token, 401, 'unauthenticated']);
    }
  });

  it.each(PROTECTED)('$route lets in its roles and nobody else', async ({ method, url, rule }) => {
    for (const role of AGENT_ROLES) {
      const answer = await ask(method, url, await desk.signIn(role));
      const isAllowed = rule[0].includes(LETTERS[role]);
      expect([role, answer.status === 403]).toEqual([role, !isAllowed]);
      expect(answer.status).not.toBe(401);
      expect(answer.status).toBeLessThan(500);
    }
  });

  it.each(PROTECTED)(
    '$route lets in machines with its scope and no other',
    async ({ method, url, rule }) => {
      const others = API_SCOPES.filter((scope) => scope !== rule[1]);
      expect((await ask(method, url, await desk.key(others))).status).toBe(403);
      if (rule[1] === undefined) return;
      expect([401, 403]).not.toContain((await ask(method, url, await desk.key([rule[1]]))).status);
    },
  );

  it('has a rule for every route that is served, and serves every rule', () => {
    for (const { method, route } of ROUTES) {
      const url = `/api/v1${route.split(' ')[1]}`;
      expect([route, desk.app.hasRoute({ method, url })]).toEqual([route, true]);
    }
    expect(Object.keys(ACCESS).sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(accessOf('GET', '/nothing')).toBeUndefined();
  });

  it('forgets a revoked key and a disabled agent at once', async () => {
    const admin = await desk.signIn('admin');
    const made = await desk.call('POST', '/api-keys', {
      token: admin,
      body: { name: 'core', scopes: ['claims:read'] },
    });
    expect(made.status).toBe(201);
    const { id, secret } = made.body;
    expect((await ask('GET', '/claims/X1', secret)).status).toBe(404);
    expect((await ask('DELETE', `/api-keys/${id}`, admin)).status).toBe(204);
    expect((await ask('GET', '/claims/X1', secret)).status).toBe(401);
    const stored = await desk.db.pool.query('SELECT key_hash FROM api_keys');
    expect(JSON.stringify(stored.rows)).not.toContain(secret);
    const list = await ask('GET', '/api-keys', admin);
    expect(JSON.stringify(list.body)).not.toContain(secret);

    const agent = await desk.signIn('agent');
    const { id: agentId } = (await ask('GET', '/sessions/current', agent)).body;
    expect((await ask('POST', `/agents/${agentId}/disable`, admin)).status).toBe(204);
    expect((await ask('GET', '/sessions/current', agent)).status).toBe(401);
  });
});
