import { randomBytes } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import {
  ASSET_CACHE_CONTROL,
  CONSOLE_HEADERS,
  consoleContentSecurityPolicy,
  fillPage,
  type PageBrand,
} from '../contract/page-policy.ts';
import { assetType, makeServedFiles, sendServed } from './served-files.ts';

const NONCE_BYTES = 16;

export interface ConsoleDeps {
  /** The built pages: `console/index.html`, `console/assets/*`. */
  readonly folder: string;
  readonly brand: PageBrand;
}

/** The agents' console at `/console` and everything below it; which page that is, its own script decides. */
export function consoleRoutes(deps: ConsoleDeps): FastifyPluginAsync {
  const load = makeServedFiles(deps.folder, (html) => fillPage(html, deps.brand));
  const sendPage = async (reply: FastifyReply): Promise<FastifyReply> => {
    const { plain } = await load('console/index.html');
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    reply.headers({
      ...CONSOLE_HEADERS,
      'content-security-policy': consoleContentSecurityPolicy(nonce),
    });
    const html = plain.toString('utf8').replaceAll('{{STYLE_NONCE}}', nonce);
    return reply.type('text/html; charset=utf-8').send(html);
  };
  return async (app) => {
    app.get('/console', { schema: { hide: true } }, (_request, reply) => sendPage(reply));
    app.get('/console/*', { schema: { hide: true } }, (_request, reply) => sendPage(reply));
    app.get<{ Params: { name: string } }>(
      '/console/assets/:name',
      { schema: { hide: true } },
      async (request, reply) => {
        const { name } = request.params;
        const type = assetType(name);
        // Loaded first: that a file is missing now must not be kept for a year.
        const asset = await load(`console/assets/${name}`);
        reply.header('cache-control', ASSET_CACHE_CONTROL);
        reply.header('x-content-type-options', 'nosniff');
        return sendServed(request, reply.type(type), asset);
      },
    );
  };
}
