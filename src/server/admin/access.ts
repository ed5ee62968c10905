import type { AgentRole, ApiScope, Principal } from '../../domain/agent.ts';

/** Who may use a route: people by role, machine keys by scope; `public` needs nobody. */
export type Access = 'public' | { readonly roles: readonly AgentRole[]; readonly scope?: ApiScope };

const EVERYONE: readonly AgentRole[] = ['agent', 'supervisor', 'admin', 'auditor'];
const DESK: readonly AgentRole[] = ['agent', 'supervisor', 'admin'];
const ADMIN: readonly AgentRole[] = ['admin'];

/** The one table of who may do what. A route that is not in it does not start (admin-routes.ts). */
export const ACCESS = {
  'POST /sessions': 'public',
  'GET /sessions/current': { roles: EVERYONE },
  'DELETE /sessions/current': { roles: EVERYONE },

  'GET /customers': { roles: EVERYONE, scope: 'customers:read' },
  'GET /customers/:customerNo': { roles: EVERYONE, scope: 'customers:read' },
  'PUT /customers/:customerNo': { roles: ADMIN, scope: 'customers:write' },
  // A machine has no business with unmasked data of its own source, and an auditor reads the trail, not the person.
  'POST /customers/:customerNo/reveal': { roles: DESK },
  'GET /policies/:policyNo': { roles: EVERYONE, scope: 'policies:read' },
  'PUT /policies/:policyNo': { roles: ADMIN, scope: 'policies:write' },

  'GET /claims/:claimNo': { roles: EVERYONE, scope: 'claims:read' },
  'PUT /claims/:claimNo': { roles: ADMIN, scope: 'claims:write' },
  'POST /claims/:claimNo/events': { roles: ADMIN, scope: 'claims:write' },
  'GET /accident-reports': { roles: EVERYONE, scope: 'accident-reports:read' },
  'GET /accident-reports/:reportNo': { roles: EVERYONE, scope: 'accident-reports:read' },

  'GET /complaints': { roles: EVERYONE, scope: 'complaints:read' },
  'GET /complaints/:no': { roles: EVERYONE, scope: 'complaints:read' },
  'GET /consents': { roles: EVERYONE, scope: 'consents:read' },

  'GET /service-requests': { roles: EVERYONE, scope: 'service-requests:read' },
  'GET /service-requests/:no': { roles: EVERYONE, scope: 'service-requests:read' },
  'POST /service-requests/:no/status': { roles: DESK, scope: 'service-requests:write' },
  // Whoever carries it out has to know whom to call, a machine too: here we are the source.
  'POST /service-requests/:no/reveal': { roles: DESK, scope: 'service-requests:write' },

  'GET /conversations': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /conversations/:id': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /conversations/:id/messages': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /handoffs': { roles: EVERYONE, scope: 'handoffs:read' },

  'POST /understanding/parse': { roles: DESK, scope: 'understanding:parse' },

  'GET /knowledge': { roles: EVERYONE, scope: 'knowledge:read' },
  'GET /knowledge/:slug': { roles: EVERYONE, scope: 'knowledge:read' },
  'PUT /knowledge/:slug': { roles: DESK, scope: 'knowledge:write' },
  // A review is a person's.
  'POST /knowledge/:slug/publish': { roles: ['supervisor', 'admin'] },
  'DELETE /knowledge/:slug': { roles: ['supervisor', 'admin'] },

  'GET /model-calls': { roles: ['auditor', 'admin'] },
  'GET /audit': { roles: ['auditor', 'admin'], scope: 'audit:read' },

  'GET /agents': { roles: ADMIN },
  'POST /agents': { roles: ADMIN },
  'POST /agents/:id/disable': { roles: ADMIN },
  'POST /agents/:id/reset-password': { roles: ADMIN },
  'GET /api-keys': { roles: ADMIN },
  'POST /api-keys': { roles: ADMIN },
  'DELETE /api-keys/:id': { roles: ADMIN },
} as const satisfies Readonly<Record<string, Access>>;

const RULES: ReadonlyMap<string, Access> = new Map(Object.entries(ACCESS));

/** The rule of a route; undefined when the table lacks it. */
export function accessOf(method: string, path: string): Access | undefined {
  return RULES.get(`${method} ${path}`);
}

/** True when this person or machine may use a route with this rule. */
export function mayUse(access: Access, principal: Principal | undefined): boolean {
  if (access === 'public') return true;
  if (principal === undefined) return false;
  if (principal.kind === 'agent') return access.roles.includes(principal.role);
  return access.scope !== undefined && principal.scopes.includes(access.scope);
}
