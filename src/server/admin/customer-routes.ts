import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { CustomerView } from '../../domain/customer/view.ts';
import { isIdNumberValid, isVinValid } from '../../domain/identifiers.ts';
import { AppError } from '../../lib/errors.ts';
import { pageOf, putAnswer, type Warning } from '../contract/common.ts';
import {
  customer,
  customerInput,
  customerParams,
  customerQuery,
  customerSummary,
  revealed,
  revealInput,
} from '../contract/customer.ts';
import { iso, isoOrNull, PROBLEMS, toList, toPutAnswer } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { toPolicyAnswer } from './policy-routes.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['customers'];

const PUT_CUSTOMER = {
  tags: TAGS,
  operationId: 'putCustomer',
  summary: 'Store a customer and their vehicles; an older updatedAt changes nothing',
  params: customerParams,
  body: customerInput,
  response: { 200: putAnswer, 201: putAnswer, ...PROBLEMS },
};

const SEARCH_CUSTOMERS = {
  tags: TAGS,
  operationId: 'searchCustomers',
  summary: 'Search by name, phone, plate or number',
  querystring: customerQuery,
  response: { 200: pageOf(customerSummary), ...PROBLEMS },
};

const GET_CUSTOMER = {
  tags: TAGS,
  operationId: 'getCustomer',
  summary: 'Customer 360, masked',
  params: customerParams,
  response: { 200: customer, ...PROBLEMS },
};

const REVEAL_CUSTOMER_FIELD = {
  tags: TAGS,
  operationId: 'revealCustomerField',
  summary: 'Show one kind of personal data unmasked; audited with its reason',
  params: customerParams,
  body: revealInput,
  response: { 200: revealed, ...PROBLEMS },
};

/** Customers: kept current by the insurer's systems, read masked by the desk. */
export function customerRoutes(
  deps: Pick<AdminDeps, 'customers' | 'audit' | 'clock'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.put(
      '/customers/:customerNo',
      {
        schema: PUT_CUSTOMER,
      },
      async (request, reply) => {
        const given = { updatedAt: deps.clock.now(), ...request.body };
        const put = { ...given, customerNo: request.params.customerNo };
        const outcome = await deps.customers.put(put, actorOf(request));
        const { status, body } = toPutAnswer(outcome, warningsOf(request.body));
        return reply.code(status).send(body);
      },
    );
    app.get(
      '/customers',
      {
        schema: SEARCH_CUSTOMERS,
      },
      async (request) => {
        const page = await deps.customers.search(request.query);
        const actor = actorOf(request);
        // What was searched for is personal data itself and does not belong in the trail.
        const data = { found: page.items.length, isFiltered: request.query.query !== undefined };
        const subject = { subjectKind: 'customer', subjectId: '*' };
        await deps.audit.record([{ actor, action: 'customers.searched', ...subject, data }]);
        return toList(page, (item) => ({ ...item, plates: [...item.plates] }));
      },
    );
    app.get(
      '/customers/:customerNo',
      {
        schema: GET_CUSTOMER,
      },
      async (request) => {
        const { customerNo } = request.params;
        const found = await deps.customers.find(customerNo);
        if (found === undefined) throw notFound();
        const subject = { subjectKind: 'customer', subjectId: customerNo };
        await deps.audit.record([{ actor: actorOf(request), action: 'customer.read', ...subject }]);
        return toCustomerAnswer(found);
      },
    );
    app.post(
      '/customers/:customerNo/reveal',
      {
        // The answer is what the audit trail has to show each time; it is not kept for a repeated key.
        config: { idempotent: false },
        schema: REVEAL_CUSTOMER_FIELD,
      },
      async (request) => {
        const { field, reason } = request.body;
        const { customerNo } = request.params;
        const actor = actorOf(request);
        const values = await deps.customers.reveal({ customerNo, field, reason, actor });
        if (values === undefined) throw notFound();
        return { field, values: [...values] };
      },
    );
  };
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such customer');
}

/** Check digits that are wrong: stored all the same, because the source may be right about its own paper. */
function warningsOf(body: z.infer<typeof customerInput>): Warning[] {
  const warnings: Warning[] = [];
  const isResidentId =
    body.idType === undefined || body.idType === null || body.idType === 'resident';
  const looksResident = body.idNumber?.length === 18;
  if (body.idNumber && isResidentId && looksResident && !isIdNumberValid(body.idNumber)) {
    warnings.push({ path: 'body.idNumber', problem: 'the check character is wrong' });
  }
  for (const [i, vehicle] of (body.vehicles ?? []).entries()) {
    if (vehicle.vin && !isVinValid(vehicle.vin)) {
      warnings.push({ path: `body.vehicles.${i}.vin`, problem: 'the check digit is wrong' });
    }
  }
  return warnings;
}

function toCustomerAnswer(view: CustomerView): z.infer<typeof customer> {
  const { id: _, ...rest } = view;
  return {
    ...rest,
    plates: [...view.plates],
    tags: [...view.tags],
    bereavedAt: isoOrNull(view.bereavedAt),
    marketingBlockedAt: isoOrNull(view.marketingBlockedAt),
    surveySilentUntil: isoOrNull(view.surveySilentUntil),
    sourceUpdatedAt: isoOrNull(view.sourceUpdatedAt),
    createdAt: iso(view.createdAt),
    updatedAt: iso(view.updatedAt),
    vehicles: [...view.vehicles],
    policies: view.policies.map(toPolicyAnswer),
    claims: view.claims.map((claim) => ({
      ...claim,
      statusAt: iso(claim.statusAt),
      reportedAt: iso(claim.reportedAt),
    })),
    identities: view.identities.map((identity) => ({
      ...identity,
      verifiedAt: isoOrNull(identity.verifiedAt),
    })),
    contacts: view.contacts.map((contact) => ({
      ...contact,
      lastMessageAt: iso(contact.lastMessageAt),
      endedAt: isoOrNull(contact.endedAt),
    })),
  };
}
