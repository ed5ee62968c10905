import type { FastifyPluginAsync } from 'fastify';
import { audienceRoutes } from './audience-routes.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { careCalendarRoutes } from './care-calendar-routes.ts';
import { carePlanRoutes } from './care-plan-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { disasterRoutes } from './disaster-routes.ts';
import { followUpRoutes } from './follow-up-routes.ts';
import { holidayYearRoutes } from './holiday-year-routes.ts';
import { outreachLedgerRoutes } from './outreach-ledger-routes.ts';
import { ownerEventRoutes } from './owner-event-routes.ts';
import type { AdminDeps } from './ports.ts';
import { pushRoutes } from './push-routes.ts';
import { referralRoutes } from './referral-routes.ts';
import { surveyRoutes } from './survey-routes.ts';
import { templateRoutes } from './template-routes.ts';
import { visitRoutes } from './visit-routes.ts';

/** Satisfaction, return visits and care. */
export function careRoutes(deps: AdminDeps): FastifyPluginAsync {
  return async (app) => {
    await app.register(pushRoutes(deps));
    await app.register(templateRoutes(deps));
    await app.register(audienceRoutes(deps));
    await app.register(carePlanRoutes(deps));
    await app.register(careCalendarRoutes(deps));
    await app.register(disasterRoutes(deps));
    await app.register(holidayYearRoutes(deps));
    await app.register(campaignRoutes(deps));
    await app.register(outreachLedgerRoutes(deps));
    await app.register(surveyRoutes(deps));
    await app.register(followUpRoutes(deps));
    await app.register(visitRoutes(deps));
    await app.register(ownerEventRoutes(deps));
    await app.register(referralRoutes(deps));
    await app.register(consentRoutes(deps));
  };
}
