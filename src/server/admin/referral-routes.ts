import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Principal } from '../../domain/agent.ts';
import type { ReferralView } from '../../domain/referral/view.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  referral,
  referralParams,
  referralQuery,
  referralRevealed,
  referralRevealInput,
  referralReward,
  referralRewardInput,
  referralStatusInput,
} from '../contract/referrals.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { agentOf } from './desk-actor.ts';
import type { AuditPort } from './ports.ts';
import type { ReferralsPort } from './ports-events.ts';

const TAGS = ['referrals'];

const LIST = {
  tags: TAGS,
  operationId: 'listReferrals',
  summary: 'Friends who asked to be called, newest first; masked',
  querystring: referralQuery,
  response: { 200: pageOf(referral), ...PROBLEMS },
};
const CHANGE = {
  tags: TAGS,
  operationId: 'setReferralStatus',
  summary:
    'Say how far it is, by whoever it is assigned to or a lead; leads give it to another agent',
  params: referralParams,
  body: referralStatusInput,
  response: { 200: referral, ...PROBLEMS },
};
const REVEAL = {
  tags: TAGS,
  operationId: 'revealReferral',
  summary: 'Whom to call, unmasked; audited with its reason',
  params: referralParams,
  body: referralRevealInput,
  response: { 200: referralRevealed, ...PROBLEMS },
};
const GET_REWARD = {
  tags: TAGS,
  operationId: 'getReferralReward',
  summary: 'What a customer gets for a friend',
  response: { 200: referralReward, ...PROBLEMS },
};
const SET_REWARD = {
  tags: TAGS,
  operationId: 'setReferralReward',
  summary: 'Only an account of compliance may, whatever its role (Insurance Law 116, 131)',
  body: referralRewardInput,
  response: { 200: referralReward, ...PROBLEMS },
};

export interface ReferralRoutesDeps {
  readonly referrals: ReferralsPort;
  readonly audit: Pick<AuditPort, 'record'>;
}

/** Friends who asked to be called by their own hand, and what that earns anybody. */
export function referralRoutes({ referrals, audit }: ReferralRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/referrals', { schema: LIST }, async (request) => {
      const { assignedTo, ...query } = request.query;
      const actor = actorOf(request);
      const page = await referrals.list({
        ...query,
        assignedTo: assignedTo === 'me' ? actor.id : assignedTo,
      });
      const subject = { subjectKind: 'referral', subjectId: '*' };
      const data = { found: page.items.length };
      await audit.record([{ actor, action: 'referrals.listed', ...subject, data }]);
      return toList(page, toAnswer);
    });
    app.post('/referrals/:id/status', { schema: CHANGE }, async (request) => {
      const by = { actor: actorOf(request), isLead: isLead(request.principal) };
      if (request.body.assignedTo !== undefined && !by.isLead) {
        throw new AppError('forbidden', 'only those who lead give it to somebody else');
      }
      const changed = await referrals.change(request.params.id, request.body, by);
      switch (changed.kind) {
        case 'changed':
          return toAnswer(changed.referral);
        case 'refused':
          throw new AppError('conflict', `the referral is ${changed.status} already`);
        case 'unknown_agent':
          throw new AppError('unprocessable', 'there is no such agent', {
            details: [{ path: 'body.assignedTo', problem: 'unknown agent' }],
          });
        case 'not_found':
        case 'not_yours':
          throw refusal(changed.kind);
      }
    });
    app.post(
      '/referrals/:id/reveal',
      // Each reveal leaves its own line; no answer is kept for a repeated key.
      { config: { idempotent: false }, schema: REVEAL },
      async (request) => {
        const by = { actor: actorOf(request), isLead: isLead(request.principal) };
        const shown = await referrals.reveal(request.params.id, request.body.reason, by);
        if (shown === 'not_found' || shown === 'not_yours') throw refusal(shown);
        return shown;
      },
    );
    app.get('/referral-reward', { schema: GET_REWARD }, async () => ({
      mode: await referrals.reward(),
    }));
    app.put('/referral-reward', { schema: SET_REWARD }, async (request) => {
      const { mode, reason } = request.body;
      const set = await referrals.setReward(mode, reason, agentOf(request).id);
      if (set === 'not_compliance') {
        throw new AppError('forbidden', 'only an account of compliance may do this');
      }
      return { mode };
    });
  };
}

function isLead(principal: Principal | undefined): boolean {
  return (
    principal?.kind === 'agent' && (principal.role === 'supervisor' || principal.role === 'admin')
  );
}

function refusal(why: 'not_found' | 'not_yours'): AppError {
  return why === 'not_found'
    ? new AppError('not_found', 'there is no such referral')
    : new AppError('forbidden', 'it is assigned to somebody else');
}

function toAnswer(view: ReferralView): z.infer<typeof referral> {
  return {
    ...view,
    consentedAt: iso(view.consentedAt),
    contactedAt: isoOrNull(view.contactedAt),
    completedAt: isoOrNull(view.completedAt),
    withdrawnAt: isoOrNull(view.withdrawnAt),
    createdAt: iso(view.createdAt),
  };
}
