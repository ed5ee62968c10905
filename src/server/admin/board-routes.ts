import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { board } from '../contract/setup.ts';
import { iso, PROBLEMS } from './answers.ts';
import type { SetupAdminDeps } from './ports-setup.ts';

/** The desk as a supervisor sees it. Names of customers are masked, so looking at it is no read of personal data. */
export function boardRoutes(deps: Pick<SetupAdminDeps, 'board'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/board',
      {
        schema: {
          tags: ['quality'],
          operationId: 'getBoard',
          summary: 'Who waits, who works, what is at risk, and today in numbers',
          response: { 200: board, ...PROBLEMS },
        },
      },
      async () => {
        const read = await deps.board.read();
        return {
          ...read,
          now: iso(read.now),
          today: { ...read.today },
          atRisk: [...read.atRisk],
          agents: [...read.agents],
          byReason: [...read.byReason],
          byHour: read.byHour.map((hour) => ({ ...hour, from: iso(hour.from) })),
        };
      },
    );
  };
}
