import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { holidayYearAnswer, holidayYearInput } from '../contract/care.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { CarePlanAdminDeps } from './ports-care-plans.ts';

const PUT_YEAR = {
  tags: ['hours'],
  operationId: 'putHolidayYear',
  summary:
    "Upload a year's public holidays and make-up working days; days that are left out are ordinary again",
  body: holidayYearInput,
  response: { 200: holidayYearAnswer, ...PROBLEMS },
};

/** The State Council's notice of a year, which comes in the autumn before it. */
export function holidayYearRoutes({
  holidayYears,
}: Pick<CarePlanAdminDeps, 'holidayYears'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.put('/holidays', { schema: PUT_YEAR }, async (request) => {
      const { rows } = request.body;
      const year = rows[0]?.date.slice(0, 4) ?? '';
      const outcome = await holidayYears.putYear(year, rows, actorOf(request));
      return { ...outcome, knownUntil: outcome.knownUntil ?? null };
    });
  };
}
