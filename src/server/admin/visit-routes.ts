import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { VisitActed } from '../../domain/visit/acts.ts';
import { MINUTE_MS } from '../../lib/clock.ts';
import { idParams } from '../contract/access.ts';
import {
  visitCalendar,
  visitCalendarQuery,
  visitDetail,
  visitIdentifyInput,
  visitPage,
  visitQuery,
  visitRates,
  visitRatesQuery,
  visitResultInput,
} from '../contract/visits.ts';
import { ACCESS, mayUse } from './access.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';
import type { VisitAdminDeps } from './ports-visits.ts';
import { makeSeldom } from './seldom.ts';
import {
  noVisit,
  statusesOf,
  toVisitDetail,
  toVisitRates,
  toVisitRefusal,
  toVisitSummary,
  visitActorOf,
} from './visit-answers.ts';

const TAGS = ['return visits'];
/** A console reads its list again and again; one row of this tells the auditor as much as hundreds. */
const LISTED_EVERY_MS = MINUTE_MS;

const LIST = {
  tags: TAGS,
  operationId: 'listReturnVisits',
  summary: 'Return visits, the next to be done first, masked',
  querystring: visitQuery,
  response: { 200: visitPage, ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getReturnVisit',
  summary: 'A return visit with its script, its tries and what whoever asks may do, masked',
  params: idParams,
  response: { 200: visitDetail, ...PROBLEMS },
};

const RATES = {
  tags: TAGS,
  operationId: 'getReturnVisitRates',
  summary: 'Coverage, success and timeliness of the visits whose window ended in a period',
  querystring: visitRatesQuery,
  response: { 200: visitRates, ...PROBLEMS },
};

const CALENDAR = {
  tags: TAGS,
  operationId: 'getReturnVisitCalendar',
  summary: 'The visits whose window begins in a period, by day and kind, and where they stand',
  querystring: visitCalendarQuery,
  response: { 200: visitCalendar, ...PROBLEMS },
};

const TAKE = {
  tags: TAGS,
  operationId: 'takeReturnVisit',
  summary: 'I make this call; not for whoever the case is about',
  params: idParams,
  response: { 200: visitDetail, ...PROBLEMS },
};

const IDENTIFY = {
  tags: TAGS,
  operationId: 'identifyReturnVisit',
  summary: 'What was asked to prove who is on the phone, and whether it was right',
  params: idParams,
  body: visitIdentifyInput,
  response: { 200: visitDetail, ...PROBLEMS },
};

const RESULT = {
  tags: TAGS,
  operationId: 'recordReturnVisit',
  summary: 'What the call came to, and what was answered',
  params: idParams,
  body: visitResultInput,
  response: { 200: visitDetail, ...PROBLEMS },
};

type Deps = VisitAdminDeps & Pick<AdminDeps, 'audit' | 'clock'>;

/** Return visits: the work list, the calls, and what they come to. Masked; reading is audited. */
export function visitRoutes(deps: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(readRoutes(deps));
    await app.register(callRoutes(deps));
  };
}

function readRoutes({ visits, audit, clock }: Deps): FastifyPluginAsyncZod {
  const isFirst = makeSeldom(clock, LISTED_EVERY_MS);
  return async (app) => {
    app.get('/return-visits', { schema: LIST }, async (request) => {
      const { ownerId, status, ...query } = request.query;
      const actor = actorOf(request);
      const page = await visits.list({
        ...query,
        status: statusesOf(status),
        ownerId: ownerId === 'me' ? actor.id : ownerId,
      });
      if (isFirst(`${actor.id} ${request.url}`)) {
        const subject = { subjectKind: 'return_visit', subjectId: '*' };
        const data = { found: page.items.length };
        await audit.record([{ actor, action: 'return_visits.listed', ...subject, data }]);
      }
      return toList(page, toVisitSummary);
    });
    app.get('/return-visits/:id', { schema: GET }, async (request) => {
      const { id } = request.params;
      const found = await visits.find(id, visitActorOf(request));
      if (found === undefined) throw noVisit();
      const subject = { subjectKind: 'return_visit', subjectId: id };
      await audit.record([{ actor: actorOf(request), action: 'return_visit.read', ...subject }]);
      // Whoever may only read is offered nothing to do.
      const mayAct = mayUse(ACCESS['POST /return-visits/:id/take'], request.principal);
      return toVisitDetail(mayAct ? found : { ...found, may: [] });
    });
    app.get('/return-visit-rates', { schema: RATES }, async (request) => {
      const { total, groups } = await visits.rates(request.query);
      return { total: toVisitRates(total), groups: groups.map(toVisitRates) };
    });
    app.get('/return-visit-calendar', { schema: CALENDAR }, async (request) => ({
      items: [...(await visits.calendar(request.query))],
    }));
  };
}

function callRoutes({ visits }: Deps): FastifyPluginAsyncZod {
  return async (app) => {
    app.post('/return-visits/:id/take', { schema: TAKE }, async (request) => {
      const by = visitActorOf(request);
      const { id } = request.params;
      return answer(await visits.take(id, by), await visits.find(id, by));
    });
    app.post('/return-visits/:id/identify', { schema: IDENTIFY }, async (request) => {
      const by = visitActorOf(request);
      const { id } = request.params;
      return answer(await visits.identify(id, request.body, by), await visits.find(id, by));
    });
    app.post('/return-visits/:id/result', { schema: RESULT }, async (request) => {
      const by = visitActorOf(request);
      const { id } = request.params;
      return answer(await visits.record(id, request.body, by), await visits.find(id, by));
    });
  };
}

/** The visit as it is after the act; throws what the act was refused for. */
function answer(
  acted: VisitActed,
  found: Parameters<typeof toVisitDetail>[0] | undefined,
): ReturnType<typeof toVisitDetail> {
  if (acted.kind !== 'done') throw toVisitRefusal(acted);
  if (found === undefined) throw noVisit();
  return toVisitDetail(found);
}
