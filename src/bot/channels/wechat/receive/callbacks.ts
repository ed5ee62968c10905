import { channelAccountOf, type WechatKind } from '../../../../domain/wechat/account.ts';
import type { KfCursors, Received, WechatInbox } from '../../../../domain/wechat/ports.ts';
import type { Clock } from '../../../../lib/clock.ts';
import type { Log } from '../../../../lib/log.ts';
import type { KfSettings, OfficialAccountSettings } from '../../../../lib/wechat-accounts.ts';
import { type CallbackQuery, openCallback, openUrlCheck } from '../protocol/callback.ts';
import { parseKfCallback } from '../protocol/parse-kf.ts';
import { parseOfficialAccount } from '../protocol/parse-official-account.ts';

type Settings = OfficialAccountSettings | KfSettings;

export interface CallbackDeps {
  readonly accounts: readonly Settings[];
  readonly inbox: Pick<WechatInbox, 'receive'>;
  readonly cursors: Pick<KfCursors, 'ring'>;
  /** A doorbell of 微信客服: there is something to fetch. */
  readonly rang: () => void;
  /** Something new is in the inbox. */
  readonly stored: () => void;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** What goes back to WeChat as `text/plain`. */
export interface CallbackAnswer {
  readonly status: number;
  readonly body: string;
}

/** The callbacks of all accounts, whatever carries them. */
export interface WechatCallbacks {
  /** WeChat makes sure that the address is ours. */
  check(kind: WechatKind, account: string, query: CallbackQuery): CallbackAnswer;
  /** Verified and stored before it is acknowledged (law 1); nothing else happens while WeChat waits. */
  receive(
    kind: WechatKind,
    account: string,
    given: { readonly query: CallbackQuery; readonly body: string },
  ): Promise<CallbackAnswer>;
}

/** The word that stops WeChat from sending the same again (wechat.md 3.4). */
const SUCCESS: CallbackAnswer = { status: 200, body: 'success' };
const UNKNOWN_ACCOUNT: CallbackAnswer = { status: 404, body: 'unknown account' };
/** WeChat sends it again, after 5 s and three times in all. */
const LATER: CallbackAnswer = { status: 503, body: 'later' };

export function makeWechatCallbacks(deps: CallbackDeps): WechatCallbacks {
  const { clock, log } = deps;
  const accounts = new Map(
    deps.accounts.map((one) => [channelAccountOf(one.kind, one.account), one]),
  );
  return {
    check: (kind, account, query) => {
      const channelAccount = channelAccountOf(kind, account);
      const settings = accounts.get(channelAccount);
      if (settings === undefined) return UNKNOWN_ACCOUNT;
      const checked = openUrlCheck(settings, query, clock.now());
      if (checked.kind === 'ok') return { status: 200, body: checked.echo };
      log.warn({ channelAccount, reason: checked.reason }, 'a check of the address was refused');
      return { status: checked.status, body: checked.reason };
    },
    receive: async (kind, account, given) => {
      const channelAccount = channelAccountOf(kind, account);
      const settings = accounts.get(channelAccount);
      if (settings === undefined) return UNKNOWN_ACCOUNT;
      const now = clock.now();
      const opened = openCallback(settings, { ...given, now });
      if (opened.kind === 'refused') {
        log.warn({ channelAccount, reason: opened.reason }, 'a callback was refused');
        return { status: opened.status, body: opened.reason };
      }
      const mark = { channelAccount, ...opened.mark, now };
      try {
        const received = await store(deps, settings, { mark, xml: opened.xml });
        if (received !== 'replayed') return SUCCESS;
        log.warn({ channelAccount }, 'a copy of a callback was refused');
        return { status: 403, body: received };
      } catch (err) {
        log.error({ err, channelAccount }, 'a callback could not be stored');
        return LATER;
      }
    },
  };
}

async function store(
  deps: CallbackDeps,
  settings: Settings,
  given: {
    readonly mark: Parameters<WechatInbox['receive']>[0];
    readonly xml: Parameters<typeof parseOfficialAccount>[0];
  },
): Promise<Received> {
  const { mark, xml } = given;
  const { channelAccount } = mark;
  if (settings.kind === 'official-account') {
    const received = await deps.inbox.receive(mark, [parseOfficialAccount(xml, channelAccount)]);
    if (received === 'stored') deps.stored();
    return received;
  }
  const bell = parseKfCallback(xml);
  if (bell.kind === 'unsupported' || !settings.openKfids.includes(bell.openKfid)) {
    const event = bell.kind === 'unsupported' ? bell.name : 'foreign_open_kfid';
    deps.log.info({ channelAccount, event }, 'a callback that nothing follows from');
    return deps.inbox.receive(mark, []);
  }
  const received = await deps.cursors.ring(mark, bell);
  if (received === 'stored') deps.rang();
  return received;
}
