import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageRoutes } from '../../../src/server/page/page-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';

const TOKEN = 'inv_annual0.tjjks0.45vcd802qSfbIBESHeMfbg';
let folder: string;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careline-forms-'));
  await mkdir(join(folder, 'forms/assets'), { recursive: true });
  await writeFile(
    join(folder, 'forms/index.html'),
    '{{BRAND_NAME}} {{BRAND_HOTLINE}} {{BRAND_LOGO}}',
  );
  await writeFile(join(folder, 'forms/assets/main-abc123.js'), 'console.log(1)');
  await writeFile(join(folder, 'secret.js'), 'outside the folder');
  app = fastify();
  app.setErrorHandler(sendProblem);
  const brand = {
    name: '<安途>',
    color: '#1456d9',
    hotline: '400-000-0000',
    logoUrl: 'https://cdn.example.cn/logo.png',
  };
  app.register(pageRoutes({ folder, brand, allowedOrigins: 'https://insurer.example.cn' }));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string) => app.inject({ method: 'GET', url });

describe('a page behind a link', () => {
  it.each([
    `/s/${TOKEN}`,
    `/s/${'x'.repeat(300)}`,
    `/s/${TOKEN}%E3%80%82`,
    '/s/',
    '/t/tk_9f2mq7w3x8',
    '/r/aaaabbbbcccc',
  ])('is the same whatever the link holds: %s', async (url) => {
    const { statusCode, body, headers } = await get(url);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toBe('&#60;安途&#62; 400-000-0000 https://cdn.example.cn/logo.png');
  });

  it('tells its address to nobody and is kept nowhere', async () => {
    const { headers } = await get(`/s/${TOKEN}`);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('runs what is from here only, and is framed by nobody', async () => {
    const { headers } = await get('/t/tk_9f2mq7w3x8');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: https://cdn.example.cn",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  it('has files that are kept for good, and no others', async () => {
    const { statusCode, headers } = await get('/forms/assets/main-abc123.js');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toContain('immutable');
    for (const name of ['missing-1.js', '..%2F..%2Fsecret.js', 'main-abc123.js.map']) {
      expect((await get(`/forms/assets/${name}`)).statusCode, name).toBe(404);
    }
  });
});
