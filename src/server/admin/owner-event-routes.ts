import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { OwnerEventInput } from '../../domain/owner-event/owner-event.ts';
import type { EventView } from '../../domain/owner-event/view.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  doorCodeAnswer,
  ownerEvent,
  ownerEventCancelInput,
  ownerEventInput,
  ownerEventParams,
  ownerEventQuery,
} from '../contract/owner-events.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { eventSignUpRoutes } from './event-sign-up-routes.ts';
import { noEvent, type OwnerEventRoutesDeps } from './owner-event-answers.ts';
import type { EventChanged } from './ports-events.ts';

const TAGS = ['owner events'];
const CHANGED = { 200: ownerEvent, ...PROBLEMS };

const LIST = {
  tags: TAGS,
  operationId: 'listOwnerEvents',
  summary: 'Meetings of car owners, the latest first',
  querystring: ownerEventQuery,
  response: { 200: pageOf(ownerEvent), ...PROBLEMS },
};
const GET = {
  tags: TAGS,
  operationId: 'getOwnerEvent',
  summary: 'One meeting and how full it is',
  params: ownerEventParams,
  response: CHANGED,
};
const CREATE = {
  tags: TAGS,
  operationId: 'createOwnerEvent',
  summary: 'Draft a meeting; nobody sees it before it is published',
  body: ownerEventInput,
  response: { 201: ownerEvent, ...PROBLEMS },
};
const CHANGE = {
  tags: TAGS,
  operationId: 'changeOwnerEvent',
  summary: 'Change a meeting; whoever signed up is told of another time or place',
  params: ownerEventParams,
  body: ownerEventInput,
  response: CHANGED,
};
const PUBLISH = {
  tags: TAGS,
  operationId: 'publishOwnerEvent',
  summary: 'Let people sign up; a campaign of its own tells them of it',
  params: ownerEventParams,
  response: CHANGED,
};
const CANCEL = {
  tags: TAGS,
  operationId: 'cancelOwnerEvent',
  summary: 'Call a meeting off; everybody on its lists is told',
  params: ownerEventParams,
  body: ownerEventCancelInput,
  response: CHANGED,
};
const FINISH = {
  tags: TAGS,
  operationId: 'finishOwnerEvent',
  summary: 'It is over: whoever did not come is a no-show, whoever came is asked how it was',
  params: ownerEventParams,
  response: CHANGED,
};
const DOOR_CODE = {
  tags: TAGS,
  operationId: 'getDoorCode',
  summary: 'The six digits that the screen at the door shows now',
  params: ownerEventParams,
  response: { 200: doorCodeAnswer, ...PROBLEMS },
};

/** Meetings of car owners, and who comes. Names are masked; reading the list of people is audited. */
export function ownerEventRoutes(deps: OwnerEventRoutesDeps): FastifyPluginAsyncZod {
  const { ownerEvents } = deps;
  return async (app) => {
    app.get('/owner-events', { schema: LIST }, async (request) =>
      toList(await ownerEvents.list(request.query), toEvent),
    );
    app.get('/owner-events/:id', { schema: GET }, async (request) => {
      const found = await ownerEvents.find(request.params.id);
      if (found === undefined) throw noEvent();
      return toEvent(found);
    });
    app.post('/owner-events', { schema: CREATE }, async (request, reply) => {
      const event = await ownerEvents.create(toInput(request.body), actorOf(request));
      return reply.code(201).send(toEvent(event));
    });
    app.put('/owner-events/:id', { schema: CHANGE }, async (request) => {
      const { id } = request.params;
      return answer(await ownerEvents.change(id, toInput(request.body), actorOf(request)));
    });
    app.post('/owner-events/:id/publish', { schema: PUBLISH }, async (request) =>
      answer(await ownerEvents.publish(request.params.id, actorOf(request))),
    );
    app.post('/owner-events/:id/cancel', { schema: CANCEL }, async (request) => {
      const { reason } = request.body;
      return answer(await ownerEvents.cancel(request.params.id, reason, actorOf(request)));
    });
    app.post('/owner-events/:id/finish', { schema: FINISH }, async (request) =>
      answer(await ownerEvents.finish(request.params.id, actorOf(request))),
    );
    app.get('/owner-events/:id/door-code', { schema: DOOR_CODE }, async (request) => {
      const shown = await ownerEvents.doorCode(request.params.id);
      if (shown === undefined) throw noEvent();
      return { ...shown, validUntil: iso(shown.validUntil) };
    });
    await app.register(eventSignUpRoutes(deps));
  };
}

function toInput(body: z.infer<typeof ownerEventInput>): OwnerEventInput {
  const { questionnaireCode, ...rest } = body;
  return { ...rest, ...(questionnaireCode === null ? {} : { questionnaireCode }) };
}

function answer(changed: EventChanged): z.infer<typeof ownerEvent> {
  switch (changed.kind) {
    case 'changed':
      return toEvent(changed.event);
    case 'not_found':
      throw noEvent();
    case 'refused':
      throw new AppError('conflict', `the event is ${changed.status}`);
    case 'too_small':
      throw new AppError('unprocessable', `${changed.taken} people have a place already`, {
        details: [{ path: 'body.capacity', problem: 'less than the places that are taken' }],
      });
    case 'wrong_time':
      throw new AppError('unprocessable', 'its time does not allow this', {
        details: [{ path: 'body.startsAt', problem: 'not at this time' }],
      });
  }
}

function toEvent(view: EventView): z.infer<typeof ownerEvent> {
  const { counts, questionnaireCode, ...event } = view;
  return {
    ...event,
    startsAt: iso(event.startsAt),
    endsAt: iso(event.endsAt),
    signUpUntil: iso(event.signUpUntil),
    createdAt: iso(event.createdAt),
    updatedAt: iso(event.updatedAt),
    questionnaireCode: questionnaireCode ?? null,
    signedUp: counts.signed_up,
    waiting: counts.waiting,
    checkedIn: counts.checked_in,
    noShow: counts.no_show,
    cancelled: counts.cancelled,
  };
}
