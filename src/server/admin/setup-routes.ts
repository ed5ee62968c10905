import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { boardRoutes } from './board-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { cannedAnswerRoutes } from './canned-answer-routes.ts';
import { deskSettingsRoutes } from './desk-settings-routes.ts';
import { holidayRoutes } from './holiday-routes.ts';
import type { AdminDeps } from './ports.ts';
import type { SetupAdminDeps } from './ports-setup.ts';
import { qualityRoutes } from './quality-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { suggestionRoutes } from './suggestion-routes.ts';
import { teamRoutes } from './team-routes.ts';
import { textRoutes } from './text-routes.ts';

/** Setting up, leading and searching the desk. */
export function setupRoutes(
  deps: SetupAdminDeps & Pick<AdminDeps, 'audit'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(teamRoutes(deps));
    await app.register(calendarRoutes(deps));
    await app.register(holidayRoutes(deps));
    await app.register(deskSettingsRoutes(deps));
    await app.register(cannedAnswerRoutes(deps));
    await app.register(textRoutes());
    await app.register(suggestionRoutes(deps));
    await app.register(qualityRoutes(deps));
    await app.register(boardRoutes(deps));
    await app.register(searchRoutes(deps));
  };
}
