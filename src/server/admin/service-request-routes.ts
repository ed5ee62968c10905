import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceRequestInput, ServiceRequestView } from '../../domain/service-request.ts';
import { AppError } from '../../lib/errors.ts';
import type { JsonObject } from '../../lib/json.ts';
import { pageOf } from '../contract/common.ts';
import {
  serviceRequest,
  serviceRequestInput,
  serviceRequestParams,
  serviceRequestQuery,
  serviceRequestReveal,
  serviceRequestRevealInput,
  serviceRequestStatusInput,
} from '../contract/service-request.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['service requests'];

const LIST = {
  tags: TAGS,
  operationId: 'listServiceRequests',
  summary: 'What customers asked for, the one that waits longest first',
  querystring: serviceRequestQuery,
  response: { 200: pageOf(serviceRequest), ...PROBLEMS },
};

const GET = {
  tags: TAGS,
  operationId: 'getServiceRequest',
  summary: 'One request and where it stands',
  params: serviceRequestParams,
  response: { 200: serviceRequest, ...PROBLEMS },
};

const REGISTER = {
  tags: TAGS,
  operationId: 'registerServiceRequest',
  summary: 'Registers a task or a call-back for the customer of a conversation',
  body: serviceRequestInput,
  response: { 201: serviceRequest, ...PROBLEMS },
};

const SET_STATUS = {
  tags: TAGS,
  operationId: 'setServiceRequestStatus',
  summary: 'Take it on, finish it or cancel it; done and cancelled are final',
  params: serviceRequestParams,
  body: serviceRequestStatusInput,
  response: { 200: serviceRequest, ...PROBLEMS },
};

const REVEAL = {
  tags: TAGS,
  operationId: 'revealServiceRequest',
  summary: 'Whom to call and what to change, unmasked; every reveal is in the audit trail',
  params: serviceRequestParams,
  body: serviceRequestRevealInput,
  response: { 200: serviceRequestReveal, ...PROBLEMS },
};

/** The registry of everything that people carry out for customers. Masked; reading and changing is audited. */
export function serviceRequestRoutes(
  deps: Pick<AdminDeps, 'serviceRequests' | 'audit' | 'registry'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/service-requests', { schema: LIST }, async (request) => {
      const page = await deps.serviceRequests.list(request.query);
      const data = { found: page.items.length };
      const subject = { subjectKind: 'service_request', subjectId: '*' };
      const action = 'service_requests.listed';
      await deps.audit.record([{ actor: actorOf(request), action, ...subject, data }]);
      return toList(page, toAnswer);
    });
    app.get('/service-requests/:no', { schema: GET }, async (request) => {
      const { no } = request.params;
      const found = await deps.serviceRequests.find(no);
      if (found === undefined) throw notFound();
      const subject = { subjectKind: 'service_request', subjectId: no };
      const action = 'service_request.read';
      await deps.audit.record([{ actor: actorOf(request), action, ...subject }]);
      return toAnswer(found);
    });
    app.post('/service-requests', { schema: REGISTER }, async (request, reply) => {
      const input = toInput(request.body);
      const registered = await deps.registry.registerRequest(input, actorOf(request));
      if (registered.kind === 'unknown') {
        const details = [{ path: 'body.conversationId', problem: 'unknown' }];
        throw new AppError('not_found', 'there is no such conversation', { details });
      }
      const found = await deps.serviceRequests.find(registered.requestNo);
      if (found === undefined) throw notFound();
      return reply.code(201).send(toAnswer(found));
    });
    app.post('/service-requests/:no/status', { schema: SET_STATUS }, async (request) => {
      const changed = await deps.serviceRequests.setStatus({
        requestNo: request.params.no,
        ...request.body,
        actor: actorOf(request),
      });
      switch (changed.kind) {
        case 'changed':
          return toAnswer(changed.request);
        case 'not_found':
          throw notFound();
        case 'refused':
          throw new AppError('conflict', `the request is ${changed.status} already`);
      }
    });
    app.post(
      '/service-requests/:no/reveal',
      {
        // The answer is what the audit trail has to show each time; it is not kept for a repeated key.
        config: { idempotent: false },
        schema: REVEAL,
      },
      async (request) => {
        const { reason } = request.body;
        const asked = { requestNo: request.params.no, reason, actor: actorOf(request) };
        const shown = await deps.serviceRequests.reveal(asked);
        if (shown === undefined) throw notFound();
        return { ...shown, details: toJson(shown.details) };
      },
    );
  };
}

function toInput(body: z.infer<typeof serviceRequestInput>): ServiceRequestInput {
  const { conversationId, plate, isUrgent, contactPhone } = body;
  const common = { conversationId, plate, isUrgent, contactPhone };
  switch (body.kind) {
    case 'task': {
      const { title, note, dueAt } = body;
      return {
        ...common,
        details: {
          kind: 'task',
          title,
          ...(note === undefined ? {} : { note }),
          ...(dueAt === undefined ? {} : { dueAt: iso(dueAt) }),
        },
      };
    }
    case 'call_back': {
      const { topic, callFrom, callTo } = body;
      if (callTo <= callFrom) {
        const details = [{ path: 'body.callTo', problem: 'use a time after callFrom' }];
        throw new AppError('bad_request', 'some fields are not valid', { details });
      }
      return {
        ...common,
        details: {
          kind: 'call_back',
          callFrom: iso(callFrom),
          callTo: iso(callTo),
          ...(topic === undefined ? {} : { topic }),
        },
      };
    }
  }
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such service request');
}

const detailsSchema = z.record(z.string(), z.json());

/** Keys without a value leave. */
function toJson(details: JsonObject): z.infer<typeof detailsSchema> {
  return detailsSchema.parse(JSON.parse(JSON.stringify(details)));
}

function toAnswer(view: ServiceRequestView): z.infer<typeof serviceRequest> {
  return {
    ...view,
    requestedAt: iso(view.requestedAt),
    updatedAt: iso(view.updatedAt),
    details: toJson(view.details),
    steps: view.steps.map((step) => ({ ...step, at: iso(step.at) })),
  };
}
