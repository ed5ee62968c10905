import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SimCore } from '../core/sim-core.ts';
import type { KfAccount } from '../kf/account.ts';
import type { OfficialAccount } from '../official-account/account.ts';
import type { WxSim, WxSimOptions } from '../types.ts';
import { actSchema, carryOut } from './acts.ts';
import { stateOfSim } from './sim-state.ts';
import { spoil, spoilSchema } from './spoil.ts';

const PAGE = fileURLToPath(new URL('../page/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};
const clockSchema = z.object({ advanceMs: z.number().int().positive() });

export interface ControlDeps {
  readonly core: SimCore;
  readonly sim: Omit<WxSim, 'stop'>;
  readonly clock: WxSimOptions['clock'];
  readonly accounts: readonly OfficialAccount[];
  readonly services: readonly KfAccount[];
}

interface Control {
  /** False: not an address of ours. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): boolean;
  stop(): void;
}

/** What the phone page talks to: state, acts, events, the clock, media, and the page's own files. */
export function makeControl(deps: ControlDeps): Control {
  const streams = new Set<ServerResponse>();
  const forget = deps.sim.onEvent((event) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
  });

  function handle(request: IncomingMessage, response: ServerResponse, url: URL): boolean {
    const path = `${request.method} ${url.pathname}`;
    const isApi =
      url.pathname.startsWith('/cgi-bin/') || url.pathname.startsWith('/customservice/');
    if (isApi) return false;
    if (path === 'GET /sim/state') send(response, 200, stateOfSim(deps));
    else if (path === 'GET /sim/events') listen(response);
    else if (path === 'POST /sim/act') answer(response, act(request));
    else if (path === 'POST /sim/clock') answer(response, advance(request));
    else if (path === 'POST /sim/spoil') answer(response, doSpoil(request));
    else if (url.pathname.startsWith('/sim/media/'))
      sendMedia(url.pathname.slice('/sim/media/'.length), response);
    else answer(response, sendPage(url.pathname, response));
    return true;
  }

  function listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  async function act(request: IncomingMessage): Promise<unknown> {
    await carryOut(deps.sim, actSchema.parse(await jsonOf(request)));
    return { ok: true };
  }

  async function doSpoil(request: IncomingMessage): Promise<unknown> {
    await spoil(deps.sim, spoilSchema.parse(await jsonOf(request)));
    deps.core.emit({ kind: 'changed' });
    return { ok: true };
  }

  async function advance(request: IncomingMessage): Promise<unknown> {
    const { advanceMs } = clockSchema.parse(await jsonOf(request));
    if (deps.clock.advance === undefined) throw new Error('This clock runs by itself');
    deps.clock.advance(advanceMs);
    deps.core.emit({ kind: 'changed' });
    return { now: deps.core.timers.now() };
  }

  function sendMedia(id: string, response: ServerResponse): void {
    const media = deps.core.media.peek(decodeURIComponent(id));
    if (media === undefined) return void response.writeHead(404).end();
    // A page that shows what anybody sent must not run it.
    response.writeHead(200, {
      'content-type': media.contentType,
      'x-content-type-options': 'nosniff',
    });
    response.end(media.bytes);
  }

  return {
    handle,
    stop: () => {
      forget();
      for (const stream of streams) stream.end();
    },
  };
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

/** What was done as JSON, or why it could not be; undefined: it was answered already. */
function answer(response: ServerResponse, work: Promise<unknown>): void {
  work.then(
    (value) => value !== undefined && send(response, 200, value),
    (error: unknown) => send(response, 400, { error: error instanceof Error ? error.message : '' }),
  );
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return JSON.parse(Buffer.concat(parts).toString());
}

async function sendPage(pathname: string, response: ServerResponse): Promise<undefined> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  const file = join(PAGE, normalize(name));
  const type = TYPES[extname(file)];
  if (!file.startsWith(PAGE) || type === undefined) return void response.writeHead(404).end();
  try {
    const bytes = await readFile(file);
    response.writeHead(200, { 'content-type': type }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
