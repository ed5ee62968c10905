import type { NativeAccount } from '../../../src/bot/channels/wechat/native/ask-state.ts';
import { makeNative } from '../../../src/bot/channels/wechat/native/native.ts';
import type { KfState } from '../../../src/bot/channels/wechat/protocol/api.ts';
import type { ApiFailure } from '../../../src/domain/wechat/errors.ts';
import type { NewGrant } from '../../../src/domain/wechat/grants.ts';
import type { WechatContent, WechatInbound } from '../../../src/domain/wechat/inbound.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { requestHandoff } from '../../../src/store/handoffs/request-handoff.ts';
import { makeRoute } from '../../../src/store/handoffs/route.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { makeNativeDesk } from '../../../src/store/wechat/native-desk.ts';
import { makeQueueNative } from '../../../src/store/wechat/native-queue.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { makeManualClock } from '../../support/manual-clock.ts';
import { makeDeskWorld } from '../handoffs/desk-world.ts';

export const KF = 'wechat-kf:main';
export const OA = 'wechat-oa:main';
export const OPEN_KFID = 'wk1';

export function failure(patch: Partial<ApiFailure> & Pick<ApiFailure, 'errorClass'>): ApiFailure {
  return { kind: 'failed', reason: 'errcode', mayHaveHappened: false, ...patch };
}

/** WeChat as this desk sees it: whose session it is, and who serves. */
export function makeFakeWechat() {
  const wechat = {
    state: 'assistant' as KfState,
    servicerId: undefined as string | undefined,
    serving: ['li'] as readonly string[],
    /** What the next move answers in place of what it would. */
    refuses: undefined as ApiFailure | undefined,
    /** Before the next move answers. */
    meanwhile: undefined as (() => Promise<unknown>) | undefined,
    asked: [] as string[],
  };
  const servicers = async () => {
    wechat.asked.push('servicers');
    const value = ['off', ...wechat.serving].map((servicerId) => ({
      servicerId,
      isServing: servicerId !== 'off',
    }));
    return { kind: 'ok' as const, value };
  };
  const move = async (name: string) => {
    wechat.asked.push(name);
    await wechat.meanwhile?.();
    wechat.meanwhile = undefined;
    const { refuses } = wechat;
    wechat.refuses = undefined;
    return refuses;
  };
  const accounts = new Map<string, NativeAccount>([
    [
      KF,
      {
        kind: 'kf',
        isNative: true,
        api: {
          servicers,
          state: async () => {
            wechat.asked.push('state');
            const { state, servicerId } = wechat;
            const who = servicerId === undefined ? {} : { servicerId };
            return { kind: 'ok', value: { state, ...who } };
          },
          transfer: async () => {
            const refused = await move('transfer');
            if (refused !== undefined) return refused;
            if (wechat.state !== 'new' && wechat.state !== 'assistant') {
              return failure({ errorClass: 'state', code: 95016, reason: 'errcode_95016' });
            }
            wechat.state = 'pool';
            return { kind: 'ok', value: { code: 'code-of-pool' } };
          },
        },
      },
    ],
    [
      OA,
      {
        kind: 'official-account',
        isNative: true,
        api: {
          onlineServicers: servicers,
          session: async () => {
            wechat.asked.push('session');
            const { servicerId } = wechat;
            return { kind: 'ok', value: servicerId === undefined ? {} : { servicerId } };
          },
          createSession: async ({ servicerId }) => {
            const refused = await move(`create ${servicerId}`);
            if (refused !== undefined) return refused;
            wechat.servicerId = servicerId;
            return { kind: 'ok', value: {} };
          },
        },
      },
    ],
  ]);
  return { wechat, accounts };
}

/** Native hand-off on a database, with a WeChat that does what the test says. */
export function makeNativeWorld(db: TestDatabase, clock: ReturnType<typeof makeManualClock>) {
  const base = makeDeskWorld(db, clock);
  const deps = { ...base.deps, isNative: (account: string) => account.startsWith('wechat-') };
  const { wechat, accounts } = makeFakeWechat();
  const granted: NewGrant[] = [];
  const exhausted: string[] = [];
  const native = makeNative({
    accounts,
    desk: makeNativeDesk(deps),
    ledger: {
      grant: async (grant) => void granted.push(grant),
      exhaust: async (_id, kind) => void exhausted.push(kind ?? 'all'),
    },
    clock,
    log: makeLog({ level: 'silent' }),
  });
  let messages = 0;
  const queueNews = makeQueueNative({ isNative: deps.isNative, random: systemRandom });
  return {
    ...base,
    deps,
    wechat,
    native,
    granted,
    exhausted,
    route: makeRoute(deps),
    /** Somebody of an account who asked for a person. */
    aNativeWaiting: async (channelAccount = KF) => {
      const userId = `wm-${systemRandom.text(8)}`;
      const id = `con_${userId}`;
      const address = channelAccount === KF ? { userId, openKfid: OPEN_KFID } : { userId };
      const open = { id, channelAccount, externalUserId: userId, address, now: clock.now() };
      await base.turns.logOf().open(open);
      await base.turns.say(id, '转人工', clock.now(), `${id} 1`, channelAccount);
      const handoff = await inTransaction(db.pool, (sql) =>
        requestHandoff(sql, {
          id: `hof_${systemRandom.text(20)}`,
          conversationId: id,
          reason: 'asked',
          now: clock.now(),
          queueNews,
        }),
      );
      if (handoff === undefined) throw new Error('nothing was asked for');
      const of = (content: WechatContent, messageId?: string): WechatInbound => {
        messages += 1;
        const sentAt = clock.now();
        const whose = channelAccount === KF ? { userId, openKfid: OPEN_KFID } : { userId };
        return {
          channelAccount,
          messageId: messageId ?? `m${messages}`,
          ...whose,
          sentAt,
          content,
        };
      };
      return { id, handoffId: handoff.id, userId, of };
    },
    handoffOf: async (id: string) => {
      const { rows } = await db.pool.query<Record<string, unknown>>(
        'SELECT * FROM handoffs WHERE id = $1',
        [id],
      );
      return rows[0];
    },
    commandsOf: async (id: string): Promise<number> => {
      const { rowCount } = await db.pool.query(
        `SELECT 1 FROM outbox WHERE order_key = $1 AND payload->>'command' = 'handoff'`,
        [id],
      );
      return rowCount ?? 0;
    },
  };
}
