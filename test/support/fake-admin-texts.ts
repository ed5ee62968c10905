import type { FastifyInstance } from 'fastify';
import { ago, SAMPLE_CANNED } from './admin-samples.ts';

/** What a console checks, fills in and registers. */
export function addFakeTexts(api: FastifyInstance): void {
  const words = [
    {
      word: '保证赔付',
      kind: 'blocked',
      why: '不能承诺赔付结果',
      instead: '会按条款和查勘结果处理',
    },
    { word: '大概', kind: 'warning', why: '说法含糊，容易误会', instead: null },
  ];
  api.post<{ Body: { text: string } }>('/texts/check', async ({ body }) => ({
    items: words.filter(({ word }) => body.text.includes(word)),
    nextCursor: null,
  }));
  api.get('/canned-answers', async () => ({
    items: SAMPLE_CANNED,
    nextCursor: null,
    variables: [{ name: 'customer.name', label: '客户姓名' }],
  }));
  api.post<{ Params: { id: string } }>('/canned-answers/:id/render', async ({ params }) => ({
    text:
      SAMPLE_CANNED.find(({ id }) => id === params.id)
        ?.text.replace('{{customer.name}}', '王先生')
        .replace('{{claim.no}}', 'CL2026110300012') ?? '',
    missing: [],
  }));
  const done = { requestNo: 'RW20261123001' };
  api.post('/service-requests', async (_request, reply) => reply.code(201).send(done));
}

/** Notes, links and suggestions beside a talk. */
export function addFakeSide(api: FastifyInstance): void {
  const note = {
    id: 'not_1',
    authorName: '李静',
    text: '客户修理厂在丰台，已要报价单',
    at: ago(300),
  };
  api.get('/conversations/:id/notes', async () => ({ items: [note], nextCursor: null }));
  api.post('/conversations/:id/notes', async (_request, reply) => reply.code(201).send(note));
  const link = {
    kind: 'claim',
    ref: 'CL2026110300012',
    by: 'agt_chen',
    byName: '陈晓',
    at: ago(60),
  };
  api.get('/conversations/:id/links', async () => ({ items: [link], nextCursor: null }));
  api.post('/conversations/:id/links', async (_request, reply) => reply.code(201).send(link));
  api.get('/conversations/:id/suggestions', async () => ({
    items: [
      {
        text: '定损复核一般在2个工作日内完成，结果由定损员电话告知您。',
        title: '定损复核时限',
        slug: 'assessment-review',
        by: 'template',
      },
      {
        text: '您可以让修理厂把报价单拍照发给我，我一并提交。',
        title: '补充报价',
        slug: null,
        by: 'model',
      },
    ],
    nextCursor: null,
  }));
}

/** What the API answers when it refuses. */
export function problemOf(status: number, code: string) {
  const urn = `urn:careline:problem:${code}`;
  return { type: urn, title: code, status, code, detail: code, requestId: 'req_1' };
}
