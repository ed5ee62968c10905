import type { Puppet } from 'wechaty-puppet';
import type { Clock } from '../../../../lib/clock.ts';
import type { Id, Random } from '../../../../lib/ids.ts';
import type { Log } from '../../../../lib/log.ts';
import type { WechatySettings } from '../../../../lib/wechat-accounts.ts';
import type { MediaDeps } from '../receive/media-in.ts';
import type { ReceiveDeps } from '../receive/receive-deps.ts';

/** What a wechaty account needs of the desk. */
export interface WechatyDeps
  extends Pick<ReceiveDeps, 'wake' | 'publish'>,
    Omit<MediaDeps, 'accounts' | 'files'> {
  readonly settings: WechatySettings;
  /** In place of the one that the settings name: our own puppets, and tests. A new one for each session. */
  readonly makePuppet?: () => Promise<Puppet>;
  readonly conversations: Pick<ReceiveDeps['conversations'], 'open' | 'accept'>;
  readonly files: MediaDeps['files'] & {
    read(
      id: Id<'file'>,
    ): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>;
  };
  /** One process has the account's session (store/wechat/leases.ts). */
  readonly lease: {
    take(name: string): Promise<boolean>;
    release(name: string): Promise<void>;
  };
  /** Messages of the account that left since then, or may have: the day's cap outlives a restart. */
  readonly countSent: (channelAccount: string, since: Date) => Promise<number>;
  /** A folder of our own, mode 0700: puppets keep customers' names under what they take for HOME. */
  readonly home: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** `wechaty:main`: what every row of the account is filed under. */
export function wechatyAccountOf({ account }: Pick<WechatySettings, 'account'>): string {
  return `wechaty:${account}`;
}
