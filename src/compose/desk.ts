import { readOrCreateSecret } from '../gateways/local-secrets.ts';
import { systemClock } from '../lib/clock.ts';
import type { Config } from '../lib/config.ts';
import { systemRandom } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Database } from '../store/database.ts';
import type { Feed } from '../store/feed.ts';
import type { DeskUnderstanding } from './understanding.ts';

/** The machine's own clock and randomness: the product runs on these, tests hand in others. */
export const clock = systemClock;
export const random = systemRandom;
export const common = { clock, random } as const;

/** What is to be undone when the desk stops, oldest first. */
export type Undo = (() => Promise<void>)[];

/** What every part of the composition shares. */
export interface Desk {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly feed: Feed;
  readonly understanding: DeskUnderstanding;
  /** How the demo's people sign in; only when they were made just now. */
  readonly demoSignIn?: string;
}

/** Where customers find our pages, without a slash at the end. */
export function publicUrlOf({ PUBLIC_URL, PORT }: Config): string {
  return PUBLIC_URL ?? `http://localhost:${PORT}`;
}

/** What links in messages are signed with. */
export function linkSecretOf({ LINK_SECRET, DATA_DIR: dataDir }: Config): string {
  return LINK_SECRET ?? readOrCreateSecret({ dataDir, name: 'link-secret', random }).value;
}

/** What customers see of the insurer. */
export function brandOf(config: Config) {
  return {
    name: config.BRAND_NAME,
    color: config.BRAND_COLOR,
    hotline: config.BRAND_HOTLINE,
    logoUrl: config.BRAND_LOGO_URL,
  };
}
