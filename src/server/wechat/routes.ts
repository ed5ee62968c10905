import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** What WeChat posts is some hundred bytes; more than this is nobody's message. */
const BODY_BYTES_MAX = 1_000_000;

type Kind = 'official-account' | 'kf';
type Query = Readonly<Record<string, string | undefined>>;
interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface WechatRouteDeps {
  readonly callbacks: {
    check(kind: Kind, account: string, query: Query): Answer;
    receive(
      kind: Kind,
      account: string,
      given: { readonly query: Query; readonly body: string },
    ): Promise<Answer>;
  };
}

const paramsSchema = z.object({ account: z.string() });
/** A name that came twice means nothing: WeChat sends each once. */
const querySchema = z.record(z.string(), z.string().optional().catch(undefined));

/**
 * The addresses that WeChat calls: `/webhooks/wechat/official-account/:account` and `/webhooks/wechat/kf/:account`.
 * They answer in plain text, errors too: WeChat reads nothing else, and a stranger learns nothing.
 */
export function wechatRoutes({ callbacks }: WechatRouteDeps): FastifyPluginAsync {
  return async (app) => {
    takeAnyText(app);
    answerErrorsPlainly(app);
    const options = { bodyLimit: BODY_BYTES_MAX, schema: { hide: true } };
    for (const kind of ['official-account', 'kf'] as const) {
      const url = `/webhooks/wechat/${kind}/:account`;
      app.get(url, options, async (request, reply) => {
        const { account } = paramsSchema.parse(request.params);
        return send(reply, callbacks.check(kind, account, queryOf(request)));
      });
      app.post(url, options, async (request, reply) => {
        const { account } = paramsSchema.parse(request.params);
        const body = typeof request.body === 'string' ? request.body : '';
        const given = { query: queryOf(request), body };
        return send(reply, await callbacks.receive(kind, account, given));
      });
    }
  };
}

function queryOf(request: FastifyRequest): Query {
  return querySchema.catch({}).parse(request.query);
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(body);
}

/** The signature is over the bytes as they came, and nobody promises which type they are sent as. */
function takeAnyText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

function answerErrorsPlainly(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error }, 'a callback of WeChat could not be taken');
    return send(reply, {
      status,
      body: status === 413 ? 'too large' : status < 500 ? 'bad request' : 'later',
    });
  });
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
