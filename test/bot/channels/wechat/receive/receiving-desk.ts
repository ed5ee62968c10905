import { expect, onTestFinished } from 'vitest';
import {
  type InboxLook,
  makeInboxLook,
} from '../../../../../src/bot/channels/wechat/receive/inbox-look.ts';
import type { ReceiveDeps } from '../../../../../src/bot/channels/wechat/receive/receive-deps.ts';
import type { ReceivingAccount } from '../../../../../src/bot/channels/wechat/receive/receiving-account.ts';
import type { WechatContent, WechatInbound } from '../../../../../src/domain/wechat/inbound.ts';
import { addMs, systemClock } from '../../../../../src/lib/clock.ts';
import { systemRandom } from '../../../../../src/lib/ids.ts';
import { makeLog } from '../../../../../src/lib/log.ts';
import { sniffFile } from '../../../../../src/server/files/sniff-file.ts';
import { makeConversationLog } from '../../../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../../../src/store/conversations/prepared-turns.ts';
import { ProcessConnection } from '../../../../../src/store/process-connection.ts';
import { makeWechatInbox } from '../../../../../src/store/wechat/wechat-inbox.ts';
import { makeWechatLedger } from '../../../../../src/store/wechat/wechat-ledger.ts';
import { makeWechatPeople } from '../../../../../src/store/wechat/wechat-people.ts';
import type { TestDatabase } from '../../../../support/database.ts';
import { makeManualClock } from '../../../../support/manual-clock.ts';
import { type MemoryFiles, makeMemoryFiles } from '../../../../support/memory-files.ts';

export const SECRET = 'a secret for scenes';
export const OA = 'wechat-oa:main';
export const KF = 'wechat-kf:main';
/** A PNG of one point. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
export const AMR = Buffer.from('#!AMR\n'.padEnd(64, '\u0001'));

export interface ReceivingDesk {
  readonly clock: ReturnType<typeof makeManualClock>;
  readonly deps: ReceiveDeps;
  readonly files: MemoryFiles;
  readonly woken: string[];
  /** The process is gone, whatever it was doing. */
  die(): Promise<void>;
  /** Stores it as a callback would, `secondsAgo` after WeChat's own time. */
  arrive(content: WechatContent, more?: Partial<WechatInbound>): Promise<void>;
  /** Works until nothing is due, by a worker of its own or by the one that is given. */
  work(worker?: InboxLook): Promise<void>;
  messages(): Promise<readonly StoredRow[]>;
  rows(): Promise<readonly { readonly status: string; readonly reason: string | null }[]>;
  grants(): Promise<readonly Record<string, unknown>[]>;
}

interface StoredRow {
  readonly seq: number;
  readonly conversationId: string;
  readonly channelMessageId: string;
  readonly at: Date;
  readonly activity: Record<string, unknown>;
}

/** An account that gives every file as the same picture and knows nobody. */
export function fakeAccount(more: Partial<ReceivingAccount> = {}): ReceivingAccount {
  return {
    quota: { messagesMax: 5, messageHours: 48, actionsMax: 3, actionSeconds: 60, keptForNews: 1 },
    downloadMedia: async () => ({ kind: 'ok', value: { bytes: PNG, contentType: 'image/jpeg' } }),
    findUnionId: async () => undefined,
    ...more,
  };
}

/** The receiving side of a living process on real PostgreSQL, with WeChat's API faked by functions. */
export async function openReceivingDesk(
  db: TestDatabase,
  more: Partial<ReceiveDeps> = {},
): Promise<ReceivingDesk> {
  const processId = `process-${systemRandom.text(8)}`;
  const presence = new ProcessConnection({
    connectionString: db.url,
    processId,
    clock: systemClock,
    log: makeLog({ level: 'silent' }),
  });
  await presence.get();
  onTestFinished(() => presence.close());
  const clock = makeManualClock();
  const files = makeMemoryFiles();
  const woken: string[] = [];
  const inbox = makeWechatInbox({ pool: db.pool, processId });
  const random = systemRandom;
  const prepared = new PreparedTurns();
  const deps: ReceiveDeps = {
    inbox,
    ledger: makeWechatLedger({ pool: db.pool }),
    people: makeWechatPeople({ pool: db.pool }),
    conversations: makeConversationLog({ pool: db.pool, processId, prepared, random }),
    files,
    sniff: sniffFile,
    accounts: new Map([
      [OA, fakeAccount()],
      [KF, fakeAccount()],
    ]),
    sceneSecret: SECRET,
    fileBytesMax: 1_000_000,
    wake: (id) => void woken.push(id),
    publish: () => undefined,
    clock,
    log: makeLog({ level: 'silent' }),
    ...more,
  };
  let count = 0;
  const query = async <T>(text: string): Promise<readonly T[]> => (await db.pool.query(text)).rows;
  return {
    clock,
    deps,
    files,
    woken,
    die: () => presence.close(),
    arrive: async (content, given = {}) => {
      count += 1;
      const now = clock.now();
      const { channelAccount = KF } = given;
      const mark = { channelAccount, signature: `s${count}`, bodyHash: `h${count}`, now };
      const inbound: WechatInbound = {
        channelAccount,
        messageId: `m${count}`,
        userId: 'customer-1',
        ...(channelAccount === KF ? { openKfid: 'wk1' } : {}),
        sentAt: addMs(now, -1_000),
        content,
        ...given,
      };
      await inbox.receive(mark, [inbound]);
    },
    work: async (worker = makeInboxLook(deps)) => {
      await expect
        .poll(
          async () => {
            await worker.look();
            const { rows } = await db.pool.query(
              `SELECT 1 FROM wechat_inbox WHERE status = 'waiting' AND (taken_by IS NOT NULL OR next_attempt_at <= $1)`,
              [clock.now()],
            );
            return rows.length;
          },
          { interval: 10, timeout: 10_000 },
        )
        .toBe(0);
      await worker.drain();
    },
    messages: () =>
      query(`SELECT seq, conversation_id AS "conversationId", channel_message_id AS "channelMessageId", at, activity
        FROM messages ORDER BY conversation_id, seq`),
    rows: () => query('SELECT status, reason FROM wechat_inbox ORDER BY id'),
    grants: () =>
      query(`SELECT kind, code, allowed, used, granted_at AS "grantedAt", expires_at AS "expiresAt"
        FROM channel_grants ORDER BY kind`),
  };
}
