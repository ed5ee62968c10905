import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createBuilder } from 'vite';

const configFile = (name: string): string =>
  fileURLToPath(new URL(`../../src/web/${name}`, import.meta.url));

/** A build of the customers' page in a folder of its own: `chat/` and `embed.js`, as in `dist/web`. */
export interface WebBuild {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds with the product's own configuration; only the output folder differs. */
export async function buildWeb(): Promise<WebBuild> {
  return buildInto(async (folder) => {
    const builder = await createBuilder({
      configFile: configFile('vite.config.ts'),
      logLevel: 'error',
      environments: {
        client: { build: { outDir: join(folder, 'chat') } },
        embed: { build: { outDir: folder } },
      },
    });
    await builder.buildApp();
  });
}

/** The same of the agents' console: `console/`. */
export async function buildConsole(): Promise<WebBuild> {
  return buildInto(async (folder) => {
    await build({
      configFile: configFile('console.vite.config.ts'),
      logLevel: 'error',
      build: { outDir: join(folder, 'console') },
    });
  });
}

async function buildInto(run: (folder: string) => Promise<void>): Promise<WebBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'careline-web-'));
  // Vitest says `test`, with which Vite would build the development React: three times the weight.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await run(folder);
  } finally {
    process.env['NODE_ENV'] = before;
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
