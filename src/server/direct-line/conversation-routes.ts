import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Conversation } from '../../domain/conversation.ts';
import { type Id, newId } from '../../lib/ids.ts';
import { field, textField } from '../../lib/json.ts';
import { streamUrl } from './addresses.ts';
import { authorize, type Caller, conversationOf, userOf } from './authorize.ts';
import type { DirectLineDeps } from './deps.ts';
import { DirectLineError } from './errors.ts';
import { TOKEN_TTL_S } from './tokens.ts';
import { startFrom } from './watermark.ts';

/** A locale or a user's name of a client, longer than any real one, in characters. */
const FIELD_LENGTH_MAX = 256;

/** START a conversation, and reconnect to one. */
export function conversationRoutes(app: FastifyInstance, deps: DirectLineDeps): void {
  app.post('/conversations', async (request, reply) => {
    const caller = authorize(request, deps.tokens);
    const start = readStart(request.body, caller);
    const opened = await deps.directLine.open({
      ...start,
      conversationId:
        caller.kind === 'token' ? caller.conversationId : newId('conversation', deps.random),
    });
    // 201 is a new one; 200 tells that this token's conversation goes on (directline.md 1.1).
    reply.code(opened.isNew ? 201 : 200);
    const { conversation } = opened;
    return answer(deps, request, { caller, conversation, userId: start.userId, watermark: '' });
  });

  app.get('/conversations/:id', async (request) => {
    const caller = authorize(request, deps.tokens);
    const id = conversationOf(caller, textField(request.params, 'id') ?? '');
    const conversation = await findOrStart(deps, caller, id);
    const watermark = textField(request.query, 'watermark');
    return answer(deps, request, { caller, conversation, userId: userOf(caller), watermark });
  });
}

/**
 * A client that was given a conversation id reconnects instead of starting. Its token was made for this
 * conversation, so a 404 would be a lie that ends its chat: the conversation starts here.
 */
async function findOrStart(
  deps: DirectLineDeps,
  caller: Caller,
  id: Id<'conversation'>,
): Promise<Conversation> {
  const found = await deps.directLine.find(id);
  if (found !== undefined) return found;
  if (caller.kind === 'secret') throw new DirectLineError(404, 'NotFound', 'no such conversation');
  return (await deps.directLine.open({ conversationId: id, userId: caller.userId })).conversation;
}

/**
 * The body of START. Nothing in it is worth refusing a customer for, so what is odd is left out. A user in it
 * counts only under the secret: a browser could name anybody.
 */
function readStart(body: unknown, caller: Caller) {
  const user = field(body, 'user');
  return {
    userId: caller.kind === 'token' ? caller.userId : shortText(user, 'id'),
    userName: shortText(user, 'name'),
    locale: shortText(body, 'locale'),
  };
}

function shortText(value: unknown, key: string): string | undefined {
  const text = textField(value, key);
  return text === '' || (text?.length ?? 0) > FIELD_LENGTH_MAX ? undefined : text;
}

interface Answer {
  readonly caller: Caller;
  readonly conversation: Conversation;
  readonly userId: string | undefined;
  readonly watermark: string | undefined;
}

function answer(deps: DirectLineDeps, request: FastifyRequest, input: Answer) {
  const { caller, conversation, userId } = input;
  const trustedOrigins = caller.kind === 'token' ? caller.trustedOrigins : undefined;
  const subject = { conversationId: conversation.id, userId, trustedOrigins };
  const start = startFrom(input.watermark, conversation.lastSeq);
  return {
    conversationId: conversation.id,
    token: deps.tokens.issue(subject),
    expires_in: TOKEN_TTL_S,
    streamUrl: streamUrl(deps, request, {
      subject: { ...subject, knownAfterSeq: start.knownAfterSeq },
      watermark: start.afterSeq,
    }),
  };
}
