import { mkdir } from 'node:fs/promises';
import type { Puppet } from 'wechaty-puppet';
import { z } from 'zod';
import { AppError } from '../../../../lib/errors.ts';
import type { WechatySettings } from '../../../../lib/wechat-accounts.ts';

/**
 * Puppets that drive no personal account by themselves: the gRPC client, whose other end its operator answers for, and
 * the one for tests. wechaty-puppet-official-account is not among them: it takes unsigned callbacks for customers.
 */
const LAWFUL: readonly string[] = [
  'wechaty-puppet-service',
  '@juzi/wechaty-puppet-service',
  'wechaty-puppet-mock',
];

/** True for a puppet that automates somebody's own WeChat, which breaks its terms and gets it banned. */
export function drivesPersonalAccount({ puppet }: Pick<WechatySettings, 'puppet'>): boolean {
  return !LAWFUL.includes(puppet);
}

type PuppetClass = new (options: Readonly<Record<string, unknown>>) => Puppet;

const puppetClass = z.custom<PuppetClass>(
  (value) => typeof value === 'function' && typeof field(value.prototype, 'ding') === 'function',
);

/** Makes the puppet of the settings. Throws `unavailable` when the module is not there or has none. */
export async function loadPuppet(settings: WechatySettings, home: string): Promise<Puppet> {
  const Found = findPuppet(await importPuppet(settings.puppet), settings.puppet);
  await mkdir(home, { recursive: true, mode: 0o700 });
  return atHome(home, () => new Found(settings.options));
}

async function importPuppet(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (cause) {
    throw new AppError('unavailable', `the puppet ${name} cannot be loaded`, { cause });
  }
}

/** The default export, or the only class by wechaty's custom of naming: `PuppetXyz`. */
function findPuppet(module: unknown, name: string): PuppetClass {
  const named = Object.entries(Object(module)).filter(([key]) => /^Puppet[A-Z]\w+$/.test(key));
  const candidates = [field(module, 'default'), field(field(module, 'default'), 'default')];
  for (const candidate of [...candidates, ...named.map(([, value]) => value)]) {
    const parsed = puppetClass.safeParse(candidate);
    if (parsed.success) return parsed.data;
  }
  throw new AppError('unavailable', `the module ${name} exports no puppet`);
}

function field(value: unknown, key: string): unknown {
  return Object(value)[key];
}

/**
 * wechaty-puppet-service keeps a cache of contacts under HOME, takes no other word for it, and asks while it is made.
 * Nothing else runs in between.
 */
function atHome<T>(home: string, make: () => T): T {
  const { env }: { readonly env: { HOME?: string } } = process;
  const before = env.HOME;
  env.HOME = home;
  try {
    return make();
  } finally {
    if (before === undefined) delete env.HOME;
    else env.HOME = before;
  }
}
