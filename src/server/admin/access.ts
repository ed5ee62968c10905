import type { AgentRole, ApiScope, Principal } from '../../domain/agent.ts';
import { CARE_ACCESS } from './access-care.ts';

/** Who may use a route: people by role, machine keys by scope; `public` needs nobody. */
export type Access = 'public' | { readonly roles: readonly AgentRole[]; readonly scope?: ApiScope };

const EVERYONE: readonly AgentRole[] = ['agent', 'supervisor', 'admin', 'auditor'];
const DESK: readonly AgentRole[] = ['agent', 'supervisor', 'admin'];
/** Who lead others. */
const LEADS: readonly AgentRole[] = ['supervisor', 'admin'];
const ADMIN: readonly AgentRole[] = ['admin'];

/** The one table of who may do what. A route that is not in it does not start (admin-routes.ts). */
export const ACCESS = {
  'POST /sessions': 'public',
  'GET /sessions/current': { roles: EVERYONE },
  'DELETE /sessions/current': { roles: EVERYONE },
  'PUT /sessions/current/password': { roles: EVERYONE },

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
  'POST /complaints': { roles: DESK, scope: 'complaints:write' },
  'GET /complaints/:no/events': { roles: EVERYONE, scope: 'complaints:read' },
  'GET /complaints/:no/clocks': { roles: EVERYONE, scope: 'complaints:read' },
  'GET /complaints/:no/candidates': { roles: DESK },
  'GET /complaints/:no/draft': { roles: DESK },
  'POST /complaints/:no/files': { roles: DESK, scope: 'complaints:write' },
  'GET /complaints/:no/files/:fileId': { roles: DESK },
  // Who may do it to this complaint is its own machine's to say (domain/complaint/machine.ts).
  'POST /complaints/:no/assign': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/contact': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/pause': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/resume': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/propose': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/decide': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/confirm': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/dispute': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/withdraw': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/decline': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/close': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/reopen': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/extend': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/merge': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/supplement': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/review': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/review-decision': { roles: LEADS, scope: 'complaints:write' },
  'POST /complaints/:no/relabel': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/escalate': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/rectify': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/notes': { roles: DESK, scope: 'complaints:write' },
  'POST /complaints/:no/rating': { roles: DESK, scope: 'complaints:write' },
  'GET /saved-filters': { roles: EVERYONE },
  'PUT /saved-filters': { roles: EVERYONE },
  'DELETE /saved-filters/:id': { roles: EVERYONE },
  'GET /notices': { roles: EVERYONE },
  'POST /notices/read': { roles: EVERYONE },
  'GET /sla-policies': { roles: EVERYONE, scope: 'sla:read' },
  'GET /sla-policies/:id': { roles: EVERYONE, scope: 'sla:read' },
  'PUT /sla-policies/:id': { roles: ADMIN },
  'GET /reports/:name': { roles: ['supervisor', 'admin', 'auditor'], scope: 'reports:read' },
  'GET /consents': { roles: EVERYONE, scope: 'consents:read' },

  'GET /service-requests': { roles: EVERYONE, scope: 'service-requests:read' },
  'GET /service-requests/:no': { roles: EVERYONE, scope: 'service-requests:read' },
  'POST /service-requests': { roles: DESK, scope: 'service-requests:write' },
  'POST /service-requests/:no/status': { roles: DESK, scope: 'service-requests:write' },
  // Whoever carries it out has to know whom to call, a machine too: here we are the source.
  'POST /service-requests/:no/reveal': { roles: DESK, scope: 'service-requests:write' },

  'GET /conversations': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /conversations/:id': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /conversations/:id/messages': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /conversations/:id/history': { roles: EVERYONE, scope: 'conversations:read' },
  // Another desk may do with its key what our own agents do.
  'POST /conversations/:id/messages': { roles: DESK, scope: 'conversations:write' },
  'POST /conversations/:id/typing': { roles: DESK, scope: 'conversations:write' },
  'POST /conversations/:id/files': { roles: DESK, scope: 'conversations:write' },
  'GET /conversations/:id/files/:fileId': { roles: EVERYONE, scope: 'conversations:read' },
  'POST /conversations/:id/messages/:seq/reveal': { roles: DESK },
  'GET /conversations/:id/window': { roles: EVERYONE, scope: 'conversations:read' },
  'GET /conversations/:id/packet': { roles: EVERYONE, scope: 'handoffs:read' },
  'GET /conversations/:id/notes': { roles: EVERYONE, scope: 'conversations:read' },
  'POST /conversations/:id/notes': { roles: DESK, scope: 'conversations:write' },
  'GET /conversations/:id/links': { roles: EVERYONE, scope: 'conversations:read' },
  'POST /conversations/:id/links': { roles: DESK },
  'DELETE /conversations/:id/links': { roles: DESK },
  'GET /conversations/:id/suggestions': { roles: DESK },
  'POST /conversations/:id/take-over': { roles: LEADS },

  'GET /handoffs': { roles: EVERYONE, scope: 'handoffs:read' },
  'GET /handoffs/:id': { roles: EVERYONE, scope: 'handoffs:read' },
  'POST /handoffs/:id/accept': { roles: DESK, scope: 'handoffs:write' },
  'POST /handoffs/:id/decline': { roles: DESK },
  'POST /handoffs/:id/transfer': { roles: DESK, scope: 'handoffs:write' },
  'POST /handoffs/:id/return-to-bot': { roles: DESK, scope: 'handoffs:write' },
  'POST /handoffs/:id/close': { roles: DESK, scope: 'handoffs:write' },
  'POST /handoffs/:id/take-over': { roles: LEADS },

  'GET /desk': { roles: DESK },
  'GET /events': { roles: DESK },
  'PUT /presence': { roles: DESK },
  'GET /roster': { roles: DESK },
  'PUT /agents/:id/presence': { roles: LEADS },
  'GET /search': { roles: EVERYONE },
  'POST /texts/check': { roles: DESK },
  'GET /canned-answers': { roles: DESK },
  'POST /canned-answers': { roles: LEADS },
  'PUT /canned-answers/:id': { roles: LEADS },
  'DELETE /canned-answers/:id': { roles: LEADS },
  'POST /canned-answers/:id/render': { roles: DESK },

  'GET /board': { roles: ['supervisor', 'admin', 'auditor'] },
  'POST /quality-samples': { roles: LEADS },
  'GET /quality-reviews': { roles: ['supervisor', 'admin', 'auditor'] },
  'PUT /quality-reviews/:id': { roles: LEADS },

  'POST /understanding/parse': { roles: DESK, scope: 'understanding:parse' },

  'GET /knowledge': { roles: EVERYONE, scope: 'knowledge:read' },
  'GET /knowledge/:slug': { roles: EVERYONE, scope: 'knowledge:read' },
  'PUT /knowledge/:slug': { roles: DESK, scope: 'knowledge:write' },
  // A review is a person's.
  'POST /knowledge/:slug/publish': { roles: LEADS },
  'DELETE /knowledge/:slug': { roles: LEADS },

  'GET /model-calls': { roles: ['auditor', 'admin'] },
  'GET /audit': { roles: ['auditor', 'admin'], scope: 'audit:read' },
  'GET /audit/export': { roles: ['auditor', 'admin'], scope: 'audit:read' },
  'POST /audit/verify': { roles: ['auditor', 'admin'], scope: 'audit:read' },

  'GET /agents': { roles: ADMIN },
  'PUT /agents/:id': { roles: ADMIN },
  'GET /teams': { roles: EVERYONE },
  'POST /teams': { roles: ADMIN },
  'PUT /teams/:id': { roles: ADMIN },
  'DELETE /teams/:id': { roles: ADMIN },
  'GET /calendars': { roles: EVERYONE },
  'GET /calendars/:id': { roles: EVERYONE },
  'PUT /calendars/:id': { roles: ADMIN },
  'GET /holidays': { roles: EVERYONE },
  'PUT /holidays': { roles: ADMIN },
  'PUT /holidays/:date': { roles: ADMIN },
  'DELETE /holidays/:date': { roles: ADMIN },
  'GET /desk-settings': { roles: LEADS },
  'PUT /desk-settings': { roles: ADMIN },
  'GET /webhooks': { roles: ADMIN },
  'POST /webhooks': { roles: ADMIN },
  'PUT /webhooks/:id': { roles: ADMIN },
  'DELETE /webhooks/:id': { roles: ADMIN },
  'POST /webhooks/:id/rotate-secret': { roles: ADMIN },
  'POST /webhooks/:id/test': { roles: ADMIN },
  'GET /deliveries': { roles: ADMIN },
  'POST /deliveries/:id/retry': { roles: ADMIN },
  'GET /system': { roles: LEADS },
  'POST /agents': { roles: ADMIN },
  'POST /agents/:id/disable': { roles: ADMIN },
  'POST /agents/:id/reset-password': { roles: ADMIN },
  'GET /api-keys': { roles: ADMIN },
  'POST /api-keys': { roles: ADMIN },
  'DELETE /api-keys/:id': { roles: ADMIN },
  ...CARE_ACCESS,
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
