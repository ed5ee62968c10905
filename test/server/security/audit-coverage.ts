import type { ACCESS } from '../../../src/server/admin/access.ts';

export type Route = keyof typeof ACCESS;

/** Routes that leave no row, and why that is right. What is masked and lists many people is audited all the same. */
export const NOT_AUDITED: Partial<Record<Route, string>> = {
  'GET /sessions/current': 'shows people their own name',
  'POST /conversations/:id/typing': 'writes nothing and shows nothing',
  'GET /conversations/:id/window': 'shows until when may be written, nothing about anybody',
  'GET /board': 'shows numbers and masked names; a screen on the wall reads it all day',
  'GET /quality-reviews': 'shows who worked, no customer',
  'GET /desk': 'shows the desk, no customer',
  'GET /events': 'carries ids only',
  'GET /roster': 'shows colleagues to colleagues',
  'POST /texts/check': 'checks what its writer has before them',
  'GET /canned-answers': 'texts of the desk',
  'POST /understanding/parse': 'keeps nothing and knows nobody',
  'GET /knowledge': 'texts that customers read',
  'GET /knowledge/:slug': 'texts that customers read',
  'GET /agents': 'shows colleagues to administrators',
  'GET /teams': 'names of teams',
  'GET /calendars': 'hours',
  'GET /calendars/:id': 'hours',
  'GET /holidays': 'days',
  'GET /desk-settings': 'numbers',
  'GET /complaints/:no/clocks': 'times and verdicts, no words',
  'GET /complaints/:no/candidates': 'shows colleagues to colleagues',
  'GET /complaints/:no/draft': 'a form to be filled in, from what was read and audited before',
  'GET /notices': 'numbers of cases and times, for whoever they are for',
  'POST /notices/read': 'what somebody has seen of their own',
  'GET /saved-filters': 'views of a list, of whoever asks',
  'PUT /saved-filters': 'views of a list, of whoever asks',
  'DELETE /saved-filters/:id': 'views of a list, of whoever asks',
  'GET /sla-policies': 'rules',
  'GET /sla-policies/:id': 'rules',
  'GET /webhooks': 'addresses of systems, without their secrets',
  'GET /deliveries': 'ids, states and masked numbers',
  'GET /system': 'numbers about the installation',
  'GET /api-keys': 'names of keys, without them',
};

/** Routes whose success needs more than fits here; the test that shows their row. */
export const SHOWN_ELSEWHERE: Partial<Record<Route, readonly [file: string, action: string]>> = {
  'GET /accident-reports/:reportNo': ['accident-reports.test.ts', 'report.read'],
  'GET /conversations/:id/files/:fileId': ['conversation-write.test.ts', 'file.read'],
  'GET /complaints/:no/files/:fileId': ['complaint-files.test.ts', 'file.read'],
  'POST /complaints/:no/files': ['complaint-files.test.ts', 'file.stored'],
  'POST /conversations/:id/files': ['conversation-write.test.ts', 'file.stored'],
};
