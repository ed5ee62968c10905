import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { auditExportHead, auditExportLine } from '../../domain/audit-chain.ts';
import { auditQuery, auditRow } from '../contract/audit.ts';
import { pageOf } from '../contract/common.ts';
import { auditExportQuery, auditVerification, auditVerifyInput } from '../contract/operations.ts';
import { iso, PROBLEMS, toList } from './answers.ts';
import { actorOf } from './authenticate.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['audit'];
const SUBJECT = { subjectKind: 'audit', subjectId: '*' };
const TYPES = { jsonl: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const;

/** The audit trail. Looking at it is in it. */
export function auditRoutes(
  deps: Pick<AdminDeps, 'audit' | 'auditChain' | 'clock'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/audit',
      {
        schema: {
          tags: TAGS,
          operationId: 'listAudit',
          summary: 'Every read of personal data and every write, newest first',
          querystring: auditQuery,
          response: { 200: pageOf(auditRow), ...PROBLEMS },
        },
      },
      async (request) => {
        const page = await deps.audit.list(request.query);
        await deps.audit.record([{ actor: actorOf(request), action: 'audit.read', ...SUBJECT }]);
        return toList(page, (row) => ({
          ...row,
          at: iso(row.at),
          data: JSON.parse(JSON.stringify(row.data)),
        }));
      },
    );
    await app.register(verifyRoute(deps));
    await app.register(exportRoute(deps));
  };
}

function verifyRoute(deps: Pick<AdminDeps, 'audit' | 'auditChain'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/audit/verify',
      {
        schema: {
          tags: TAGS,
          operationId: 'verifyAudit',
          summary: 'Check every row against the chain of hashes over them',
          body: auditVerifyInput,
          response: { 200: auditVerification, ...PROBLEMS },
        },
      },
      async (request) => {
        const verified = await deps.auditChain.verify(request.body?.expected);
        const { isIntact, checked, headN, headHash, findings } = verified;
        const data = { isIntact, headN, headHash: headHash ?? '', findings: findings.length };
        const entry = { actor: actorOf(request), action: 'audit.verified', ...SUBJECT, data };
        await deps.audit.record([entry]);
        return {
          isIntact,
          checked,
          headN,
          headHash: headHash ?? null,
          findings: findings.map(({ kind, n, auditId }) => ({
            kind,
            n: n ?? null,
            auditId: auditId ?? null,
          })),
        };
      },
    );
  };
}

function exportRoute(
  deps: Pick<AdminDeps, 'audit' | 'auditChain' | 'clock'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/audit/export',
      {
        schema: {
          tags: TAGS,
          operationId: 'exportAudit',
          summary: 'The audit trail as a file, oldest first: one JSON object a line, or CSV',
          querystring: auditExportQuery,
          produces: Object.values(TYPES),
          // A stream: nothing to check, and never in memory as a whole.
          response: { 200: z.unknown(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const { format, from, to } = request.query;
        const data = { format, from: from?.toISOString(), to: to?.toISOString() };
        // Before the first row leaves: an export that is broken off has been one.
        await deps.audit.record([
          { actor: actorOf(request), action: 'audit.exported', ...SUBJECT, data },
        ]);
        const day = deps.clock.now().toISOString().slice(0, 10);
        reply.type(TYPES[format]);
        reply.header('content-disposition', `attachment; filename="audit-${day}.${format}"`);
        const batches = deps.auditChain.export({ from, to });
        return reply.send(Readable.from(toText(batches, format)));
      },
    );
  };
}

async function* toText(
  batches: ReturnType<AdminDeps['auditChain']['export']>,
  format: 'jsonl' | 'csv',
): AsyncGenerator<string> {
  yield auditExportHead(format);
  for await (const rows of batches) {
    yield rows.map((row) => auditExportLine(row, format)).join('');
  }
}
