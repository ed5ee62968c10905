import { ensureBuilt, ensureGenerated } from '../../scripts/bootstrap.mjs';

/** Tests that start the desk as a process run what is in `dist`: it must be of these sources. */
export async function setup(): Promise<void> {
  await ensureGenerated();
  await ensureBuilt();
}
