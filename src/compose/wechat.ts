import { makeNative } from '../bot/channels/wechat/native/native.ts';
import {
  makeWechatCallbacks,
  type WechatCallbacks,
} from '../bot/channels/wechat/receive/callbacks.ts';
import { type InboxLook, makeInboxLook } from '../bot/channels/wechat/receive/inbox-look.ts';
import { deskMenu } from '../bot/channels/wechat/receive/menu.ts';
import { makePullLook } from '../bot/channels/wechat/receive/pull.ts';
import { makeRush, type Rush } from '../bot/channels/wechat/receive/rush.ts';
import { makeNewsFallback } from '../bot/channels/wechat/send/news-fallback.ts';
import { makeWechatTyping } from '../bot/channels/wechat/send/typing.ts';
import { makeWechatSender } from '../bot/channels/wechat/send/wechat-sender.ts';
import type { ConversationLog } from '../domain/conversation.ts';
import type { Sender } from '../domain/outbox.ts';
import type { Native } from '../domain/wechat/native.ts';
import { hasCode } from '../domain/wechat/quota.ts';
import { copy } from '../flows/copy/zh-cn.ts';
import { readOrCreateSecret } from '../gateways/local-secrets.ts';
import { makeTranscriber } from '../gateways/transcription.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { makeRepeat, type Repeat } from '../jobs/repeat.ts';
import { MINUTE_MS } from '../lib/clock.ts';
import type { Config } from '../lib/config.ts';
import type { Id } from '../lib/ids.ts';
import { makeTokens } from '../server/direct-line/tokens.ts';
import { sniffFile } from '../server/files/sniff-file.ts';
import type { HandoffStoreDeps } from '../store/handoffs/desk-work.ts';
import { makeNewsSms, makeNewsWeb } from '../store/outbox/news-elsewhere.ts';
import { openCallbackPool } from '../store/wechat/callback-pool.ts';
import { findTypingPlace } from '../store/wechat/find-typing-place.ts';
import { makeKfCursors } from '../store/wechat/kf-cursors.ts';
import { makeNativeDesk } from '../store/wechat/native-desk.ts';
import { makeTokenStore } from '../store/wechat/token-store.ts';
import { makeWechatInbox } from '../store/wechat/wechat-inbox.ts';
import { makeWechatLedger } from '../store/wechat/wechat-ledger.ts';
import { makeWechatPeople } from '../store/wechat/wechat-people.ts';
import { brandOf, clock, common, type Desk, random } from './desk.ts';
import { type DeskFiles, openFiles } from './files.ts';
import { openClients, type WechatClients } from './wechat-clients.ts';

export interface WechatDeps {
  readonly processId: string;
  readonly connectionString: string;
  readonly conversations: ConversationLog;
  readonly handoffs: HandoffStoreDeps;
  readonly jobs: Jobs;
  readonly wakeTurn: (id: Id<'conversation'>) => void;
}

