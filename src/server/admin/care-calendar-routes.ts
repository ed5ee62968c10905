import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseDay, type ShanghaiDay } from '../../domain/calendar/shanghai-day.ts';
import type { CalendarDay, CalendarItem } from '../../domain/care/calendar.ts';
import { AppError } from '../../lib/errors.ts';
import { shortList } from '../contract/access.ts';
import {
  careCalendar,
  type careCalendarDay,
  type careCalendarItem,
  careCalendarQuery,
  careYear,
  careYearQuery,
  silentDay,
  silentDayInput,
  silentDayQuery,
} from '../contract/care.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { CarePlanAdminDeps, SilentDayView } from './ports-care-plans.ts';

const TAGS = ['care'];

const CALENDAR = {
  tags: TAGS,
  operationId: 'getCareCalendar',
  summary:
    'Occasions, holidays, silent days and what plans send, day by day; both days are included',
  querystring: careCalendarQuery,
  response: { 200: careCalendar, ...PROBLEMS },
};
const YEAR = {
  tags: TAGS,
  operationId: 'getCareYear',
  summary: 'What was due and what became of it, by month and occasion; both days are included',
  querystring: careYearQuery,
  response: { 200: careYear, ...PROBLEMS },
};
const LIST_SILENT = {
  tags: TAGS,
  operationId: 'listSilentDays',
  summary:
    'Days on which some kinds of pushes are not sent: those of every year first, then by day',
  response: { 200: shortList(silentDay), ...PROBLEMS },
};
const PUT_SILENT = {
  tags: TAGS,
  operationId: 'putSilentDay',
  summary: 'Say what is not sent on a day, everywhere or in one city',
  body: silentDayInput,
  response: { 200: silentDay, 201: silentDay, ...PROBLEMS },
};
const REMOVE_SILENT = {
  tags: TAGS,
  operationId: 'removeSilentDay',
  summary: 'Let a day be an ordinary one',
  querystring: silentDayQuery,
  response: { 204: z.undefined(), ...PROBLEMS },
};

type Deps = Pick<CarePlanAdminDeps, 'careCalendar' | 'silentDays'>;

/** What is due when, what became of it, and the days on which nothing is sent. */
export function careCalendarRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { silentDays } = deps;
  return async (app) => {
    app.get('/outreach/calendar', { schema: CALENDAR }, async (request) => {
      const calendar = await deps.careCalendar.days(spanOf(request.query));
      return {
        items: calendar.items.map(toDay),
        holidaysKnownUntil: calendar.holidaysKnownUntil ?? null,
        isBeyondHolidays: calendar.isBeyondHolidays,
      };
    });
    app.get('/outreach/year', { schema: YEAR }, async (request) =>
      careYear.parse(await deps.careCalendar.year(spanOf(request.query))),
    );
    app.get('/outreach/silent-days', { schema: LIST_SILENT }, async () => ({
      items: (await silentDays.list()).map(toSilentDay),
      nextCursor: null,
    }));
    app.put('/outreach/silent-days', { schema: PUT_SILENT }, async (request, reply) => {
      const outcome = await silentDays.put(request.body, actorOf(request));
      return reply.code(outcome.kind === 'created' ? 201 : 200).send(toSilentDay(outcome.day));
    });
    app.delete('/outreach/silent-days', { schema: REMOVE_SILENT }, async (request, reply) => {
      const outcome = await silentDays.remove(request.query, actorOf(request));
      if (outcome === 'not_found') throw new AppError('not_found', 'that day is not silent');
      return reply.code(204).send(undefined);
    });
  };
}

function spanOf(query: z.infer<typeof careCalendarQuery>): {
  readonly from: ShanghaiDay;
  readonly to: ShanghaiDay;
} {
  const from = parseDay(query.from);
  const to = parseDay(query.to);
  if (from === undefined || to === undefined) throw new AppError('bad_request', 'no such day');
  return { from, to };
}

function toDay(day: CalendarDay): z.infer<typeof careCalendarDay> {
  const { lunar, holiday } = day;
  return {
    date: day.date,
    lunar: { month: lunar.month, day: lunar.day, isLeap: lunar.isLeap },
    holiday: holiday === undefined ? null : { name: holiday.name, isWorkday: holiday.isWorkday },
    silent: day.silent.map(({ name, region, classes }) => ({
      name,
      region,
      classes: [...classes],
    })),
    greetingFree: day.greetingFree ?? null,
    occasions: [...day.occasions],
    items: day.items.map(toItem),
  };
}

function toItem(item: CalendarItem): z.infer<typeof careCalendarItem> {
  return {
    ...item,
    campaign: item.campaign ?? null,
    expected: item.expected ?? null,
    skip: item.skip ?? null,
    startsAt: iso(item.startsAt),
    endsAt: iso(item.endsAt),
  };
}

function toSilentDay(day: SilentDayView): z.infer<typeof silentDay> {
  return { ...day, classes: [...day.classes], updatedAt: iso(day.updatedAt) };
}
