import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { SystemState } from '../../domain/system-state.ts';
import { systemState } from '../contract/operations.ts';
import { iso, isoOrNull, PROBLEMS } from './answers.ts';
import type { AdminDeps } from './ports.ts';

/** How the installation is. Holds nothing about anybody, so looking at it is not audited. */
export function systemRoutes(deps: Pick<AdminDeps, 'system'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/system',
      {
        schema: {
          tags: ['system'],
          operationId: 'getSystem',
          summary: 'How the installation is, and what somebody should look at',
          response: { 200: systemState, ...PROBLEMS },
        },
      },
      async () => toAnswer(await deps.system.read()),
    );
  };
}

function toAnswer(state: SystemState): z.infer<typeof systemState> {
  const { database, outbox } = state;
  return {
    now: iso(state.now),
    version: state.version,
    nodeVersion: state.nodeVersion,
    startedAt: iso(state.startedAt),
    roles: [...state.roles],
    memoryBytes: state.memoryBytes,
    database: {
      isReachable: database.isReachable,
      latencyMs: database.latencyMs ?? null,
      sizeBytes: database.sizeBytes ?? null,
      version: database.version ?? null,
    },
    queue: { ...state.queue },
    processes: state.processes,
    outbox: { ...outbox, oldestQueuedAt: isoOrNull(outbox.oldestQueuedAt) },
    conversations: { ...state.conversations },
    languageModel: { ...state.languageModel },
    audit: { rows: state.audit.rows, headHash: state.audit.headHash ?? null },
    warnings: [...state.warnings],
  };
}
