import type { FastifyPluginAsync } from 'fastify';
import {
  type FastifyPluginAsyncZod,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { z } from 'zod';
import {
  CHECK_IN_BEFORE_MS,
  type CheckInDecision,
  decideCheckIn,
} from '../../domain/owner-event/check-in.ts';
import type { TicketView } from '../../domain/owner-event/view.ts';
import { addMs, type Clock, MINUTE_MS, SECOND_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import {
  selfCheckInAnswer,
  selfCheckInInput,
  ticketPage,
  ticketParams,
} from '../contract/ticket-form.ts';
import { drawQr } from './draw-qr.ts';
import { FormLimit } from './form-limit.ts';

/** What the public page of a ticket needs. */
export interface TicketFormPort {
  find(ticket: string): Promise<TicketView | undefined>;
  checkIn(
    ticket: string,
    code: string,
  ): Promise<CheckInDecision | { readonly kind: 'not_found' | 'wrong_code' }>;
}

export interface TicketFormDeps {
  readonly tickets: TicketFormPort;
  /** Where the pages are, without a slash at the end. */
  readonly publicUrl: string;
  readonly clock: Clock;
}

/** A page is opened a few times; whoever guesses codes is slowed down. */
const LOOKS = { burst: 60, everyMs: SECOND_MS } as const;
/** Six digits are found by patience alone: ten tries, and then one in half a minute. */
const CODES = { burst: 10, everyMs: MINUTE_MS / 2 } as const;

/** `GET /api/forms/tickets/:ticket` and letting oneself in. Public: whoever has the address has the ticket. */
export function ticketFormRoutes(deps: TicketFormDeps): FastifyPluginAsync {
  return async (root) => {
    await root.register(routes(deps), { prefix: '/api/forms' });
  };
}

function routes({ tickets, publicUrl, clock }: TicketFormDeps): FastifyPluginAsyncZod {
  const looks = new FormLimit({ clock, ...LOOKS });
  const codes = new FormLimit({ clock, ...CODES });
  return async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.addHook('onSend', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    app.get(
      '/tickets/:ticket',
      { schema: { hide: true, params: ticketParams, response: { 200: ticketPage } } },
      async (request) => {
        slowDown(looks.take(request.ip));
        const { ticket } = request.params;
        const view = await tickets.find(ticket);
        if (view === undefined) throw noTicket();
        return toPage(view, { address: `${publicUrl}/t/${ticket}`, now: clock.now() });
      },
    );
    app.post(
      '/tickets/:ticket/check-in',
      {
        schema: {
          hide: true,
          params: ticketParams,
          body: selfCheckInInput,
          response: { 200: selfCheckInAnswer },
        },
      },
      async (request) => {
        slowDown(codes.take(request.ip));
        const done = await tickets.checkIn(request.params.ticket, request.body.code);
        if (done.kind === 'not_found') throw noTicket();
        return { result: done.kind === 'refused' ? done.reason : done.kind };
      },
    );
  };
}

function slowDown(waitMs: number | undefined): void {
  if (waitMs === undefined) return;
  throw new AppError('too_many_requests', 'too many tries; wait', { retryAfterMs: waitMs });
}

function noTicket(): AppError {
  return new AppError('not_found', 'there is no such ticket');
}

function toPage(
  view: TicketView,
  { address, now }: { readonly address: string; readonly now: Date },
): z.infer<typeof ticketPage> {
  const { event, status } = view;
  const isOn = status === 'signed_up' || status === 'checked_in';
  return {
    event: {
      eventNo: event.eventNo,
      title: event.title,
      description: event.description,
      city: event.city,
      place: event.place,
      startsAt: event.startsAt.toISOString(),
      endsAt: event.endsAt.toISOString(),
      status: event.status,
    },
    name: view.name,
    status,
    waitingPlace: view.waitingPlace,
    checkedInAt: view.checkedInAt?.toISOString() ?? null,
    checkInFrom: addMs(event.startsAt, -CHECK_IN_BEFORE_MS).toISOString(),
    qr: isOn && event.status === 'published' ? drawQr(address) : null,
    mayCheckIn: decideCheckIn(event, status, now).kind === 'checked_in',
  };
}
