import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Id } from '../../lib/ids.ts';
import { textField } from '../../lib/json.ts';
import { makeFileUrl } from './addresses.ts';
import { checkOrigin } from './authorize.ts';
import type { DirectLineDeps } from './deps.ts';
import { DirectLineError } from './errors.ts';
import { StreamHub } from './stream-hub.ts';
import type { StreamSubject } from './tokens.ts';
import { type Start, startFrom } from './watermark.ts';

/** Largest message that a client may send on a stream, in bytes; the stock clients send empty ones. */
const CLIENT_MESSAGE_BYTES_MAX = 65_536;

interface Admission {
  readonly subject: StreamSubject;
  readonly start: Start;
}

/** The stream: a WebSocket that the token in its address opens, once the conversation is there. */
export async function streamRoute(app: FastifyInstance, deps: DirectLineDeps): Promise<void> {
  const hub = new StreamHub({ directLine: deps.directLine, clock: deps.clock, log: app.log });
  const admissions = new WeakMap<FastifyRequest, Admission>();
  await app.register(websocket, {
    options: { maxPayload: CLIENT_MESSAGE_BYTES_MAX },
    // Node waits for upgraded sockets at close; the clients are told to come back.
    preClose: (done) => void hub.close().finally(done),
    // A client that vanishes in mid-frame is no failure of ours.
    errorHandler: (_error, socket) => socket.terminate(),
  });
  // Not awaited: runs until the hub is closed, and handles its own failures.
  app.addHook('onReady', async () => void hub.run());

  app.route({
    method: 'GET',
    url: '/conversations/:id/stream',
    preValidation: async (request) => {
      admissions.set(request, await admit(deps, request));
    },
    handler: async () => {
      throw new DirectLineError(400, 'BadArgument', 'open this address as a WebSocket');
    },
    wsHandler: (socket, request) => {
      const admission = admissions.get(request);
      if (admission === undefined) return socket.terminate();
      const { subject, start } = admission;
      hub.add({
        socket,
        conversationId: subject.conversationId,
        afterSeq: start.afterSeq,
        view: {
          userId: subject.userId,
          fileUrl: makeFileUrl(deps, request),
          knownAfterSeq: start.knownAfterSeq,
        },
      });
    },
  });
}

async function admit(deps: DirectLineDeps, request: FastifyRequest): Promise<Admission> {
  const id: Id<'conversation'> = textField(request.params, 'id') ?? '';
  const verified = deps.tokens.verifyStream(textField(request.query, 't') ?? '');
  if (verified.kind === 'expired')
    throw new DirectLineError(403, 'TokenExpired', 'this stream address has expired; reconnect');
  if (verified.kind === 'foreign' || verified.subject.conversationId !== id)
    throw new DirectLineError(403, 'Forbidden', 'this stream address is not one of ours');
  const { subject } = verified;
  checkOrigin(subject, request.headers.origin);
  const conversation = await deps.directLine.find(id);
  if (conversation === undefined)
    throw new DirectLineError(404, 'NotFound', 'no such conversation');
  const start = startFrom(textField(request.query, 'watermark'), conversation.lastSeq);
  const knownAfterSeq = Math.max(start.knownAfterSeq, subject.knownAfterSeq);
  return { subject, start: { ...start, knownAfterSeq } };
}
