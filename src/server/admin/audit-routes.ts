import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { auditQuery, auditRow } from '../contract/audit.ts';
import { pageOf } from '../contract/common.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

/** The audit trail. Looking at it is in it. */
export function auditRoutes(deps: Pick<AdminDeps, 'audit'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/audit',
      {
        schema: {
          tags: ['audit'],
          operationId: 'listAudit',
          summary: 'Every read of personal data and every write, newest first',
          querystring: auditQuery,
          response: { 200: pageOf(auditRow), ...PROBLEMS },
        },
      },
      async (request) => {
        const page = await deps.audit.list(request.query);
        const subject = { subjectKind: 'audit', subjectId: '*' };
        await deps.audit.record([{ actor: actorOf(request), action: 'audit.read', ...subject }]);
        return toList(page, (row) => ({
          ...row,
          at: iso(row.at),
          data: JSON.parse(JSON.stringify(row.data)),
        }));
      },
    );
  };
}
