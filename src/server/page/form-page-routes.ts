import type { FastifyPluginAsync } from 'fastify';
import {
  ASSET_CACHE_CONTROL,
  FORM_HEADERS,
  fillPage,
  formContentSecurityPolicy,
  type PageBrand,
} from '../contract/page-policy.ts';
import { assetType, makeServedFiles, sendServed } from './served-files.ts';

export interface FormPageDeps {
  /** The built pages: `forms/index.html`, `forms/assets/*`. */
  readonly folder: string;
  readonly brand: PageBrand;
  /** Hosts of images, such as that of the insurer's logo. */
  readonly imageOrigins: readonly string[];
}

/** A survey, a ticket, an invitation by a friend: what links in messages open. */
const ADDRESSES = ['/s/*', '/t/*', '/r/*'];

/**
 * One page for every link. It is the same whatever the link holds, also for one that is cut off or over: its script
 * asks the API, and says what to do.
 */
export function formPageRoutes(deps: FormPageDeps): FastifyPluginAsync {
  const load = makeServedFiles(deps.folder, (html) => fillPage(html, deps.brand));
  const policy = formContentSecurityPolicy(deps.imageOrigins);
  return async (app) => {
    for (const address of ADDRESSES) {
      app.get(address, { schema: { hide: true } }, async (request, reply) => {
        const page = await load('forms/index.html');
        reply.headers({ ...FORM_HEADERS, 'content-security-policy': policy });
        return sendServed(request, reply.type('text/html; charset=utf-8'), page);
      });
    }
    app.get<{ Params: { name: string } }>(
      '/forms/assets/:name',
      { schema: { hide: true } },
      async (request, reply) => {
        const { name } = request.params;
        const type = assetType(name);
        // Loaded first: that a file is missing now must not be kept for a year.
        const asset = await load(`forms/assets/${name}`);
        reply.header('cache-control', ASSET_CACHE_CONTROL);
        reply.header('x-content-type-options', 'nosniff');
        return sendServed(request, reply.type(type), asset);
      },
    );
  };
}
