import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test/support/database.ts makes its databases. */
    testServer: { readonly url: string; readonly template: string };
  }
}

/** Once for each run of vitest: one server for all files. Returns what ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, template, stop } = await startTestServer();
  project.provide('testServer', { url, template });
  return stop;
}
