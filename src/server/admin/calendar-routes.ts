import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import {
  type HoursOfDay,
  type WeeklyHours,
  weeklyProblem,
} from '../../domain/calendar/weekly-hours.ts';
import type { CalendarRecord } from '../../domain/handoff/desk-setup.ts';
import { AppError } from '../../lib/errors.ts';
import { shortList } from '../contract/access.ts';
import { calendar, calendarInput, calendarParams, type weekly } from '../contract/setup.ts';
import { iso, PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

const TAGS = ['hours'];

const LIST_CALENDARS = {
  tags: TAGS,
  operationId: 'listCalendars',
  summary: 'Working hours; `desk` is those of the people in the console',
  response: { 200: shortList(calendar), ...PROBLEMS },
};

const GET_CALENDAR = {
  tags: TAGS,
  operationId: 'getCalendar',
  summary: 'Working hours by their id',
  params: calendarParams,
  response: { 200: calendar, ...PROBLEMS },
};

const PUT_CALENDAR = {
  tags: TAGS,
  operationId: 'putCalendar',
  summary: 'Set working hours: intervals in order that do not overlap',
  params: calendarParams,
  body: calendarInput,
  response: { 200: calendar, 201: calendar, ...PROBLEMS },
};

const PROBLEM_TEXTS = {
  no_time: 'use HH:MM, up to 24:00',
  ends_before_it_begins: 'an interval ends after it begins; across midnight use two',
  overlaps: 'intervals are in order and do not overlap',
} as const;

/** When people work. */
export function calendarRoutes(deps: Pick<SetupAdminDeps, 'calendars'>): FastifyPluginAsyncZod {
  const { calendars } = deps;
  return async (app) => {
    app.get('/calendars', { schema: LIST_CALENDARS }, async () => {
      const knownUntil = await calendars.holidaysKnownUntil();
      const items = await calendars.list();
      return { items: items.map((one) => toAnswer(one, knownUntil)), nextCursor: null };
    });
    app.get('/calendars/:id', { schema: GET_CALENDAR }, async (request) => {
      const found = await calendars.find(request.params.id);
      if (found === undefined) throw new AppError('not_found', 'there is no such calendar');
      return toAnswer(found, await calendars.holidaysKnownUntil());
    });
    app.put('/calendars/:id', { schema: PUT_CALENDAR }, async (request, reply) => {
      refuseProblem(request.body.weekly);
      const put = { ...request.body, id: request.params.id };
      const outcome = await calendars.put(put, actorOf(request));
      const answer = toAnswer(outcome.calendar, await calendars.holidaysKnownUntil());
      return reply.code(outcome.kind === 'created' ? 201 : 200).send(answer);
    });
  };
}

function refuseProblem(hours: WeeklyHours): void {
  const found = weeklyProblem(hours);
  if (found === undefined) return;
  throw new AppError('unprocessable', 'the hours cannot be kept', {
    details: [{ path: `body.weekly.${found.weekday}`, problem: PROBLEM_TEXTS[found.problem] }],
  });
}

function toAnswer(
  record: CalendarRecord,
  knownUntil: string | undefined,
): z.infer<typeof calendar> {
  return {
    ...record,
    weekly: toWeekly(record.weekly),
    updatedAt: iso(record.updatedAt),
    holidaysKnownUntil: knownUntil ?? null,
  };
}

function toWeekly(hours: WeeklyHours): z.infer<typeof weekly> {
  const { mon, tue, wed, thu, fri, sat, sun } = hours;
  return {
    mon: pairs(mon),
    tue: pairs(tue),
    wed: pairs(wed),
    thu: pairs(thu),
    fri: pairs(fri),
    sat: pairs(sat),
    sun: pairs(sun),
  };
}

function pairs(day: readonly HoursOfDay[]): [string, string][] {
  return day.map(([from, to]) => [from, to]);
}
