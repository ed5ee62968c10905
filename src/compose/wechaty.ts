import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeWechatyChannel, type WechatyChannel } from '../bot/channels/wechat/wechaty/adapter.ts';
import type { ConversationLog } from '../domain/conversation.ts';
import type { OutboxRow, Sender } from '../domain/outbox.ts';
import type { Id } from '../lib/ids.ts';
import { sniffFile } from '../server/files/sniff-file.ts';
import { countSent } from '../store/outbox/count-sent.ts';
import { makeLeases } from '../store/wechat/leases.ts';
import { clock, common, type Desk } from './desk.ts';
import { openFiles } from './files.ts';
import type { WechatyShare } from './sending.ts';

export interface WechatyAccounts {
  readonly sender: Sender;
  /** The accounts, and those whose session this process has now. */
  share(): WechatyShare;
  start(): void;
  stop(): Promise<void>;
}

/** The wechaty accounts of the settings; each session is held by one process of the role `wechat`. */
export function openWechaty(
  desk: Desk,
  deps: {
    readonly processId: string;
    readonly conversations: ConversationLog;
    readonly wakeTurn: (id: Id<'conversation'>) => void;
  },
): WechatyAccounts {
  const { config, database, feed, log } = desk;
  const { pool } = database;
  const accounts = (config.WECHAT_ACCOUNTS ?? []).filter((one) => one.kind === 'wechaty');
  const channels = accounts.map((settings) =>
    makeWechatyChannel({
      ...common,
      settings,
      conversations: deps.conversations,
      files: openFiles(desk),
      sniff: sniffFile,
      fileBytesMax: config.UPLOAD_BYTES_MAX,
      wake: deps.wakeTurn,
      publish: (id, messages) => feed.publish(id, messages),
      lease: makeLeases({ pool, processId: deps.processId }),
      countSent: (channelAccount, since) => countSent(pool, channelAccount, since),
      home: homeOf(config.DATA_DIR, settings.account),
      log,
      clock,
    }),
  );
  return {
    sender: {
      isIdempotent: false,
      send: async (row, signal) =>
        channelOf(channels, row)?.sender.send(row, signal) ?? {
          kind: 'retry',
          reason: 'no_account',
        },
    },
    share: () => ({
      all: channels.map(({ channelAccount }) => channelAccount),
      held: channels.filter((channel) => channel.isHeld()).map((channel) => channel.channelAccount),
    }),
    start: () => {
      for (const channel of channels) channel.start();
    },
    stop: async () => {
      await Promise.all(channels.map((channel) => channel.stop()));
    },
  };
}

function channelOf(
  channels: readonly WechatyChannel[],
  { payload }: OutboxRow,
): WechatyChannel | undefined {
  return channels.find(
    ({ channelAccount }) =>
      typeof payload === 'object' &&
      payload !== null &&
      'channelAccount' in payload &&
      payload.channelAccount === channelAccount,
  );
}

/** Puppets keep customers' names under what they take for HOME: for our eyes only. */
function homeOf(dataDir: string, account: string): string {
  const home = join(dataDir, 'wechaty', account);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return home;
}
