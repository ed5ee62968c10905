import type { Pool } from 'pg';
import type {
  KfApi,
  OfficialAccountApi,
} from '../../../../../src/bot/channels/wechat/protocol/api.ts';
import { makeNewsFallback } from '../../../../../src/bot/channels/wechat/send/news-fallback.ts';
import type { SendingAccount } from '../../../../../src/bot/channels/wechat/send/sending-account.ts';
import {
  makeWechatSender,
  type WechatSenderDeps,
} from '../../../../../src/bot/channels/wechat/send/wechat-sender.ts';
import type { OutgoingMessage } from '../../../../../src/domain/conversation.ts';
import type { ApiFailure, ApiResult } from '../../../../../src/domain/wechat/errors.ts';
import type { GrantKind } from '../../../../../src/domain/wechat/grants.ts';
import type { WechatMessage } from '../../../../../src/domain/wechat/outbound.ts';
import { makeDeliverOutbox } from '../../../../../src/jobs/deliver-outbox.ts';
import { addMs, HOUR_MS } from '../../../../../src/lib/clock.ts';
import { type Id, newId, systemRandom } from '../../../../../src/lib/ids.ts';
import { makeLog } from '../../../../../src/lib/log.ts';
import type { WechatFallback } from '../../../../../src/lib/wechat-accounts.ts';
import { appendMessages } from '../../../../../src/store/conversations/append.ts';
import { makeConversationLog } from '../../../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../../../src/store/conversations/prepared-turns.ts';
import { makeOutbox } from '../../../../../src/store/outbox/outbox.ts';
import { makeWechatLedger } from '../../../../../src/store/wechat/wechat-ledger.ts';
import { HeldClock } from '../../../../jobs/held-clock.ts';

export const NOW = new Date('2026-11-23T09:00:00.000Z');
const log = makeLog({ level: 'silent' });
const QUOTA = {
  messagesMax: 5,
  messageHours: 48,
  actionsMax: 3,
  actionSeconds: 60,
  keptForNews: 1,
};
const TEMPLATE = {
  templateId: 'tpl',
  fields: { thing1: 'title', character_string2: 'caseNo', phrase3: 'status', time4: 'time' },
} as const;

export const failed = (
  errorClass: ApiFailure['errorClass'],
  parts: Partial<ApiFailure> = {},
): ApiFailure => ({
  kind: 'failed',
  errorClass,
  reason: errorClass,
  mayHaveHappened: false,
  ...parts,
});

export interface Call {
  readonly to: string;
  readonly message?: WechatMessage;
  readonly sendId?: string;
  readonly code?: string;
  readonly data?: object;
}

/** A server that answers what it is told to, in order, and then takes everything. */
export class FakeServer {
  readonly calls: Call[] = [];
  answers: (ApiFailure | 'ok')[] = [];
  uploads: (ApiFailure | 'ok')[] = [];
  /** Runs while the server thinks. */
  meanwhile: () => void = () => undefined;
  uploading: () => void = () => undefined;

  answer<T>(call: Call, value: T): Promise<ApiResult<T>> {
    this.calls.push(call);
    this.meanwhile();
    const next = this.answers.shift() ?? 'ok';
    return Promise.resolve(next === 'ok' ? { kind: 'ok', value } : next);
  }

  upload(): Promise<ApiResult<{ readonly mediaId: string }>> {
    this.uploading();
    const next = this.uploads.shift() ?? 'ok';
    return Promise.resolve(next === 'ok' ? { kind: 'ok', value: { mediaId: 'media' } } : next);
  }

  texts(): readonly string[] {
    return this.calls.map(({ message }) => {
      if (message?.kind === 'text') return message.text;
      return message?.kind === 'menu' ? message.head : (message?.kind ?? '');
    });
  }

  kf(): Pick<KfApi, 'send' | 'sendOnEvent' | 'uploadMedia'> {
    return {
      send: ({ userId, ...call }) => this.answer({ to: userId, ...call }, { sendId: call.sendId }),
      sendOnEvent: (call) => this.answer({ to: 'code', ...call }, { sendId: call.sendId }),
      uploadMedia: () => this.upload(),
    };
  }

  officialAccount(): Pick<
    OfficialAccountApi,
    'send' | 'uploadMedia' | 'sendTemplate' | 'sendSubscription'
  > {
    return {
      send: ({ userId, message }) => this.answer({ to: userId, message }, {}),
      uploadMedia: () => this.upload(),
      sendTemplate: ({ sendId, data }) => this.answer({ to: 'template', sendId, data }, { sendId }),
      sendSubscription: ({ data }) => this.answer({ to: 'subscription', data }, {}),
    };
  }
}

export type Protocol = 'kf' | 'official-account';

