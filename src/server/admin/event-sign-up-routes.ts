import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { pageOf } from '../contract/common.ts';
import {
  checkInAnswer,
  checkInInput,
  eventSignUp,
  eventSignUpInput,
  eventSignUpParams,
  ownerEventParams,
  signUpQuery,
} from '../contract/owner-events.ts';
import { PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { noEvent, type OwnerEventRoutesDeps, toSignUp } from './owner-event-answers.ts';
import type { SignedUp } from './ports-events.ts';

const TAGS = ['owner events'];

const LIST = {
  tags: TAGS,
  operationId: 'listEventSignUps',
  summary: 'Who comes, by the order of signing up; masked',
  params: ownerEventParams,
  querystring: signUpQuery,
  response: { 200: pageOf(eventSignUp), ...PROBLEMS },
};
const SIGN_UP = {
  tags: TAGS,
  operationId: 'signUpForEvent',
  summary: 'Put a customer on the list, or on the waiting list when it is full',
  params: ownerEventParams,
  body: eventSignUpInput,
  response: { 201: eventSignUp, ...PROBLEMS },
};
const CANCEL = {
  tags: TAGS,
  operationId: 'cancelEventSignUp',
  summary: 'Take somebody off the list; whoever waits first gets the place and is told',
  params: eventSignUpParams,
  response: { 200: eventSignUp, ...PROBLEMS },
};
const CHECK_IN = {
  tags: TAGS,
  operationId: 'checkInAtEvent',
  summary: 'Let somebody in by the code on their ticket; twice is as good as once',
  params: ownerEventParams,
  body: checkInInput,
  response: { 200: checkInAnswer, ...PROBLEMS },
};

const REFUSALS = {
  not_open: 'nobody can sign up for it',
  too_late: 'sign-up is over',
  full: 'there is no place, and no room to wait',
  already: 'this customer is on the list',
  over: 'it is too late to change this',
} as const;

const NOT_IN = {
  too_early: 'the doors open two hours before the beginning',
  over: 'the event is over',
  waiting: 'this person waits for a place and has none',
  cancelled: 'this sign-up was cancelled',
  not_open: 'the event does not take place',
} as const;

/** The last part of what a scanner reads: the code alone, or the address of the ticket. */
const TICKET = /([0-9a-z]{8,64})\/?$/;

/** Who comes to an event, and letting them in. */
export function eventSignUpRoutes(deps: OwnerEventRoutesDeps): FastifyPluginAsyncZod {
  const { ownerEvents, audit } = deps;
  return async (app) => {
    app.get('/owner-events/:id/sign-ups', { schema: LIST }, async (request) => {
      const { id } = request.params;
      const page = await ownerEvents.listSignUps(id, request.query);
      if (page === undefined) throw noEvent();
      const subject = { subjectKind: 'owner_event', subjectId: id };
      const data = { found: page.items.length };
      const action = 'event_sign_ups.listed';
      await audit.record([{ actor: actorOf(request), action, ...subject, data }]);
      return toList(page, toSignUp);
    });
    app.post('/owner-events/:id/sign-ups', { schema: SIGN_UP }, async (request, reply) => {
      const { id } = request.params;
      const signedUp = await ownerEvents.signUp(id, request.body, actorOf(request));
      return reply.code(201).send(answer(signedUp));
    });
    app.post('/owner-events/:id/sign-ups/:signUpId/cancel', { schema: CANCEL }, async (request) => {
      const { id, signUpId } = request.params;
      return answer(await ownerEvents.cancelSignUp(id, signUpId, actorOf(request)));
    });
    app.post('/owner-events/:id/check-ins', { schema: CHECK_IN }, async (request) => {
      const ticket = TICKET.exec(request.body.ticket)?.[1] ?? '';
      const done = await ownerEvents.checkIn(request.params.id, ticket, actorOf(request));
      switch (done.kind) {
        case 'checked_in':
        case 'already':
          return { result: done.kind, signUp: toSignUp(done.signUp) };
        case 'not_found':
          throw new AppError('not_found', `there is no such ${done.what}`);
        case 'refused':
          throw new AppError('conflict', NOT_IN[done.reason], {
            details: [{ path: 'body.ticket', problem: done.reason }],
          });
      }
    });
  };
}

function answer(done: SignedUp): z.infer<typeof eventSignUp> {
  switch (done.kind) {
    case 'done':
      return toSignUp(done.signUp);
    case 'not_found':
      throw new AppError('not_found', `there is no such ${done.what}`);
    case 'refused':
      throw new AppError('conflict', REFUSALS[done.reason], {
        details: [{ path: 'params.id', problem: done.reason }],
      });
  }
}
