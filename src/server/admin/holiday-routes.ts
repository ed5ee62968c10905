import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HolidayRecord } from '../../domain/handoff/desk-setup.ts';
import { AppError } from '../../lib/errors.ts';
import { shortList } from '../contract/access.ts';
import { holiday, holidayInput, holidayParams, holidayQuery } from '../contract/setup.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

const TAGS = ['hours'];

const LIST_HOLIDAYS = {
  tags: TAGS,
  operationId: 'listHolidays',
  summary: 'Holidays and make-up working days, by date; both days are included',
  querystring: holidayQuery,
  response: { 200: shortList(holiday), ...PROBLEMS },
};

const PUT_HOLIDAY = {
  tags: TAGS,
  operationId: 'putHoliday',
  summary: 'Say that a day is off, or that it is worked',
  params: holidayParams,
  body: holidayInput,
  response: { 200: holiday, 201: holiday, ...PROBLEMS },
};

const REMOVE_HOLIDAY = {
  tags: TAGS,
  operationId: 'removeHoliday',
  summary: 'Let a day be what its weekday says',
  params: holidayParams,
  response: { 204: z.undefined(), ...PROBLEMS },
};

/** The days that are not what their weekdays say. */
export function holidayRoutes(deps: Pick<SetupAdminDeps, 'calendars'>): FastifyPluginAsyncZod {
  const { calendars } = deps;
  return async (app) => {
    app.get('/holidays', { schema: LIST_HOLIDAYS }, async (request) => {
      const days = await calendars.listHolidays(request.query);
      return { items: days.map(toAnswer), nextCursor: null };
    });
    app.put('/holidays/:date', { schema: PUT_HOLIDAY }, async (request, reply) => {
      const put = { ...request.body, date: request.params.date };
      const outcome = await calendars.putHoliday(put, actorOf(request));
      return reply.code(outcome.kind === 'created' ? 201 : 200).send(toAnswer(outcome.holiday));
    });
    app.delete('/holidays/:date', { schema: REMOVE_HOLIDAY }, async (request, reply) => {
      const outcome = await calendars.removeHoliday(request.params.date, actorOf(request));
      if (outcome === 'not_found') throw new AppError('not_found', 'the day is an ordinary one');
      return reply.code(204).send(undefined);
    });
  };
}

function toAnswer({ updatedAt, ...rest }: HolidayRecord): z.infer<typeof holiday> {
  return { ...rest, updatedAt: iso(updatedAt) };
}
