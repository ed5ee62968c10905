import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';

const CONFIG_FILE = fileURLToPath(new URL('../../src/web/vite.config.ts', import.meta.url));

/** A build of the customers' page in a folder of its own: `chat/` and `embed.js`, as in `dist/web`. */
export interface WebBuild {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds with the product's own configuration; only the output folder differs. */
export async function buildWeb(): Promise<WebBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'careline-web-'));
  // Vitest says `test`, with which Vite would build the development React: three times the weight.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    const builder = await createBuilder({
      configFile: CONFIG_FILE,
      logLevel: 'error',
      environments: {
        client: { build: { outDir: join(folder, 'chat') } },
        embed: { build: { outDir: folder } },
      },
    });
    await builder.buildApp();
  } finally {
    process.env['NODE_ENV'] = before;
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
