import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../lib/errors.ts';
import {
  ASSET_CACHE_CONTROL,
  EMBED_CACHE_CONTROL,
  fillPage,
  PAGE_HEADERS,
  pageContentSecurityPolicy,
} from '../contract/page-policy.ts';

export interface PageDeps {
  /** The built pages: `chat/index.html`, `chat/assets/*`, `embed.js`. */
  readonly folder: string;
  readonly brand: {
    readonly name: string;
    readonly color: string;
    readonly hotline: string;
    readonly logoUrl?: string | undefined;
  };
  /** ALLOWED_ORIGINS: `*` or comma-separated origins. */
  readonly allowedOrigins: string;
}

/** What the build emits, and what a browser is told it is. Anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};
const ASSET_NAME = /^[\w.-]+\.(js|css|svg|png|woff2)$/;

interface Served {
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/** The customers' page at `/` and the script that embeds it. Files are read and compressed once. */
export function pageRoutes(deps: PageDeps): FastifyPluginAsync {
  const files = new Map<string, Promise<Served>>();
  const load = (name: string): Promise<Served> => {
    const known = files.get(name) ?? readServed(deps, name);
    files.set(name, known);
    // A file that is missing now may be built later.
    known.catch(() => files.delete(name));
    return known;
  };
  const policy = pageContentSecurityPolicy({
    allowedOrigins: deps.allowedOrigins.split(',').map((origin) => origin.trim()),
    imageOrigins: logoOrigins(deps.brand.logoUrl),
  });
  return async (app) => {
    app.get('/', { schema: { hide: true } }, async (request, reply) => {
      reply.headers({ ...PAGE_HEADERS, 'content-security-policy': policy });
      return send(request, reply.type('text/html; charset=utf-8'), await load('chat/index.html'));
    });
    app.get<{ Params: { name: string } }>(
      '/assets/:name',
      { schema: { hide: true } },
      async (request, reply) => {
        const { name } = request.params;
        const type = CONTENT_TYPES[ASSET_NAME.exec(name)?.[1] ?? ''];
        if (type === undefined) throw notFound();
        reply.header('cache-control', ASSET_CACHE_CONTROL);
        return send(request, reply.type(type), await load(`chat/assets/${name}`));
      },
    );
    app.get('/embed.js', { schema: { hide: true } }, async (request, reply) => {
      reply.header('cache-control', EMBED_CACHE_CONTROL);
      reply.header('access-control-allow-origin', '*');
      return send(request, reply.type(CONTENT_TYPES['js'] ?? ''), await load('embed.js'));
    });
  };
}

async function readServed(deps: PageDeps, name: string): Promise<Served> {
  const read = await readFile(join(deps.folder, name)).catch(() => {
    throw notFound();
  });
  const plain = name.endsWith('.html')
    ? Buffer.from(fillPage(read.toString('utf8'), deps.brand))
    : read;
  return { plain, zipped: await promisify(gzip)(plain, { level: 9 }) };
}

function send(request: FastifyRequest, reply: FastifyReply, served: Served): FastifyReply {
  reply.header('vary', 'accept-encoding');
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!takesGzip) return reply.send(served.plain);
  return reply.header('content-encoding', 'gzip').send(served.zipped);
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such page or file');
}

/** The page's policy names every host it may show an image from. */
function logoOrigins(logoUrl: string | undefined): readonly string[] {
  return logoUrl !== undefined && URL.canParse(logoUrl) ? [new URL(logoUrl).origin] : [];
}
