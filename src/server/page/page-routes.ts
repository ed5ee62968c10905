import type { FastifyPluginAsync } from 'fastify';
import {
  ASSET_CACHE_CONTROL,
  EMBED_CACHE_CONTROL,
  fillPage,
  PAGE_HEADERS,
  pageContentSecurityPolicy,
} from '../contract/page-policy.ts';
import { consoleRoutes } from './console-routes.ts';
import { formPageRoutes } from './form-page-routes.ts';
import { assetType, makeServedFiles, sendServed } from './served-files.ts';

export interface PageDeps {
  /** The built pages: `embed.js` and, each with its `index.html` and `assets/*`, `chat/`, `console/` and `forms/`. */
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

/**
 * The customers' page at `/`, the script that embeds it, the console at `/console`, and the pages behind the links of
 * messages. Files are read and compressed once.
 */
export function pageRoutes(deps: PageDeps): FastifyPluginAsync {
  const load = makeServedFiles(deps.folder, (html) => fillPage(html, deps.brand));
  const imageOrigins = logoOrigins(deps.brand.logoUrl);
  const policy = pageContentSecurityPolicy({
    allowedOrigins: deps.allowedOrigins.split(',').map((origin) => origin.trim()),
    imageOrigins,
  });
  return async (app) => {
    app.get('/', { schema: { hide: true } }, async (request, reply) => {
      reply.headers({ ...PAGE_HEADERS, 'content-security-policy': policy });
      const page = await load('chat/index.html');
      return sendServed(request, reply.type('text/html; charset=utf-8'), page);
    });
    app.get<{ Params: { name: string } }>(
      '/assets/:name',
      { schema: { hide: true } },
      async (request, reply) => {
        const { name } = request.params;
        const type = assetType(name);
        // Loaded first: that a file is missing now must not be kept for a year.
        const asset = await load(`chat/assets/${name}`);
        reply.header('cache-control', ASSET_CACHE_CONTROL);
        return sendServed(request, reply.type(type), asset);
      },
    );
    app.get('/embed.js', { schema: { hide: true } }, async (request, reply) => {
      const script = await load('embed.js');
      reply.header('cache-control', EMBED_CACHE_CONTROL);
      reply.header('access-control-allow-origin', '*');
      return sendServed(request, reply.type(assetType('embed.js')), script);
    });
    await app.register(consoleRoutes(deps));
    await app.register(formPageRoutes({ ...deps, imageOrigins }));
  };
}

/** The page's policy names every host it may show an image from. */
function logoOrigins(logoUrl: string | undefined): readonly string[] {
  return logoUrl !== undefined && URL.canParse(logoUrl) ? [new URL(logoUrl).origin] : [];
}
