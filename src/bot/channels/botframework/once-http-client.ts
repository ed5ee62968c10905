import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { SendResult } from '../../../domain/outbox.ts';
import { SECOND_MS } from '../../../lib/clock.ts';
import { classifyAnswer, classifyError } from '../../../lib/http-outcome.ts';

type ConnectorOptions = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]
>;
export type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type WebRequest = Parameters<HttpClient['sendRequest']>[0];
type WebResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** One send: what limits it, and what the wire said about it. */
export interface WireAttempt {
  readonly signal: AbortSignal;
  result?: SendResult;
}

/** How long a channel may take to answer. */
const TIMEOUT_MS = 15 * SECOND_MS;
/** Ends the SDK's pipeline without a code or status, which it would take as a reason to post again. */
class NotDelivered extends Error {}

/**
 * The SDK's connector posts a message again, up to three times, after a 5xx or a broken connection, and its
 * option against that is read by nobody: one message became four [ran, botbuilder 4.23.3]. This client posts
 * once, notes what came of it, and leaves repeating to the outbox.
 */
export function makeOnceHttpClient(current: () => WireAttempt | undefined): HttpClient {
  return {
    sendRequest: async (request) => {
      const attempt = current();
      if (attempt === undefined) throw new Error('the SDK called the network outside a send');
      let response: Response;
      try {
        response = await post(request, attempt.signal);
      } catch (error) {
        attempt.result = classifyError(error);
        throw new NotDelivered('the channel could not be reached', { cause: error });
      }
      attempt.result = classifyAnswer(response);
      if (!response.ok) throw new NotDelivered(`the channel answered ${response.status}`);
      return toWebResponse(request, response);
    },
  };
}

async function post(request: WebRequest, signal: AbortSignal): Promise<Response> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers.rawHeaders(),
    body: typeof request.body === 'string' ? request.body : null,
    // The address was checked; where an answer points to was not.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  // Nothing in the body counts, and an endless one must not hold the connection.
  await response.body?.cancel();
  return response;
}

/** The SDK reads the id of what it posted; nobody reads it after that. */
function toWebResponse(request: WebRequest, response: Response): WebResponse {
  const headers = request.headers.clone();
  for (const name of headers.headerNames()) headers.remove(name);
  headers.set('content-type', 'application/json');
  return { request, status: response.status, headers, bodyAsText: '{}' };
}
