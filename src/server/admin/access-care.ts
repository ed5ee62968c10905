import type { AgentRole } from '../../domain/agent.ts';

const EVERYONE = ['agent', 'supervisor', 'admin', 'auditor'] as const satisfies AgentRole[];
const DESK = ['agent', 'supervisor', 'admin'] as const satisfies AgentRole[];
const LEADS = ['supervisor', 'admin'] as const satisfies AgentRole[];
const WATCHERS = ['supervisor', 'admin', 'auditor'] as const satisfies AgentRole[];
const ADMIN = ['admin'] as const satisfies AgentRole[];

/** Who may do what about satisfaction, return visits and care: a part of the one table (access.ts). */
export const CARE_ACCESS = {
  'GET /questionnaires': { roles: EVERYONE, scope: 'surveys:read' },
  'GET /questionnaires/:id': { roles: EVERYONE, scope: 'surveys:read' },
  'POST /questionnaires': { roles: LEADS, scope: 'surveys:write' },
  'PUT /questionnaires/:id': { roles: LEADS, scope: 'surveys:write' },
  'POST /questionnaires/:id/publish': { roles: LEADS },
  'POST /questionnaires/:id/retire': { roles: LEADS },
  'GET /questionnaires/:id/results': { roles: WATCHERS, scope: 'surveys:read' },
  'GET /invitations': { roles: EVERYONE, scope: 'surveys:read' },
  'GET /invitations/:id': { roles: EVERYONE, scope: 'surveys:read' },
  'POST /invitations': { roles: LEADS, scope: 'surveys:write' },
  // What was answered on the phone is written down by whoever called.
  'PUT /invitations/:id/answers': { roles: DESK, scope: 'surveys:write' },
  'GET /answers': { roles: EVERYONE, scope: 'surveys:read' },
  'GET /follow-ups': { roles: EVERYONE, scope: 'surveys:read' },
  'GET /follow-ups/:id': { roles: EVERYONE, scope: 'surveys:read' },
  'POST /follow-ups/:id/take': { roles: DESK },
  'POST /follow-ups/:id/contact': { roles: DESK, scope: 'surveys:write' },
  'POST /follow-ups/:id/finish': { roles: DESK, scope: 'surveys:write' },

  'GET /return-visits': { roles: EVERYONE, scope: 'visits:read' },
  'GET /return-visits/:id': { roles: EVERYONE, scope: 'visits:read' },
  'GET /return-visit-rates': { roles: WATCHERS, scope: 'visits:read' },
  'GET /return-visit-calendar': { roles: EVERYONE, scope: 'visits:read' },
  'POST /return-visits/:id/take': { roles: DESK },
  'POST /return-visits/:id/identify': { roles: DESK },
  'POST /return-visits/:id/result': { roles: DESK, scope: 'visits:write' },

  'GET /outreach/templates': { roles: EVERYONE, scope: 'outreach:read' },
  'GET /outreach/templates/:id': { roles: EVERYONE, scope: 'outreach:read' },
  'POST /outreach/templates': { roles: DESK, scope: 'outreach:write' },
  'PUT /outreach/templates/:id': { roles: DESK, scope: 'outreach:write' },
  'POST /outreach/template-check': { roles: DESK, scope: 'outreach:write' },
  'POST /outreach/templates/:id/submit': { roles: DESK },
  // A review is a person's, and never the author's.
  'POST /outreach/templates/:id/approve': { roles: LEADS },
  'POST /outreach/templates/:id/reject': { roles: LEADS },
  'POST /outreach/templates/:id/retire': { roles: LEADS },
  'POST /outreach/templates/:id/preview': { roles: DESK },
  'GET /outreach/audiences': { roles: EVERYONE, scope: 'outreach:read' },
  'POST /outreach/audiences': { roles: LEADS, scope: 'outreach:write' },
  'PUT /outreach/audiences/:id': { roles: LEADS, scope: 'outreach:write' },
  'DELETE /outreach/audiences/:id': { roles: LEADS },
  'POST /outreach/audience-preview': { roles: LEADS, scope: 'outreach:read' },
  'GET /outreach/plans': { roles: EVERYONE, scope: 'outreach:read' },
  'POST /outreach/plans': { roles: LEADS, scope: 'outreach:write' },
  'PUT /outreach/plans/:id': { roles: LEADS, scope: 'outreach:write' },
  'GET /outreach/calendar': { roles: EVERYONE, scope: 'outreach:read' },
  'GET /outreach/year': { roles: EVERYONE, scope: 'outreach:read' },
  'GET /outreach/silent-days': { roles: EVERYONE, scope: 'outreach:read' },
  'PUT /outreach/silent-days': { roles: LEADS, scope: 'outreach:write' },
  'DELETE /outreach/silent-days': { roles: LEADS },
  'GET /outreach/settings': { roles: WATCHERS, scope: 'outreach:read' },
  'PUT /outreach/settings': { roles: ADMIN },
  'POST /outreach/check': { roles: EVERYONE, scope: 'outreach:read' },

  'GET /outreach/campaigns': { roles: EVERYONE, scope: 'outreach:read' },
  'GET /outreach/campaigns/:id': { roles: EVERYONE, scope: 'outreach:read' },
  'GET /outreach/campaigns/:id/results': { roles: EVERYONE, scope: 'outreach:read' },
  'POST /outreach/campaigns': { roles: LEADS, scope: 'outreach:write' },
  'POST /outreach/campaign-estimate': { roles: LEADS, scope: 'outreach:read' },
  'POST /outreach/campaigns/:id/start': { roles: LEADS },
  'POST /outreach/campaigns/:id/pause': { roles: LEADS, scope: 'outreach:write' },
  'POST /outreach/campaigns/:id/resume': { roles: LEADS },
  'POST /outreach/campaigns/:id/cancel': { roles: LEADS, scope: 'outreach:write' },
  // Its window is over: send in a new one, or drop what is left.
  'POST /outreach/campaigns/:id/decide': { roles: LEADS },
  'GET /outreach/deliveries': { roles: EVERYONE, scope: 'outreach:read' },
  'GET /outreach/accounts': { roles: WATCHERS, scope: 'outreach:read' },
  'PUT /outreach/accounts/:account': { roles: ADMIN },
  'POST /outreach/disaster-notices': { roles: LEADS, scope: 'outreach:write' },

  'POST /consents': { roles: DESK, scope: 'consents:write' },

  'GET /owner-events': { roles: EVERYONE, scope: 'owner-events:read' },
  'GET /owner-events/:id': { roles: EVERYONE, scope: 'owner-events:read' },
  'POST /owner-events': { roles: LEADS, scope: 'owner-events:write' },
  'PUT /owner-events/:id': { roles: LEADS, scope: 'owner-events:write' },
  'POST /owner-events/:id/publish': { roles: LEADS, scope: 'owner-events:write' },
  'POST /owner-events/:id/cancel': { roles: LEADS, scope: 'owner-events:write' },
  'POST /owner-events/:id/finish': { roles: LEADS, scope: 'owner-events:write' },
  'GET /owner-events/:id/sign-ups': { roles: EVERYONE, scope: 'owner-events:read' },
  'POST /owner-events/:id/sign-ups': { roles: DESK, scope: 'owner-events:write' },
  'POST /owner-events/:id/sign-ups/:signUpId/cancel': { roles: DESK, scope: 'owner-events:write' },
  'POST /owner-events/:id/check-ins': { roles: DESK, scope: 'owner-events:write' },
  // A screen at the door may show it with a machine's key.
  'GET /owner-events/:id/door-code': { roles: DESK, scope: 'owner-events:write' },
  'GET /referrals': { roles: EVERYONE, scope: 'owner-events:read' },
  'POST /referrals/:id/status': { roles: DESK },
  'POST /referrals/:id/reveal': { roles: DESK },
  'GET /referral-reward': { roles: EVERYONE, scope: 'owner-events:read' },
  // Only an account of compliance may (domain.md 5.5): its port looks at that, whatever the role.
  'PUT /referral-reward': { roles: EVERYONE },
} as const;
