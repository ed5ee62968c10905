import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createBuilder } from 'vite';
import type { TestProject } from 'vitest/node';
import { isBuilt, ROOT } from '../../scripts/bootstrap.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Chat page, embed script, console, the pages behind links: `chat/`, `embed.js`, `console/`, `forms/`. */
    pagesFolder: string;
  }
}

/**
 * The pages of these sources for all files that open them, in a folder of their own: a build that begins meanwhile
 * would take `dist` away. What is in there is copied when it is of these sources; it is made in the same way.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'careline-web-'));
  if (isBuilt()) await cp(join(ROOT, 'dist/web'), folder, { recursive: true });
  else await buildPages(folder);
  project.provide('pagesFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}

const configFile = (name: string): string =>
  fileURLToPath(new URL(`../../src/web/${name}`, import.meta.url));

/** Builds with the product's own configuration; only the output folder differs. */
async function buildPages(folder: string): Promise<void> {
  // Vitest says `test`, with which Vite would build the development React: three times the weight.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    const builder = await createBuilder({
      configFile: configFile('vite.config.ts'),
      logLevel: 'error',
      environments: {
        client: { build: { outDir: join(folder, 'chat') } },
        embed: { build: { outDir: folder } },
      },
    });
    await builder.buildApp();
    for (const page of ['console', 'forms']) {
      await build({
        configFile: configFile(`${page}.vite.config.ts`),
        logLevel: 'error',
        build: { outDir: join(folder, page) },
      });
    }
  } finally {
    process.env['NODE_ENV'] = before;
  }
}
