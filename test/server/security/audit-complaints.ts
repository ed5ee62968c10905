import type { AdminApp } from '../admin/admin-app.ts';
import type { Person } from '../admin/desk-people.ts';
import type { Route } from './audit-coverage.ts';

const FILED = { matter: '理赔一直没有结果', source: 'phone', contactPhone: '13900000000' };
const TOLD = { channel: 'phone', proof: 'recording 1' };
const NOTICE = { ...TOLD, findings: '已核实', decision: '尽快赔付', basis: '条款第十条' };
const CONTACT = { channel: 'phone', summary: '已了解', nextAt: '2099-01-01T00:00:00Z' };
const WHY = { reason: '客户要求' };
const CAUSE = {
  code: 'process',
  department: '理赔部',
  action: '补充培训',
  ownerId: '{agent}',
  dueOn: '2099-01-01',
};
const TARGETS = [
  { kind: 'resolution', length: { basis: 'continuous', minutes: 60 }, pausedBy: [] },
];

/** One call of each route about complaints, for `audit-calls.ts`: on complaints as `prepareComplaints` leaves them. */
export const COMPLAINT_CALLS: readonly (readonly [
  route: Route,
  url: string,
  body: object | undefined,
  action: string,
])[] = [
  act('assign', 'c1', { handlerId: '{agent}' }, 'assigned'),
  act('contact', 'c1', CONTACT, 'contacted'),
  act('pause', 'c1', { request: '发票' }, 'paused'),
  act('resume', 'c1', {}, 'resumed'),
  act('propose', 'c1', NOTICE, 'proposed'),
  act('dispute', 'c1', WHY, 'disputed'),
  act('decide', 'c1', NOTICE, 'decided'),
  act('confirm', 'c1', {}, 'confirmed'),
  act('close', 'c1', { rootCause: CAUSE }, 'closed'),
  act('rectify', 'c1', {}, 'rectified'),
  act('reopen', 'c1', WHY, 'reopened'),
  act('review', 'c2', WHY, 'review_requested'),
  act('review-decision', 'c2', NOTICE, 'review_decided'),
  act('extend', 'c3', { ...WHY, days: 30, notice: '需要更多时间' }, 'extended'),
  act('supplement', 'c3', { text: '又来电' }, 'supplemented'),
  act('relabel', 'c3', { ...WHY, severity: 'S2' }, 'relabelled'),
  act('escalate', 'c3', WHY, 'escalated'),
  act('notes', 'c3', { text: '查过记录' }, 'noted'),
  act('merge', 'c4', { intoNo: '{c3}' }, 'merged'),
  act('withdraw', 'c5', {}, 'withdrawn'),
  act('decline', 'c6', WHY, 'declined'),
  act('rating', 'c7', { score: 5, solved: 'solved' }, 'rated'),
  ['GET /complaints/:no/events', '/complaints/{c1}/events', undefined, 'complaint.history_read'],
  ['PUT /sla-policies/:id', '/sla-policies/own', { name: 'x', targets: TARGETS }, 'sla_policy.put'],
  ['GET /reports/:name', '/reports/complaints', undefined, 'analysis.read'],
];

function act(name: string, which: string, body: object, done: string) {
  const route = `POST /complaints/:no/${name}` as Route;
  return [route, `/complaints/{${which}}/${name}`, body, `complaint.${done}`] as const;
}

/** c1 and c4 to c6 are new, c2 is decided, c3 worked on, c7 closed and asked how it was. */
export async function prepareComplaints(
  desk: AdminApp,
  me: Person,
  ids: Record<string, string>,
): Promise<void> {
  const to = async (which: string, name: string, body: object): Promise<void> => {
    const { status } = await me.call('POST', `/complaints/${ids[which]}/${name}`, body);
    if (status !== 200) throw new Error(`${which} ${name}: ${status}`);
  };
  for (const which of ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']) {
    // Cases are merged into earlier ones.
    const isEarlier = which === 'c3';
    const receivedAt = new Date(desk.clock.now().getTime() - 3_600_000).toISOString();
    const filed = await me.call('POST', '/complaints', {
      ...FILED,
      ...(isEarlier ? { receivedAt } : {}),
    });
    ids[which] = String(filed.body['complaintNo']);
  }
  for (const which of ['c2', 'c3', 'c7']) {
    await to(which, 'assign', { handlerId: ids['agent'] });
    await to(which, 'contact', CONTACT);
  }
  for (const which of ['c2', 'c7']) await to(which, 'decide', NOTICE);
  await to('c7', 'close', { rootCause: { ...CAUSE, ownerId: ids['agent'] }, answer: 'accepted' });
  await desk.db.pool.query(
    'UPDATE complaints SET rating_asked_at = closed_at WHERE complaint_no = $1',
    [ids['c7']],
  );
}
