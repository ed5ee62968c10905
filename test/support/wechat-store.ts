import type { WechatContent, WechatInbound } from '../../src/domain/wechat/inbound.ts';
import type { CallbackMark } from '../../src/domain/wechat/ports.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { ProcessConnection } from '../../src/store/process-connection.ts';
import type { TestDatabase } from './database.ts';

export const NOW = new Date('2026-11-22T08:00:00.000Z');
export const KF = 'wechat-kf:desk';
export const OA = 'wechat-oa:main';

/** A process of the desk on a test's database, as long as nobody ends it. */
export interface TestProcess {
  readonly processId: string;
  /** What is left of it when it was killed: nothing. */
  end(): Promise<void>;
}

export async function startTestProcess(db: TestDatabase): Promise<TestProcess> {
  const processId = `process-${systemRandom.text(8)}`;
  const presence = new ProcessConnection({
    connectionString: db.url,
    processId,
    clock: systemClock,
    log: makeLog({ level: 'silent' }),
  });
  await presence.get();
  return { processId, end: () => presence.close() };
}

/** Opens every connection of the pool: a race on one that is open and nine that open would be none. */
export async function warmUp({ pool }: TestDatabase): Promise<void> {
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const client of clients) client.release();
}

let marks = 0;

/** A callback that is like no other, unless it is told to be. */
export function aMark(over: Partial<CallbackMark> = {}): CallbackMark {
  marks += 1;
  return {
    channelAccount: OA,
    signature: `signature-${marks}`,
    bodyHash: 'body',
    now: NOW,
    ...over,
  };
}

/** What somebody wrote. */
export function aText(
  messageId: string,
  over: Partial<WechatInbound> & { readonly text?: string } = {},
): WechatInbound {
  const { text = `text of ${messageId}`, ...rest } = over;
  const content: WechatContent = { kind: 'text', text };
  return { channelAccount: OA, messageId, userId: 'user-1', sentAt: NOW, content, ...rest };
}
