import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { decrypt, getSignature } from '@wecom/crypto';

interface Arrived {
  readonly url: URL;
  readonly body: string;
}

/** A desk that only listens: it proves signatures with Tencent's own library and answers as it is told. */
export async function startCallbackTarget() {
  const arrived: Arrived[] = [];
  let answer = (response: ServerResponse, _: Arrived): unknown => response.end('success');
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://desk');
      const one = { url, body: Buffer.concat(parts).toString() };
      if (request.method === 'GET') return void response.end(echoOf(url));
      arrived.push(one);
      answer(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}/callback`,
    arrived,
    answerWith: (next: typeof answer): void => {
      answer = next;
    },
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

function echoOf(url: URL): string {
  const echo = url.searchParams.get('echostr') ?? '';
  return url.searchParams.has('msg_signature') ? decrypt(KEY, echo).message : echo;
}

/** The clear content of a callback whose signatures are right; throws otherwise. */
export function openCallback(
  { url, body }: Arrived,
  given: { readonly token: string; readonly key: string },
): { readonly xml: string; readonly id: string } {
  const of = (name: string): string => url.searchParams.get(name) ?? '';
  const cipher = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(body)?.[1];
  const sum = (part: string): string =>
    getSignature(given.token, of('timestamp'), of('nonce'), part);
  if (url.searchParams.has('signature') && sum('') !== of('signature'))
    throw new Error('signature');
  if (cipher === undefined) return { xml: body, id: '' };
  if (sum(cipher) !== of('msg_signature')) throw new Error('msg_signature');
  const { message, id } = decrypt(given.key, cipher);
  return { xml: message, id };
}
