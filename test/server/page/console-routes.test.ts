import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleRoutes } from '../../../src/server/page/console-routes.ts';
import { sendProblem } from '../../../src/server/problem.ts';

let folder: string;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careline-console-'));
  await mkdir(join(folder, 'console/assets'), { recursive: true });
  await writeFile(join(folder, 'console/index.html'), '{{BRAND_NAME}} {{STYLE_NONCE}}');
  await writeFile(join(folder, 'console/assets/main-abc123.js'), 'console.log(1)');
  await writeFile(join(folder, 'secret.js'), 'outside the folder');
  app = fastify();
  app.setErrorHandler(sendProblem);
  const brand = { name: '<安途>', color: '#1456d9', hotline: '400-000-0000' };
  app.register(consoleRoutes({ folder, brand }));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const get = (url: string) => app.inject({ method: 'GET', url });

describe('the console', () => {
  it.each(['/console', '/console/desk', '/console/desk/con_1'])('is served at %s', async (url) => {
    const { statusCode, body, headers } = await get(url);
    expect(statusCode).toBe(200);
    expect(body).toMatch(/^&#60;安途&#62; [\w-]{22}$/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('runs scripts from here only, and styles with the nonce of this answer', async () => {
    const [first, second] = [await get('/console'), await get('/console')];
    const nonce = first.body.split(' ')[1];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(second.body).not.toBe(first.body);
  });

  it('keeps hashed files for ever, and serves nothing else', async () => {
    const { statusCode, headers } = await get('/console/assets/main-abc123.js');
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toContain('immutable');
    for (const name of ['missing-1.js', '..%2F..%2Fsecret.js', 'main-abc123.js.map']) {
      const missing = await get(`/console/assets/${name}`);
      expect(missing.statusCode, name).toBe(404);
      // Kept for ever, a file that one of two servers does not have yet would stay missing.
      expect(missing.headers['cache-control'] ?? '', name).not.toContain('max-age');
    }
  });
});
