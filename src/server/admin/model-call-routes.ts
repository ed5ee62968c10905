import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { pageOf } from '../contract/common.ts';
import { modelCall, modelCallQuery } from '../contract/model-call.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

/** What the language model was sent and answered. Looking at it is in the audit trail. */
export function modelCallRoutes(
  deps: Pick<AdminDeps, 'audit' | 'modelCalls'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/model-calls',
      {
        schema: {
          tags: ['audit'],
          operationId: 'listModelCalls',
          summary: 'Calls of the language model, newest first, without personal data',
          querystring: modelCallQuery,
          response: { 200: pageOf(modelCall), ...PROBLEMS },
        },
      },
      async (request) => {
        const page = await deps.modelCalls.list(request.query);
        const subject = { subjectKind: 'model_call', subjectId: '*' };
        const actor = actorOf(request);
        await deps.audit.record([{ actor, action: 'model_calls.read', ...subject }]);
        return toList(page, ({ sent, conversationId, reason, answered, ...call }) => ({
          ...call,
          at: iso(call.at),
          conversationId: conversationId ?? null,
          reason: reason ?? null,
          answered: answered ?? null,
          sent: sent.map(({ role, content }) => ({ role, content })),
          generatedBy: 'model' as const,
        }));
      },
    );
  };
}
