import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { HandoffResult } from '../../domain/handoff/desk.ts';
import { AppError } from '../../lib/errors.ts';
import { conversationParams } from '../contract/conversation.ts';
import {
  closeInput,
  declineInput,
  handoff,
  handoffParams,
  returnInput,
} from '../contract/handoff.ts';
import { transferInput } from '../contract/transfer.ts';
import { PROBLEMS } from './answers.ts';
import { deskActorOf, toRefusal } from './desk-actor.ts';
import { toHandoff } from './handoff-answers.ts';
import type { AdminDeps } from './ports.ts';

type Deps = Pick<AdminDeps, 'handoffDesk' | 'handoffs'>;

function schemaOf(operationId: string, summary: string) {
  const response = { 200: handoff, ...PROBLEMS };
  return { tags: ['handoffs'], operationId, summary, params: handoffParams, response };
}

/** What people do with hand-offs. Whoever may not is told why by the code of the problem. */
export function handoffActRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(takingRoutes(deps));
    await app.register(givingRoutes(deps));
  };
}

function takingRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { handoffDesk: desk } = deps;
  return async (app) => {
    app.post(
      '/handoffs/:id/accept',
      { schema: schemaOf('acceptHandoff', 'Take a customer who waits, or who is offered to me') },
      async (request) => toAnswer(deps, await desk.accept(request.params.id, deskActorOf(request))),
    );
    app.post(
      '/handoffs/:id/decline',
      {
        schema: {
          ...schemaOf('declineHandoff', 'Let an offer pass to the next colleague'),
          body: declineInput.nullish(),
        },
      },
      async (request) =>
        toAnswer(deps, await desk.decline(request.params.id, deskActorOf(request))),
    );
    app.post(
      '/handoffs/:id/take-over',
      { schema: schemaOf('takeOverHandoff', 'A supervisor takes it, whoever has it') },
      async (request) =>
        toAnswer(deps, await desk.takeOver(request.params.id, deskActorOf(request))),
    );
    app.post(
      '/conversations/:id/take-over',
      {
        schema: {
          ...schemaOf('takeOverConversation', 'A supervisor takes a conversation from the bot'),
          params: conversationParams,
        },
      },
      async (request) =>
        toAnswer(deps, await desk.takeConversation(request.params.id, deskActorOf(request))),
    );
  };
}

function givingRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { handoffDesk: desk } = deps;
  return async (app) => {
    app.post(
      '/handoffs/:id/transfer',
      {
        schema: {
          ...schemaOf('transferHandoff', 'Give it to a colleague, a team or a supervisor'),
          body: transferInput,
        },
      },
      async (request) =>
        toAnswer(deps, await desk.transfer(request.params.id, deskActorOf(request), request.body)),
    );
    app.post(
      '/handoffs/:id/return-to-bot',
      {
        schema: {
          ...schemaOf('returnHandoff', 'Give it back to the bot, which offers to go on'),
          body: returnInput.nullish(),
        },
      },
      async (request) => {
        const { params, body } = request;
        const by = deskActorOf(request);
        return toAnswer(deps, await desk.returnToBot(params.id, by, body?.note));
      },
    );
    app.post(
      '/handoffs/:id/close',
      {
        schema: {
          ...schemaOf('closeHandoff', 'End the talk, with what it came to or for now without'),
          body: closeInput.nullish(),
        },
      },
      async (request) => {
        const { params, body } = request;
        return toAnswer(deps, await desk.close(params.id, deskActorOf(request), body ?? {}));
      },
    );
  };
}

async function toAnswer(
  deps: Pick<AdminDeps, 'handoffs'>,
  result: HandoffResult,
): Promise<z.infer<typeof handoff>> {
  if (result.kind === 'refused') throw toRefusal(result.why);
  const item = await deps.handoffs.find(result.handoff.id);
  if (item === undefined) throw new AppError('not_found', 'there is no such hand-off');
  return toHandoff(item);
}
