import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { savedFilter } from '../../src/server/contract/sla.ts';
import {
  type Complaint,
  type ComplaintEvent,
  type DeskNotice,
  SAMPLE_POLICY,
  type SlaPolicy,
  sampleComplaint,
} from './complaint-samples.ts';
import { sampleReport } from './report-samples.ts';

const ENDED = ['CLOSED', 'WITHDRAWN', 'DECLINED', 'MERGED'];

/** Complaints with what belongs to them, in memory and to be looked at. */
export class FakeComplaints {
  readonly items = new Map<string, Complaint>();
  readonly events = new Map<string, ComplaintEvent[]>();
  readonly notices: DeskNotice[] = [];
  readonly filters: z.infer<typeof savedFilter>[] = [];
  readonly policies: SlaPolicy[] = [SAMPLE_POLICY];
  /** What each act makes of a complaint; the others change nothing. */
  readonly outcomes = new Map<string, Partial<Complaint>>();

  add(complaint: Complaint, events: readonly ComplaintEvent[] = []): void {
    this.items.set(complaint.complaintNo, complaint);
    this.events.set(complaint.complaintNo, [...events]);
  }

  change(no: string, change: Partial<Complaint>): Complaint {
    const before = this.items.get(no);
    if (before === undefined) throw new Error(`no complaint ${no}`);
    const complaint = { ...before, ...change };
    this.items.set(no, complaint);
    return complaint;
  }

  addTo(api: FastifyInstance): void {
    this.#addList(api);
    this.#addCase(api);
    this.#addNotices(api);
    this.#addSetup(api);
  }

  #addList(api: FastifyInstance): void {
    api.get<{ Querystring: Record<string, string> }>('/complaints', async ({ query }) => ({
      items: [...this.items.values()].filter((one) => fits(one, query)),
      nextCursor: null,
    }));
    api.post('/complaints', async (_request, reply) => {
      const complaintNo = 'TS20261123001';
      if (!this.items.has(complaintNo)) this.add(sampleComplaint(complaintNo));
      return reply.code(201).send(this.items.get(complaintNo));
    });
    api.get('/saved-filters', async () => ({ items: this.filters, nextCursor: null }));
    api.put<{ Body: Omit<z.infer<typeof savedFilter>, 'id'> }>(
      '/saved-filters',
      async ({ body }, reply) => {
        const filter = { id: `fil_${this.filters.length + 1}`, ...body };
        this.filters.push(filter);
        return reply.code(201).send(filter);
      },
    );
    api.delete('/saved-filters/:id', async (_request, reply) => {
      this.filters.length = 0;
      return reply.code(204).send();
    });
  }

  #addCase(api: FastifyInstance): void {
    type Of = { Params: { no: string; act: string } };
    api.get<Of>('/complaints/:no', async ({ params }, reply) => {
      const found = this.items.get(params.no);
      return found ?? reply.code(404).send({ code: 'not_found' });
    });
    api.get<Of>('/complaints/:no/events', async ({ params }) => ({
      items: this.events.get(params.no) ?? [],
      nextCursor: null,
    }));
    api.get('/complaints/:no/candidates', async () => ({ items: CANDIDATES }));
    api.get('/complaints/:no/draft', async () => DRAFT);
    api.get('/complaints/:no/files/:fileId', async (_request, reply) =>
      reply.type('image/svg+xml').send(PHOTO),
    );
    api.post('/complaints/:no/files', async (request, reply) => {
      const part = await request.file();
      const name = part?.filename ?? '';
      const sizeBytes = (await part?.toBuffer())?.length ?? 0;
      if (!name.endsWith('.png')) return reply.code(415).send({ code: 'unsupported_media_type' });
      return reply.code(201).send({ fileId: 'fil_9', name, contentType: 'image/png', sizeBytes });
    });
    api.post<Of>('/complaints/:no/:act', async ({ params }) =>
      this.change(params.no, this.outcomes.get(params.act) ?? {}),
    );
  }

  #addNotices(api: FastifyInstance): void {
    const unread = () => this.notices.filter(({ readAt }) => readAt === null).length;
    api.get('/notices', async () => ({
      items: this.notices,
      nextCursor: null,
      unread: unread(),
    }));
    api.post<{ Body: { ids?: string[] } }>('/notices/read', async ({ body }) => {
      for (const [index, notice] of this.notices.entries()) {
        if (body.ids !== undefined && !body.ids.includes(notice.id)) continue;
        this.notices[index] = { ...notice, readAt: new Date().toISOString() };
      }
      return { unread: unread() };
    });
  }

  #addSetup(api: FastifyInstance): void {
    api.get('/sla-policies', async () => ({ items: this.policies, nextCursor: null }));
    api.get('/sla-policies/:id', async () => ({
      ...SAMPLE_POLICY,
      versions: [SAMPLE_POLICY, { ...SAMPLE_POLICY, version: 2 }],
    }));
    api.put<{ Params: { id: string }; Body: Partial<SlaPolicy> }>(
      '/sla-policies/:id',
      async ({ params, body }) => ({
        ...SAMPLE_POLICY,
        ...body,
        id: params.id,
        version: SAMPLE_POLICY.version + 1,
        retargeted: 2,
      }),
    );
    api.get('/calendars', async () => ({ items: [CALENDAR], nextCursor: null }));
    api.get<{ Params: { name: string }; Querystring: { from: string; to: string } }>(
      '/reports/:name',
      async ({ params, query }) => sampleReport(params.name, query),
    );
  }
}

