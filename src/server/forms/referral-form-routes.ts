import type { FastifyPluginAsync } from 'fastify';
import {
  type FastifyPluginAsyncZod,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { REFERRAL_CONSENT_VERSION, type ReferralReward } from '../../domain/referral/referral.ts';
import { type Clock, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import {
  referralCodeParams,
  referralInput,
  referralPage,
  referralTaken,
  referralWithdrawn,
  withdrawalParams,
} from '../contract/referral-form.ts';
import { FormLimit } from './form-limit.ts';

/** What the public page of a customer's link needs. */
export interface ReferralFormPort {
  /** Who invites, masked; undefined: there is no such link, or it is switched off. */
  find(
    code: string,
  ): Promise<{ readonly invitedBy: string; readonly reward: ReferralReward } | undefined>;
  take(
    code: string,
    friend: {
      readonly name: string;
      readonly phone: string;
      readonly city?: string | undefined;
      readonly consentVersion: string;
    },
  ): Promise<
    | { readonly kind: 'not_found' | 'already' }
    | { readonly kind: 'taken'; readonly withdrawToken: string }
  >;
  withdraw(token: string): Promise<'withdrawn' | 'already' | 'not_found'>;
}

export interface ReferralFormDeps {
  readonly referralForms: ReferralFormPort;
  readonly brand: { readonly name: string; readonly hotline: string };
  readonly clock: Clock;
}

const LOOKS = { burst: 60, everyMs: SECOND_MS } as const;
/** A family behind one address asks a few times; a script that fills in numbers by the hundred does not get far. */
const ASKS = { burst: 5, everyMs: 10 * MINUTE_MS } as const;

/** `/api/forms/referrals/:code`: a friend asks to be called, by their own hand, and may take it back. Public. */
export function referralFormRoutes(deps: ReferralFormDeps): FastifyPluginAsync {
  return async (root) => {
    await root.register(routes(deps), { prefix: '/api/forms' });
  };
}

function routes({ referralForms, brand, clock }: ReferralFormDeps): FastifyPluginAsyncZod {
  const looks = new FormLimit({ clock, ...LOOKS });
  const asks = new FormLimit({ clock, ...ASKS });
  return async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    app.get(
      '/referrals/:code',
      { schema: { hide: true, params: referralCodeParams, response: { 200: referralPage } } },
      async (request) => {
        slowDown(looks.take(request.ip));
        const found = await referralForms.find(request.params.code);
        if (found === undefined) throw noLink();
        const { name: company, hotline } = brand;
        return { ...found, company, hotline, consentVersion: REFERRAL_CONSENT_VERSION };
      },
    );
    app.post(
      '/referrals/:code',
      {
        schema: {
          hide: true,
          params: referralCodeParams,
          body: referralInput,
          response: { 200: referralTaken },
        },
      },
      async (request) => {
        const { consent: _, ...friend } = request.body;
        if (friend.consentVersion !== REFERRAL_CONSENT_VERSION) {
          throw new AppError('unprocessable', 'the text has changed: show the new one', {
            details: [{ path: 'body.consentVersion', problem: 'not the text of today' }],
          });
        }
        slowDown(asks.take(request.ip));
        const taken = await referralForms.take(request.params.code, friend);
        if (taken.kind === 'taken') {
          return { result: taken.kind, withdrawToken: taken.withdrawToken };
        }
        if (taken.kind === 'not_found') throw noLink();
        return { result: taken.kind, withdrawToken: null };
      },
    );
    app.post(
      '/referral-withdrawals/:token',
      { schema: { hide: true, params: withdrawalParams, response: { 200: referralWithdrawn } } },
      async (request) => {
        slowDown(looks.take(request.ip));
        const result = await referralForms.withdraw(request.params.token);
        if (result === 'not_found') throw noLink();
        return { result };
      },
    );
  };
}

function slowDown(waitMs: number | undefined): void {
  if (waitMs === undefined) return;
  throw new AppError('too_many_requests', 'too many tries; wait', { retryAfterMs: waitMs });
}

function noLink(): AppError {
  return new AppError('not_found', 'there is no such link');
}