/** A customer on WeChat, a server, and everything between the transcript and the server for real. */
export function makeSendingWorld(
  pool: Pool,
  options: {
    readonly fallbacks?: readonly WechatFallback[];
    readonly deps?: Partial<WechatSenderDeps>;
    readonly sms?: () => Promise<boolean>;
    readonly web?: () => Promise<boolean>;
  } = {},
) {
  const clock = new HeldClock(NOW);
  const server = new FakeServer();
  const unreachable: (readonly (string | undefined)[])[] = [];
  const ledger = makeWechatLedger({ pool });
  const settings = {
    quota: QUOTA,
    fallbacks: [...(options.fallbacks ?? [])],
    template: TEMPLATE,
    subscription: TEMPLATE,
  };
  const accounts = new Map<string, SendingAccount>([
    ['wechat-kf:main', { kind: 'kf', settings, api: server.kf() }],
    ['wechat-oa:main', { kind: 'official-account', settings, api: server.officialAccount() }],
  ]);
  const files = {
    read: async (id: string) =>
      id === 'fil_gone'
        ? undefined
        : { name: 'a.jpg', contentType: 'image/jpeg', bytes: new Uint8Array(10) },
  };
  const sender = makeWechatSender({
    accounts,
    ledger,
    files,
    people: {
      setUnreachable: async (...parameters) => void unreachable.push(parameters),
    },
    fallback: makeNewsFallback({
      ledger,
      clock,
      log,
      ...(options.sms && { sms: options.sms }),
      ...(options.web && { web: options.web }),
    }),
    clock,
    log,
    ...options.deps,
  });
  const outbox = makeOutbox({ pool });
  const delivery = makeDeliverOutbox({
    outbox,
    senders: { channels: { 'wechat-kf': sender, 'wechat-oa': sender } },
    clock,
    random: systemRandom,
    log,
  });
  return {
    clock,
    server,
    ledger,
    sender,
    outbox,
    unreachable,
    deliver: (id: Id<'conversation'>) => delivery.deliver(id),
    recover: () => delivery.recover(),
    customer: async (protocol: Protocol = 'kf', grants: readonly GrantKind[] = ['message']) => {
      const id = newId('conversation', systemRandom);
      const channelAccount = protocol === 'kf' ? 'wechat-kf:main' : 'wechat-oa:main';
      const conversations = makeConversationLog({
        pool,
        processId: 'test',
        prepared: new PreparedTurns(),
        random: systemRandom,
      });
      const address = { userId: id, ...(protocol === 'kf' && { openKfid: 'wk1' }) };
      await conversations.open({ id, channelAccount, externalUserId: id, address, now: NOW });
      for (const kind of grants) {
        const isCode = kind === 'welcome' || kind === 'closing';
        await ledger.grant({
          conversationId: id,
          kind,
          grantedAt: NOW,
          expiresAt: addMs(NOW, isCode ? 20_000 : kind === 'message' ? 48 * HOUR_MS : 60_000),
          allowed: kind === 'message' ? 5 : isCode ? 1 : 3,
          ...(isCode && { code: `code-${kind}` }),
        });
      }
      return id;
    },
    say: (
      id: Id<'conversation'>,
      texts: readonly (string | OutgoingMessage)[],
      given: { readonly purpose?: 'news'; readonly author?: 'bot' | 'agent' | 'system' } = {},
    ) => {
      const { author = 'bot', ...purpose } = given;
      const messages = texts.map((text) =>
        typeof text === 'string'
          ? { author, activity: { type: 'message', text, textFormat: 'plain' } }
          : text,
      );
      const now = clock.now();
      return appendMessages(pool, {
        conversationId: id,
        messages,
        ...purpose,
        now,
        random: systemRandom,
      });
    },
    rows: async (id: Id<'conversation'>) => {
      const { rows } = await pool.query(
        'SELECT status, reason, attempts, payload FROM outbox WHERE conversation_id = $1 ORDER BY number',
        [id],
      );
      return rows;
    },
    deliveries: async (id: Id<'conversation'>) => {
      const { rows } = await pool.query(
        'SELECT delivery, delivery_reason FROM messages WHERE conversation_id = $1 ORDER BY seq',
        [id],
      );
      return rows.map((row) =>
        [row.delivery, row.delivery_reason].filter((one) => one !== null).join(': '),
      );
    },
    parts: async (id: Id<'conversation'>) => {
      const { rows } = await pool.query(
        'SELECT status, reason, grant_kind FROM channel_sends WHERE conversation_id = $1 ORDER BY part',
        [id],
      );
      return rows.map((row) => [row.status, row.reason].filter((one) => one !== null).join(': '));
    },
    used: async (id: Id<'conversation'>) => {
      const { rows } = await pool.query(
        'SELECT kind, allowed, used FROM channel_grants WHERE conversation_id = $1 ORDER BY kind',
        [id],
      );
      return Object.fromEntries(rows.map((row) => [row.kind, `${row.used}/${row.allowed}`]));
    },
  };
}