/** The two official protocols of WeChat. */
export interface Wechat {
  readonly callbacks: WechatCallbacks;
  readonly senders: Readonly<Record<'wechat-oa' | 'wechat-kf', Sender>>;
  /** Shows a customer of an official account that somebody types. */
  readonly typing: (id: Id<'conversation'>) => Promise<void>;
  /** Messages of this conversation wait in the outbox: delivered at once, and first of all those with a code of 20 s. */
  readonly queued: (id: Id<'conversation'>) => void;
  /** Fetching and working off, in processes of the role `wechat`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens WeChat for the accounts of the settings; without any, nothing is registered and nothing runs. */
export function openWechat(desk: Desk, deps: WechatDeps): Wechat {
  const { config, database, log } = desk;
  const { pool } = database;
  const { processId } = deps;
  const clients = openClients({ config, tokens: makeTokenStore({ pool }), log });
  const stores = {
    ledger: makeWechatLedger({ pool }),
    people: makeWechatPeople({ pool }),
    cursors: makeKfCursors({ pool, processId }),
    inbox: makeWechatInbox({ pool, processId }),
    files: openFiles(desk),
  };
  const native = makeNative({
    ...stores,
    accounts: clients.native,
    desk: makeNativeDesk(deps.handoffs),
    clock,
    log,
  });
  const parts = { ...deps, ...stores, clients, native, rush: makeRush(clock) };
  const work = makeWork(desk, parts, openInbox(desk, parts));
  // Opened by the first query, so by the first callback.
  const own = openCallbackPool({ connectionString: deps.connectionString, log });
  return {
    callbacks: makeWechatCallbacks({
      accounts: clients.settings,
      cursors: makeKfCursors({ pool: own, processId }),
      inbox: makeWechatInbox({ pool: own, processId }),
      rang: work.rang,
      stored: work.came,
      clock,
      log,
    }),
    senders: openSenders(desk, parts),
    typing: makeWechatTyping({
      accounts: clients.official,
      find: (id) => findTypingPlace(pool, id),
      clock,
    }),
    queued: (id) => wakeByLane(parts, id, clients.settings.length > 0, log),
    start: work.start,
    stop: async () => {
      await work.stop();
      await own.end();
    },
  };
}

/** Only speed: whatever cannot be looked up goes the usual way. */
function wakeByLane(
  { ledger, jobs }: Pick<Parts, 'ledger' | 'jobs'>,
  id: Id<'conversation'>,
  hasAccounts: boolean,
  log: Desk['log'],
): void {
  if (!hasAccounts) {
    jobs.wakeDelivery(id);
    return;
  }
  ledger.grants(id, clock.now()).then(
    (grants) => jobs.wakeDelivery(id, grants.some(hasCode) ? 'urgent' : 'usual'),
    (err: unknown) => {
      log.debug({ err }, 'the lane of a delivery is not known');
      jobs.wakeDelivery(id);
    },
  );
}

interface Parts extends WechatDeps {
  readonly clients: WechatClients;
  readonly native: Native;
  readonly ledger: ReturnType<typeof makeWechatLedger>;
  readonly people: ReturnType<typeof makeWechatPeople>;
  readonly cursors: ReturnType<typeof makeKfCursors>;
  readonly inbox: ReturnType<typeof makeWechatInbox>;
  readonly files: DeskFiles;
  readonly rush: Rush;
}

function openInbox({ config, feed, log }: Desk, parts: Parts): InboxLook {
  return makeInboxLook({
    ...parts,
    accounts: parts.clients.receiving,
    sniff: sniffFile,
    sceneSecret: sceneSecretOf(config),
    fileBytesMax: config.UPLOAD_BYTES_MAX,
    isRushed: parts.rush.isOn,
    wake: parts.wakeTurn,
    publish: (id, messages) => feed.publish(id, messages),
    ...transcriberOf(config),
    clock,
    log,
  });
}

/** Sessions of WeChat's own people whose end was told to nobody are found within this time. */
const TEND_EVERY_MS = 10 * MINUTE_MS;

/** What the role `wechat` runs: woken by callbacks in this process, and by the clock for those of others. */
function makeWork({ log }: Desk, { clients, cursors, native, rush }: Parts, inbox: InboxLook) {
  const worker: Repeat = makeRepeat({ look: inbox.look, clock });
  const stored = (): void => worker.wake();
  const pull = makePullLook({
    clients: new Map([...clients.kf].map(([name, { api }]) => [name, api])),
    cursors,
    stored,
    pollSecondsOf: (name) => clients.kf.get(name)?.settings.pollSeconds ?? 1,
    clock,
    log,
  });
  const puller: Repeat = makeRepeat({ look: pull, clock });
  const tend = async (): Promise<number> => {
    await native
      .tend()
      .catch((err: unknown) => log.warn({ err }, 'silent sessions were not asked about'));
    return TEND_EVERY_MS;
  };
  const tender: Repeat = makeRepeat({ look: tend, clock });
  const known = [...clients.kf].flatMap(([channelAccount, { settings }]) =>
    settings.openKfids.map((openKfid) => ({ channelAccount, openKfid })),
  );
  return {
    came: (): void => {
      rush.add();
      stored();
    },
    rang: (): void => {
      rush.add();
      puller.wake();
    },
    start: async (): Promise<void> => {
      if (clients.settings.length === 0) return;
      await cursors.know(known, clock.now());
      worker.start();
      // Not waited for: the desk serves without a menu too.
      makeMenus(clients, log).catch((err: unknown) =>
        log.warn({ err }, 'the menus of the accounts could not be made'),
      );
      tender.start();
      if (known.length > 0) puller.start();
    },
    stop: async (): Promise<void> => {
      await tender.stop();
      await puller.stop();
      await worker.stop();
      await inbox.drain();
    },
  };
}

/** Puts our menu bar at the accounts that want it. What fails is tried again by the next start. */
async function makeMenus({ official }: WechatClients, log: Desk['log']): Promise<void> {
  for (const [channelAccount, { settings, api }] of official) {
    if (!settings.menu) continue;
    const made = await api.createMenu(deskMenu());
    if (made.kind !== 'failed') continue;
    log.warn({ channelAccount, reason: made.reason }, 'the menu of an account could not be made');
  }
}

function openSenders(desk: Desk, parts: Parts): Wechat['senders'] {
  const { config, database, feed, log } = desk;
  const { jobs, clients } = parts;
  const queued = (orderKey: string): void => jobs.wakeDelivery(orderKey);
  const news = { pool: database.pool, ...common };
  const sms = makeNewsSms({ ...news, text: copy.wechat.newsSms(brandOf(config)), queued });
  const sender = makeWechatSender({
    ...parts,
    accounts: clients.sending,
    ...linksOf(config),
    fallback: makeNewsFallback({
      ...parts,
      ...(config.SMS_GATEWAY_URL === undefined ? {} : { sms }),
      web: makeNewsWeb({ ...news, grew: (id) => feed.publish(id, []) }),
      clock,
      log,
    }),
    clock,
    log,
  });
  return { 'wechat-oa': sender, 'wechat-kf': sender };
}

/** Without an address of our own, no link leads to a file. */
function linksOf(config: Config): { readonly fileLink?: (id: Id<'file'>) => string } {
  const { PUBLIC_URL, DIRECT_LINE_SECRET, DATA_DIR: dataDir } = config;
  if (PUBLIC_URL === undefined) return {};
  const secret =
    DIRECT_LINE_SECRET ?? readOrCreateSecret({ dataDir, name: 'direct-line-secret', random }).value;
  const tokens = makeTokens({ secret, clock });
  const base = PUBLIC_URL.replace(/\/+$/, '');
  return { fileLink: (id) => `${base}/files/${encodeURIComponent(id)}?${tokens.signFile(id)}` };
}

function sceneSecretOf({ WECHAT_SCENE_SECRET, DATA_DIR: dataDir }: Config): string {
  return (
    WECHAT_SCENE_SECRET ??
    readOrCreateSecret({ dataDir, name: 'wechat-scene-secret', random }).value
  );
}

function transcriberOf(config: Config) {
  const { TRANSCRIPTION_BASE_URL: baseUrl, TRANSCRIPTION_API_KEY: apiKey } = config;
  if (baseUrl === undefined) return {};
  const key = apiKey === undefined ? {} : { apiKey };
  return {
    transcribe: makeTranscriber({ baseUrl, ...key, model: config.TRANSCRIPTION_MODEL, clock }),
  };
}
