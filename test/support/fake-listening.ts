import type { FastifyInstance } from 'fastify';
import { ago } from './admin-samples.ts';
import {
  SAMPLE_EVENT,
  SAMPLE_FOLLOW_UP,
  SAMPLE_QUESTIONNAIRE,
  SAMPLE_RESULTS,
  SAMPLE_SIGN_UP,
  SAMPLE_VISIT,
  type Visit,
} from './listening-samples.ts';

const page = <T>(...items: readonly T[]) => ({ items, nextCursor: null });

/** Visits, follow-ups, questionnaires and events, in memory and to be looked at. */
export class FakeListening {
  visit: Visit = SAMPLE_VISIT;

  addTo(api: FastifyInstance): void {
    this.#addVisits(api);
    api.get('/follow-ups', async () => page(SAMPLE_FOLLOW_UP));
    api.get('/follow-ups/:id', async () => SAMPLE_FOLLOW_UP);
    api.post('/follow-ups/:id/finish', async () => ({ ...SAMPLE_FOLLOW_UP, status: 'done' }));
    api.get('/questionnaires', async () => page(SAMPLE_QUESTIONNAIRE));
    api.get('/questionnaires/:id', async () => SAMPLE_QUESTIONNAIRE);
    api.get('/questionnaires/:id/results', async () => SAMPLE_RESULTS);
    this.#addEvents(api);
  }

  #addVisits(api: FastifyInstance): void {
    const kind = 'POST_CLAIM';
    api.get('/return-visits', async () => page(this.visit));
    api.get('/return-visits/:id', async () => this.visit);
    api.post<{ Body: { ok: boolean } }>('/return-visits/:id/identify', async ({ body }) => {
      this.visit = { ...this.visit, isIdentified: body.ok };
      return this.visit;
    });
    api.post('/return-visits/:id/result', async () => {
      this.visit = { ...this.visit, status: 'done', result: 'SUCCESS', may: [] };
      return this.visit;
    });
    api.get<{ Querystring: { from: string } }>('/return-visit-calendar', async ({ query }) =>
      page(
        ...[3, 12, 23].map((date) => ({
          ...{ day: `${query.from.slice(0, 8)}${String(date).padStart(2, '0')}`, kind },
          ...{ due: 12, open: 3, done: 6, missed: 2, stopped: 1 },
        })),
      ),
    );
  }

  #addEvents(api: FastifyInstance): void {
    api.get('/owner-events', async () => page(SAMPLE_EVENT));
    api.get('/owner-events/:id', async () => SAMPLE_EVENT);
    api.get('/owner-events/:id/sign-ups', async () => page(SAMPLE_SIGN_UP));
    api.get('/owner-events/:id/door-code', async () => ({
      ...{ eventNo: 'E12', title: SAMPLE_EVENT.title, code: '204816', validUntil: ago(-200) },
    }));
    api.post<{ Body: { ticket: string } }>(
      '/owner-events/:id/check-ins',
      async ({ body }, reply) => {
        if (body.ticket === 'k3m9p2x7q4') return { result: 'checked_in', signUp: SAMPLE_SIGN_UP };
        return reply.code(409).send({
          ...{ type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict' },
          ...{ detail: 'this person waits', errors: [{ path: 'body.ticket', problem: 'waiting' }] },
        });
      },
    );
  }
}
