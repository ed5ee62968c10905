import type { FastifyInstance } from 'fastify';
import { textField } from '../../lib/json.ts';
import { makeFileUrl } from './addresses.ts';
import { authorize, conversationOf, userOf } from './authorize.ts';
import type { DirectLineDeps } from './deps.ts';
import { DirectLineError } from './errors.ts';
import type { AcceptedDirectLine } from './port.ts';
import { PAGE_MAX, startFrom } from './watermark.ts';

/** Messages in, and messages out for clients that poll. */
export function activityRoutes(app: FastifyInstance, deps: DirectLineDeps): void {
  const { directLine } = deps;

  app.post('/conversations/:id/activities', async (request) => {
    const caller = authorize(request, deps.tokens);
    const conversationId = conversationOf(caller, textField(request.params, 'id') ?? '');
    // Answered as soon as it is stored: the turn follows by itself (directline.md 2, pitfall 1).
    return toResponse(
      await directLine.accept({ conversationId, userId: userOf(caller), activity: request.body }),
    );
  });

  app.get('/conversations/:id/activities', async (request) => {
    const caller = authorize(request, deps.tokens);
    const id = conversationOf(caller, textField(request.params, 'id') ?? '');
    const conversation = await directLine.find(id);
    if (conversation === undefined)
      throw new DirectLineError(404, 'NotFound', 'no such conversation');
    const start = startFrom(textField(request.query, 'watermark'), conversation.lastSeq);
    const messages = await directLine.read(id, start.afterSeq, PAGE_MAX);
    const view = {
      userId: userOf(caller),
      fileUrl: makeFileUrl(deps, request),
      knownAfterSeq: start.knownAfterSeq,
    };
    return {
      activities: directLine.show(messages, view),
      watermark: String(messages.at(-1)?.seq ?? start.afterSeq),
    };
  });
}

/** `{id}`, or the refusal that tells the client what to do (directline.md 1.5). */
export function toResponse(accepted: AcceptedDirectLine): { readonly id: string } {
  switch (accepted.kind) {
    case 'accepted':
      return { id: accepted.activityId };
    case 'invalid':
      throw new DirectLineError(400, 'BadArgument', accepted.problem);
    case 'not_found':
      throw new DirectLineError(404, 'NotFound', 'no such conversation');
    case 'ended':
      // Not 404: that would end the page; what was said stays readable.
      throw new DirectLineError(400, 'ConversationEnded', 'the conversation has ended');
  }
}
