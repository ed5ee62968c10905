import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { maskName } from '../../domain/mask.ts';
import type { Clock } from '../../lib/clock.ts';
import { MINUTE_MS } from '../../lib/clock.ts';
import { AppError } from '../../lib/errors.ts';
import { shortList } from '../contract/access.ts';
import {
  outreachAccount,
  outreachAccountInput,
  outreachAccountParams,
  outreachDeliveryPage,
  outreachDeliveryQuery,
} from '../contract/campaigns.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';
import type { CampaignAdminDeps } from './ports-campaigns.ts';
import { makeSeldom } from './seldom.ts';

const TAGS = ['outreach'];
/** A console reads its list again and again; one row of this tells the auditor as much as hundreds. */
const LISTED_EVERY_MS = MINUTE_MS;

const LIST = {
  tags: TAGS,
  operationId: 'listOutreachDeliveries',
  summary: 'The ledger of pushes: who was written to, who was not and why; newest first, masked',
  querystring: outreachDeliveryQuery,
  response: { 200: outreachDeliveryPage, ...PROBLEMS },
};

const ACCOUNTS = {
  tags: TAGS,
  operationId: 'listOutreachAccounts',
  summary: 'What each account may send, and what it has sent today',
  response: { 200: shortList(outreachAccount), ...PROBLEMS },
};

const PUT_ACCOUNT = {
  tags: TAGS,
  operationId: 'putOutreachAccount',
  summary: 'Set what an account may send; of a whole kind by the part of its name before the colon',
  params: outreachAccountParams,
  body: outreachAccountInput,
  response: { 200: outreachAccount, ...PROBLEMS },
};

type Deps = Pick<CampaignAdminDeps, 'outreachDeliveries' | 'outreachAccounts'> &
  Pick<AdminDeps, 'audit'> & { readonly clock: Clock };

/** What became of each push, and what the accounts may send. */
export function outreachLedgerRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { outreachAccounts: accounts, outreachDeliveries: deliveries } = deps;
  const isFirst = makeSeldom(deps.clock, LISTED_EVERY_MS);
  return async (app) => {
    app.get('/outreach/deliveries', { schema: LIST }, async (request) => {
      const { from, to } = request.query;
      if (from !== undefined && to !== undefined && from >= to) {
        throw new AppError('bad_request', 'some fields are not valid', {
          details: [{ path: 'query.to', problem: 'use a time after from' }],
        });
      }
      const page = await deliveries.list(request.query);
      const actor = actorOf(request);
      if (isFirst(`${actor.id} ${request.url}`)) {
        const subject = { subjectKind: 'outreach_delivery', subjectId: '*' };
        const data = { found: page.items.length };
        await deps.audit.record([
          { actor, action: 'outreach_deliveries.listed', ...subject, data },
        ]);
      }
      return toList(page, (item) => ({
        ...item,
        customerName: maskName(item.customerName),
        notBefore: iso(item.notBefore),
        releasedAt: isoOrNull(item.releasedAt),
        settledAt: isoOrNull(item.settledAt),
        openedAt: isoOrNull(item.openedAt),
        answeredAt: isoOrNull(item.answeredAt),
        createdAt: iso(item.createdAt),
      }));
    });
    app.get('/outreach/accounts', { schema: ACCOUNTS }, async () => ({
      items: [...(await accounts.list())],
      nextCursor: null,
    }));
    app.put('/outreach/accounts/:account', { schema: PUT_ACCOUNT }, async (request) =>
      accounts.put(request.params.account, request.body, actorOf(request)),
    );
  };
}
