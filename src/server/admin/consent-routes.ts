import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { type NewConsent, REFUSABLE_PURPOSES } from '../../domain/consent.ts';
import { addMs, type Clock, SECOND_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { consentInput, consentRecorded } from '../contract/consents.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { ConsentRecorderPort } from './ports-events.ts';

/** Clocks of two machines differ a little. */
const SKEW_MS = 5 * SECOND_MS;

const RECORD = {
  tags: ['consents'],
  operationId: 'recordConsent',
  summary:
    'Write down an agreement or a refusal that was made outside our chats; never changed later',
  body: consentInput,
  response: { 201: consentRecorded, ...PROBLEMS },
};

/** What customers decided by short message, on paper or on the phone. A refusal counts from this moment on. */
export function consentRoutes({
  consentRecorder,
  clock,
}: {
  readonly consentRecorder: ConsentRecorderPort;
  readonly clock: Clock;
}): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/consents', { schema: RECORD }, async (request, reply) => {
      const input = toNewConsent(request.body, clock.now());
      const customers = await consentRecorder.record(input, actorOf(request));
      if (customers === 'not_found') throw new AppError('not_found', 'there is no such customer');
      return reply.code(201).send({ customers });
    });
  };
}

function toNewConsent(body: z.infer<typeof consentInput>, now: Date): NewConsent {
  const { customerNo, phone, purpose, decidedAt = now, ...rest } = body;
  if (decidedAt > addMs(now, SKEW_MS)) {
    throw new AppError('bad_request', 'nobody decided in the future', {
      details: [{ path: 'body.decidedAt', problem: 'use a time that has passed' }],
    });
  }
  return {
    ...rest,
    who: customerNo === undefined ? { phone: phone ?? '' } : { customerNo },
    purposes: purpose === 'all_messages' ? REFUSABLE_PURPOSES : [purpose],
    decidedAt: decidedAt > now ? now : decidedAt,
  };
}
