import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageRoutes } from '../../../src/server/page/page-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';

const SCRIPT = 'console.log("页面");'.repeat(200);
let folder: string;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careline-page-'));
  await mkdir(join(folder, 'web/chat/assets'), { recursive: true });
  await writeFile(
    join(folder, 'web/chat/index.html'),
    '<title>{{BRAND_NAME}}</title><meta content="{{BRAND_COLOR}}">{{BRAND_HOTLINE}} {{BRAND_OTHER}}',
  );
  await writeFile(join(folder, 'web/chat/assets/main-abc123.js'), SCRIPT);
  await writeFile(join(folder, 'web/chat/assets/notes.txt'), 'not for the web');
  await writeFile(join(folder, 'web/embed.js'), 'embed()');
  await writeFile(join(folder, 'secret.js'), 'outside the folder');
  app = fastify();
  app.setErrorHandler(sendProblem);
  app.register(
    pageRoutes({
      folder: join(folder, 'web'),
      brand: {
        name: '<b>安途</b>"车险"',
        color: '#1456d9',
        hotline: '400-000-0000',
        logoUrl: 'https://cdn.example.cn/logo.png',
      },
      allowedOrigins: 'https://insurer.example.cn, https://shop.example.cn',
    }),
  );
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });

describe('the page', () => {
  it('names the insurer, whatever signs the name holds', async () => {
    const { statusCode, body, headers } = await get('/');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toBe(
      '<title>&#60;b&#62;安途&#60;/b&#62;&#34;车险&#34;</title><meta content="#1456d9">400-000-0000 {{BRAND_OTHER}}',
    );
  });

  it('may be framed by the sites of the settings only, and loads from nobody else', async () => {
    const { headers } = await get('/');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain(
      "frame-ancestors 'self' https://insurer.example.cn https://shop.example.cn",
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("img-src 'self' data: blob: https://cdn.example.cn");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': expect.stringContaining('microphone=()'),
    });
  });
});

describe('its files', () => {
  it('are kept by the browser for good, and come compressed to who takes that', async () => {
    const plain = await get('/assets/main-abc123.js');
    expect([plain.statusCode, plain.body]).toEqual([200, SCRIPT]);
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const zipped = await get('/assets/main-abc123.js', { 'accept-encoding': 'br, gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.rawPayload.length).toBeLessThan(SCRIPT.length / 5);
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(SCRIPT);
  });

  it.each([
    '/assets/unknown.js',
    '/assets/notes.txt',
    '/assets/',
    '/assets/index.html',
    '/assets/..%2f..%2f..%2fsecret.js',
    '/assets/..%2F..%2Fembed.js',
    '/assets/%2e%2e%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/%00.js',
  ])('are the built ones only: %s is not found', async (url) => {
    const { statusCode, body } = await get(url);
    expect(statusCode).toBe(404);
    expect(body).not.toContain(folder);
    expect(body).not.toContain('outside');
  });

  it('that are built later are found then', async () => {
    expect((await get('/assets/late-1.css')).statusCode).toBe(404);
    await writeFile(join(folder, 'web/chat/assets/late-1.css'), 'a{}');
    const late = await get('/assets/late-1.css');
    expect([late.statusCode, late.headers['content-type']]).toEqual([
      200,
      'text/css; charset=utf-8',
    ]);
  });
});

it('gives the embedding script to every site, for five minutes', async () => {
  const { headers, body } = await get('/embed.js', { origin: 'https://any.example' });
  expect(body).toBe('embed()');
  expect(headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
    'content-type': 'text/javascript; charset=utf-8',
  });
});