function fits(one: Complaint, query: Readonly<Record<string, string>>): boolean {
  const { status, severity, handlerId, isOverdue, category } = query;
  const statuses = status?.split(',');
  const isOpen = !ENDED.includes(one.status);
  return (
    (statuses === undefined ||
      statuses.includes(one.status) ||
      (statuses.includes('open') && isOpen)) &&
    (severity === undefined || severity.split(',').includes(one.severity)) &&
    (category === undefined || one.category.startsWith(category)) &&
    (isOverdue === undefined || String(one.isOverdue) === isOverdue) &&
    (query['dueWithinHours'] === undefined || (isOpen && !one.isOverdue)) &&
    (handlerId === undefined ||
      one.handlerId === (handlerId === 'me' ? 'agt_me' : handlerId === 'none' ? null : handlerId))
  );
}

const CANDIDATES = [
  { id: 'agt_li', name: '李静', role: 'supervisor', isOnline: true, open: 1, isExcluded: false },
  { id: 'agt_me', name: '陈晓', role: 'agent', isOnline: true, open: 3, isExcluded: false },
  { id: 'agt_sun', name: '孙悦', role: 'agent', isOnline: false, open: 0, isExcluded: false },
  { id: 'agt_zhao', name: '赵强', role: 'agent', isOnline: true, open: 0, isExcluded: true },
];

const DRAFT = {
  findings: '您反映的定损金额争议，我公司已调取查勘照片和修理厂报价单核实。',
  decision: '',
  basis: '机动车商业保险条款第十四条',
  remedies:
    '如您不认可，可自收到本决定之日起 30 日内向我公司总部书面申请核查，也可申请调解、仲裁或向法院起诉。监管投诉维权热线 12378。',
  by: 'template',
};

const PHOTO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><rect width="96" height="96" fill="#8fa8c8"/></svg>';

const HOURS: readonly (readonly [string, string])[] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const CALENDAR = {
  id: 'standard',
  name: '理赔工作时间',
  weekly: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS, sat: [], sun: [] },
  keepsHolidays: true,
  version: 1,
  updatedBy: 'agent:agt_me',
  updatedAt: '2026-10-01T00:00:00.000Z',
  holidaysKnownUntil: '2026-12-31',
};
