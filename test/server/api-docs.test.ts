import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import createClient from 'openapi-fetch';
import openapiTs, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ACCESS, accessOf } from '../../src/server/admin/access.ts';
import { runProgram } from '../support/run-program.ts';
import { type AdminApp, CUSTOMER, startAdminApp } from './admin/admin-app.ts';

const PREFIX = '/api/v1';
const METHODS = ['get', 'post', 'put', 'delete'] as const;

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(5),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).default([]),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))).min(1),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operationSchema)),
});

let desk: AdminApp;
let text: string;
let document: z.infer<typeof documentSchema>;

beforeAll(async () => {
  desk = await startAdminApp();
  text = (await desk.app.inject('/api/docs/json')).body;
  document = documentSchema.parse(JSON.parse(text));
});
afterAll(() => desk.stop());

interface Described {
  readonly route: string;
  readonly path: string;
  readonly operation: z.infer<typeof operationSchema>;
}

function operations(): readonly Described[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const pattern = path.slice(PREFIX.length).replace(/\{(\w+)\}/g, ':$1');
      return { route: `${method.toUpperCase()} ${pattern}`, path, operation };
    }),
  );
}

describe('the description of the API', () => {
  it('has every route of the table, and no other', () => {
    expect(
      operations()
        .map(({ route }) => route)
        .sort(),
    ).toEqual(Object.keys(ACCESS).sort());
  });

  it('calls each operation by a name of its own', () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names every part of a path', () => {
    for (const { route, path, operation } of operations()) {
      const named = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([route, named.sort()]).toEqual([route, parts.sort()]);
    }
  });

  it('tells how each fails, and how one proves who one is', () => {
    for (const { route, operation } of operations()) {
      const codes = Object.keys(operation.responses);
      expect([route, codes]).toEqual([route, expect.arrayContaining(['4XX', '5XX'])]);
      expect([route, codes.some((code) => code.startsWith('2'))]).toEqual([route, true]);
      const [method = '', path = ''] = route.split(' ');
      const isPublic = accessOf(method, path) === 'public';
      expect([route, operation.security]).toEqual([route, isPublic ? [] : undefined]);
    }
  });
});

describe('a client that is generated from it', () => {
  let folder: string;
  beforeAll(() => {
    // Where the compiler finds the packages, and where no other tool looks.
    folder = mkdtempSync(join(resolve('node_modules'), '.client-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('compiles, and refuses what the API does not know', { timeout: 120_000 }, async () => {
    writeFileSync(join(folder, 'api.d.ts'), astToString(await openapiTs(text)));
    writeFileSync(join(folder, 'client.ts'), CLIENT);
    const tsc = [
      'node_modules/typescript-native/bin/tsc',
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
    ];
    const how = ['--module', 'nodenext', '--skipLibCheck', '--types', 'node'];
    const compile = [...tsc, ...how, '--ignoreConfig', join(folder, 'client.ts')];
    const compiled = await runProgram(process.execPath, compile).catch(
      (error: { readonly stdout: string }) => error,
    );
    expect(compiled.stdout).toBe('');
  });

  it('does what it says against the running desk', async () => {
    await desk.app.listen({ host: '127.0.0.1', port: 0 });
    const address = desk.app.server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const token = await desk.signIn('admin');
    writeFileSync(join(folder, 'run.mjs'), RUN);
    const { run } = (await import(join(folder, 'run.mjs'))) as {
      run: (...given: unknown[]) => Promise<readonly unknown[]>;
    };
    const statuses = await run(createClient, `http://127.0.0.1:${port}`, token, CUSTOMER);
    expect(statuses).toEqual(EXPECTED);
  });
});

/** Ten operations, typed by what was generated; a wrong one must not compile. */
const CLIENT = `import createClient from 'openapi-fetch';
import type { paths } from './api.js';
const api = createClient<paths>({ baseUrl: 'http://desk.example', headers: { authorization: 'Bearer x' } });
export async function use(): Promise<readonly (string | number | boolean | null | undefined)[]> {
  const session = await api.POST('/api/v1/sessions', { body: { username: 'admin', password: 'x' } });
  const who = await api.GET('/api/v1/sessions/current');
  const customers = await api.GET('/api/v1/customers', { params: { query: { limit: 5 } } });
  const claim = await api.GET('/api/v1/claims/{claimNo}', { params: { path: { claimNo: 'C1' } } });
  const handoffs = await api.GET('/api/v1/handoffs');
  const accepted = await api.POST('/api/v1/handoffs/{id}/accept', { params: { path: { id: 'hof_1' } } });
  const key = await api.POST('/api/v1/api-keys', { body: { name: 'core', scopes: ['claims:read'] } });
  const hook = await api.POST('/api/v1/webhooks', {
    body: { name: 'desk', url: 'https://desk.example/', events: ['handoff.requested'] },
  });
  const verified = await api.POST('/api/v1/audit/verify', { body: {} });
  const system = await api.GET('/api/v1/system');
  // @ts-expect-error: there is no such path
  await api.GET('/api/v1/nothing');
  // @ts-expect-error: there is no such scope
  await api.POST('/api/v1/api-keys', { body: { name: 'core', scopes: ['everything'] } });
  // @ts-expect-error: the number of the claim is missing
  await api.GET('/api/v1/claims/{claimNo}', { params: { path: {} } });
  return [session.data?.token, who.data?.role, customers.data?.items[0]?.customerNo, claim.error?.code,
    handoffs.data?.nextCursor, accepted.error?.status, key.data?.secret, hook.data?.secret,
    verified.data?.isIntact, system.data?.audit.rows];
}
`;

const RUN = `export async function run(createClient, baseUrl, token, customer) {
  const api = createClient({ baseUrl, headers: { authorization: 'Bearer ' + token } });
  const v1 = '/api/v1';
  const calls = [
    api.GET(v1 + '/sessions/current'),
    api.PUT(v1 + '/customers/{customerNo}', { params: { path: { customerNo: 'C001' } }, body: customer }),
    api.GET(v1 + '/customers', { params: { query: { limit: 5 } } }),
    api.GET(v1 + '/claims/{claimNo}', { params: { path: { claimNo: 'NONE' } } }),
    api.GET(v1 + '/handoffs'),
    api.POST(v1 + '/api-keys', { body: { name: 'core', scopes: ['claims:read'] } }),
    api.POST(v1 + '/webhooks', { body: { name: 'desk', url: 'https://desk.example/' } }),
    api.POST(v1 + '/audit/verify'),
    api.POST(v1 + '/handoffs/{id}/close', { params: { path: { id: 'NONE' } } }),
    api.GET(v1 + '/system'),
    api.GET(v1 + '/deliveries'),
    api.POST(v1 + '/sessions', { body: { username: 'nobody', password: 'wrong' } }),
  ];
  return Promise.all(calls.map(async (call) => (await call).response.status));
}
`;
const EXPECTED = [200, 201, 200, 404, 200, 201, 201, 200, 404, 200, 200, 401];
