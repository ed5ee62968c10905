import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { MINUTE_MS } from '../../../../src/lib/clock.ts';
import type { AccessTokens } from './access-tokens.ts';
import { type ApiAnswer, type ApiCall, type ApiRoutes, failed } from './api-answer.ts';
import type { Faults } from './faults.ts';
import type { SimCore } from './sim-core.ts';

const BODY_BYTES_MAX = 32 * 1_048_576;

/** One account's side of the API. */
export interface ApiHost {
  readonly channel: 'official-account' | 'kf';
  readonly account: string;
  readonly tokens: AccessTokens;
  /** Called with a token of the account. */
  readonly routes: ApiRoutes;
}

export interface ApiServerDeps {
  readonly core: SimCore;
  readonly faults: Faults;
  readonly hosts: readonly ApiHost[];
  /** `POST /cgi-bin/stable_token` and `GET /cgi-bin/gettoken`: what needs no token. */
  readonly openRoutes: ApiRoutes;
  /** The page and its addresses; false: not one of them. */
  readonly control: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;
}

/** Both API hosts behind one port. */
export function makeApiServer(deps: ApiServerDeps) {
  const answer = makeAnswering(deps);
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sim');
    if (deps.control(request, response, url)) return;
    serve(deps, { request, response, url, answer }).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
}

async function serve(
  deps: ApiServerDeps,
  at: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly url: URL;
    readonly answer: (call: ApiCall) => Promise<ApiAnswer>;
  },
): Promise<void> {
  const { request, response, url } = at;
  const { core, faults } = deps;
  const call = await readCall(request, url);
  const fault = faults.meet(call.path);
  const { method, path, query, body } = call;
  const log = (errcode?: number): void =>
    faults.log({
      ...{ at: core.timers.now(), method, path, query, body },
      ...(errcode === undefined ? {} : { errcode }),
    });
  if (fault?.kind === 'slow') await core.timers.sleep(fault.delayMs ?? 0);
  if (fault?.kind === 'reset') {
    log();
    return void request.socket.destroy();
  }
  if (fault?.kind === 'status') {
    log();
    return void response.writeHead(fault.status ?? 502).end('<html>bad gateway</html>');
  }
  const isAnswered = fault?.kind === 'errcode' && fault.errcode !== undefined;
  const answer = isAnswered ? failed(fault.errcode ?? -1, 'by request') : await at.answer(call);
  log(answer.kind === 'json' ? answer.errcode : undefined);
  if (fault?.kind === 'reset_after_doing') return void request.socket.destroy();
  if (fault?.kind === 'not_json') return void response.writeHead(200).end('<html>hello</html>');
  write(response, answer);
}

function makeAnswering(deps: ApiServerDeps): (call: ApiCall) => Promise<ApiAnswer> {
  const calls = new Map<string, number>();
  return async (call) => {
    const name = `${call.method} ${call.path}`;
    const open = deps.openRoutes[name];
    if (open !== undefined) return await open(call);
    const found = hostOf(deps.hosts, call.query['access_token']);
    if ('errcode' in found) return failed(found.errcode, 'invalid credential');
    const minute = Math.floor(deps.core.timers.now().getTime() / MINUTE_MS);
    const key = `${found.channel} ${found.account} ${name} ${minute}`;
    const count = (calls.get(key) ?? 0) + 1;
    calls.set(key, count);
    if (count > deps.core.limits.callsPerMinute)
      return failed(45_009, 'reach max api minute limit');
    const spoiled = spoiledBody(call, found.channel);
    if (spoiled !== undefined) return spoiled;
    const route = found.routes[name];
    if (route !== undefined) return await route(call);
    const isOtherMethod = Object.keys(found.routes).some((one) => one.endsWith(` ${call.path}`));
    return failed(isOtherMethod ? (call.method === 'GET' ? 43_002 : 43_001) : 48_001, name);
  };
}

function hostOf(
  hosts: readonly ApiHost[],
  token: string | undefined,
): ApiHost | { errcode: number } {
  if (token === undefined || token === '') return { errcode: 41_001 };
  for (const host of hosts) {
    const state = host.tokens.check(token);
    if (state === 'good') return host;
    if (state === 'expired') return { errcode: 42_001 };
  }
  return { errcode: token.startsWith('kf') ? 40_014 : 40_001 };
}

const isJsonCall = (call: ApiCall): boolean =>
  call.method === 'POST' && !call.contentType.startsWith('multipart/');

/** An escape like \u4f60 that is one: an even number of backslashes stands before it. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}/;

function spoiledBody(call: ApiCall, channel: ApiHost['channel']): ApiAnswer | undefined {
  if (!isJsonCall(call)) return undefined;
  if (call.body === undefined) return failed(47_001, 'data format error');
  const isEscaped = channel === 'official-account' && ESCAPED.test(call.raw.toString());
  return isEscaped ? failed(40_033, 'invalid charset, \\uxxxx is not taken') : undefined;
}

async function readCall(request: IncomingMessage, url: URL): Promise<ApiCall> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    const piece = Buffer.from(part);
    bytes += piece.length;
    if (bytes <= BODY_BYTES_MAX) parts.push(piece);
  }
  const raw = Buffer.concat(parts);
  const call = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    raw,
    contentType: request.headers['content-type'] ?? '',
  };
  return { ...call, body: call.contentType.startsWith('multipart/') ? undefined : jsonOf(raw) };
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, answer: ApiAnswer): void {
  if (answer.kind === 'json') {
    // Tencent says text/plain here and there; what matters is inside.
    response.writeHead(200, { 'content-type': 'application/json; encoding=utf-8' });
    return void response.end(answer.text);
  }
  response.writeHead(200, {
    'content-type': answer.contentType,
    'content-disposition': `attachment; filename="${encodeURIComponent(answer.name)}"`,
    'content-length': answer.bytes.length,
  });
  response.end(answer.bytes);
}
