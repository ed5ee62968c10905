import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { deskSettings } from '../contract/setup.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

const TAGS = ['hours'];

/** How the desk works: how long an offer stands, when a silent customer is asked, what is too long a wait. */
export function deskSettingsRoutes(
  deps: Pick<SetupAdminDeps, 'deskSettings'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/desk-settings',
      {
        schema: {
          tags: TAGS,
          operationId: 'getDeskSettings',
          summary: 'The limits that the desk works by',
          response: { 200: deskSettings, ...PROBLEMS },
        },
      },
      () => deps.deskSettings.read(),
    );
    app.put(
      '/desk-settings',
      {
        schema: {
          tags: TAGS,
          operationId: 'putDeskSettings',
          summary: 'Set all the limits that the desk works by; they count at once',
          body: deskSettings,
          response: { 200: deskSettings, ...PROBLEMS },
        },
      },
      (request) => deps.deskSettings.write(request.body, actorOf(request)),
    );
  };
}
