import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { noticePage, noticeQuery, noticesRead, noticesUnread } from '../contract/sla.ts';
import { iso, isoOrNull, PROBLEMS, toList } from './answers.ts';
import { agentOf } from './desk-actor.ts';
import type { AdminDeps } from './ports.ts';

const TAGS = ['notices'];

const LIST = {
  tags: TAGS,
  operationId: 'listNotices',
  summary: 'What I am told of complaints and their clocks, newest first',
  querystring: noticeQuery,
  response: { 200: noticePage, ...PROBLEMS },
};

const READ = {
  tags: TAGS,
  operationId: 'readNotices',
  summary: 'I have read these, or all',
  body: noticesRead.nullish(),
  response: { 200: noticesUnread, ...PROBLEMS },
};

/** The bell of the console: everybody reads their own. It names complaints and nobody's data. */
export function noticeRoutes({ notices }: Pick<AdminDeps, 'notices'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/notices', { schema: LIST }, async (request) => {
      const page = await notices.list(agentOf(request).id, request.query);
      const list = toList(page, (notice) => ({
        ...notice,
        complaintNos: [...notice.complaintNos],
        dueAt: isoOrNull(notice.dueAt),
        createdAt: iso(notice.createdAt),
        updatedAt: iso(notice.updatedAt),
        readAt: isoOrNull(notice.readAt),
      }));
      return { ...list, unread: page.unread };
    });
    app.post('/notices/read', { schema: READ }, async (request) => ({
      unread: await notices.markRead(agentOf(request).id, request.body?.ids),
    }));
  };
}
