import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { newId } from '../../lib/ids.ts';
import { authorize } from './authorize.ts';
import type { DirectLineDeps } from './deps.ts';
import { DirectLineError } from './errors.ts';
import { TOKEN_TTL_S } from './tokens.ts';

const id = z.string().min(1).max(256);
const origins = z.array(z.url()).max(20);
// Microsoft's own samples and tests write the properties in both cases (directline.md 1.1).
const generateSchema = z.object({
  user: z.looseObject({ id: id.nullish() }).nullish(),

  User: z.looseObject({ Id: id.nullish(), id: id.nullish() }).nullish(),
  trustedOrigins: origins.nullish(),

  TrustedOrigins: origins.nullish(),
});

/** `tokens/generate` for our own backend, `tokens/refresh` for every client, every 15 minutes. */
export function tokenRoutes(app: FastifyInstance, deps: DirectLineDeps): void {
  app.post('/tokens/generate', async (request) => {
    if (authorize(request, deps.tokens).kind !== 'secret')
      throw new DirectLineError(
        403,
        'Forbidden',
        'only the Direct Line secret may generate tokens',
      );
    const parsed = generateSchema.safeParse(request.body ?? {});
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new DirectLineError(400, 'BadArgument', `${issue?.path.join('.')}: ${issue?.message}`);
    }
    const { user, User: userPascal, trustedOrigins, TrustedOrigins: originsPascal } = parsed.data;
    const conversationId = newId('conversation', deps.random);
    const token = deps.tokens.issue({
      conversationId,
      userId: user?.id ?? userPascal?.Id ?? userPascal?.id ?? undefined,
      trustedOrigins: trustedOrigins ?? originsPascal ?? undefined,
    });
    return { conversationId, token, expires_in: TOKEN_TTL_S };
  });

  app.post('/tokens/refresh', async (request) => {
    const caller = authorize(request, deps.tokens);
    if (caller.kind === 'secret')
      throw new DirectLineError(400, 'BadArgument', 'a secret needs no refresh; send a token');
    const { conversationId } = caller;
    return { conversationId, token: deps.tokens.issue(caller), expires_in: TOKEN_TTL_S };
  });

  // Asked for by OAuth cards only, which we do not send; the clients swallow any other answer.
  app.get('/session/getsessionid', async () => ({ sessionId: '' }));
}
