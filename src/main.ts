import { mkdirSync } from 'node:fs';
import type { Client } from 'pg';
import { openClassifier } from './bot/understanding/open-classifier.ts';
import { makeDemoSignIn } from './compose/announce.ts';
import { makeRunner, openBotFramework } from './compose/bot.ts';
import type { CareDesk } from './compose/care-desk.ts';
import { type ComplaintClocks, makeComplaintClocks } from './compose/complaint-clocks.ts';
import { type Complaints, makeComplaints } from './compose/complaints.ts';
import { clock, type Desk, publicUrlOf, random, type Undo } from './compose/desk.ts';
import { type Handoffs, makeHandoffs, makeQueueNews } from './compose/handoffs.ts';
import { careLooks, openPushes } from './compose/outreach.ts';

import { serve } from './compose/server.ts';
import { makeUnderstanding } from './compose/understanding.ts';
import { openWechat } from './compose/wechat.ts';
import { openWechaty } from './compose/wechaty.ts';
import type { TurnStore } from './domain/conversation.ts';
import { copy } from './flows/copy/zh-cn.ts';
import { makeEventWords } from './flows/event-news.ts';
import { type Jobs, makeJobs } from './jobs/jobs.ts';
import type { OutreachSender } from './jobs/outreach.ts';
import type { QueueConnection } from './jobs/queue.ts';
import { makeSweep } from './jobs/sweep.ts';
import { type Config, readConfig } from './lib/config.ts';
import type { Id } from './lib/ids.ts';
import { type Log, makeLog } from './lib/log.ts';
import { makeApplyWrite } from './store/apply-write.ts';
import { makeConversationLog } from './store/conversations/conversation-log.ts';
import { PreparedTurns } from './store/conversations/prepared-turns.ts';
import { makeTurnStore } from './store/conversations/turn-store.ts';
import { type Database, openDatabase } from './store/database.ts';
import { makeEmbeddedEngine } from './store/engine/embedded-engine.ts';
import { Feed } from './store/feed.ts';
import { makeOtherDesk } from './store/handoffs/other-desk.ts';
import { migrate } from './store/migrate.ts';
import { makePushQueue } from './store/outreach/queue.ts';
import { ProcessConnection } from './store/process-connection.ts';
import { purgeExpired } from './store/purge.ts';

/** Puts the desk together: settings, database, stores, bot, jobs, server; and takes it apart in the other order. */
async function main(): Promise<void> {
  const read = readConfig();
  if (read.kind === 'invalid') {
    process.stderr.write(
      `Careline cannot start:\n${read.problems.map((p) => `  ${p}\n`).join('')}`,
    );
    process.exitCode = 1;
    return;
  }
  const { config } = read;
  const log = makeLog({ level: config.LOG_LEVEL });
  const undo: Undo = [];
  const stop = makeStop(undo, log);
  try {
    await start(config, log, undo);
  } catch (err) {
    log.fatal({ err }, 'the desk could not start');
    process.stderr.write(
      `Careline cannot start: ${err instanceof Error ? err.message : 'unknown error'}\n`,
    );
    process.exitCode = 1;
    await stop();
  }
}

/** Undoes what was done, newest first, once; a step that fails does not keep the others. */
function makeStop(undo: Undo, log: Log): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      for (const step of undo.toReversed()) {
        await step().catch((err: unknown) =>
          log.error({ err }, 'a part of the desk did not stop cleanly'),
        );
      }
      log.info('stopped');
    })();
    return stopping;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      void stop().then(() => process.exit());
    });
  }
  return stop;
}

async function start(config: Config, log: Log, undo: Undo): Promise<void> {
  const { desk, processId, connectionString } = await openDesk(config, log, undo);
  const { pool } = desk.database;
  const jobs = makeJobs({
    connection: queueConnection(config, connectionString),
    handlers: { deliver: async ({ orderKey }) => void (await outbox.deliver(orderKey)) },
    hasUrgentLane: (config.WECHAT_ACCOUNTS ?? []).length > 0,
    log,
  });
  const prepared = new PreparedTurns();
  const conversations = makeConversationLog({ pool, processId, prepared, random });
  const handoffs = makeHandoffs(desk, { processId, jobs, wakeTurn: (id) => runner.wake(id) });
  const complaints = makeComplaints(desk, jobs);
  const clocks = makeComplaintClocks(desk, complaints.store);
  const turns = openTurns(desk, { processId, prepared, handoffs, complaints });
  const wake = (id: Id<'conversation'>): void => runner.wake(id);
  const talk = { processId, conversations, jobs, wakeTurn: wake };
  const wechat = openWechat(desk, { ...talk, connectionString, handoffs: handoffs.store });
  const wechaty = openWechaty(desk, talk);
  const typing = (id: Id<'conversation'>): void => void wechat.typing(id);
  const runner = makeRunner(desk, { turns, queued: wechat.queued, typing });
  const otherDesk = makeOtherDesk(handoffs.store);
  const bots = openBotFramework(desk, { conversations, wake, otherDesk });
  const channels = { ...wechat.senders, wechaty: wechaty.sender, ...hostedSender(bots) };
  const sending = { jobs, channels, handoffs, wechaty: wechaty.share };
  const { care, outbox, sender } = openPushes(desk, sending);
  const isWorker = config.ROLES.includes('worker');
  const isWechat = config.ROLES.includes('wechat');
  const left = { findUnhandled: turns.findUnhandled, wake };
  const purge = (now: Date, limit: number): Promise<number> => purgeExpired(pool, now, limit);
  const work = isWorker ? { purge, more: [...clocks.looks, ...careLooks(care)] } : {};
  const sends = isWorker || isWechat ? { outbox } : {};
  const sweep = makeSweep({ turns: left, ...work, ...sends, clock, log });
  undo.push(
    jobs.close,
    () => runner.drain(),
    sweep.stop,
    handoffs.router.stop,
    clocks.watch.stop,
    sender.stop,
    async () => outbox.stop(),
    wechaty.stop,
    wechat.stop,
  );
  if (isWorker) await startWorking({ jobs, handoffs, complaints, clocks, care, sender });
  sweep.start();
  if (isWechat) await startWechat(wechat, wechaty);
  if (config.ROLES.includes('web')) {
    const desks = { handoffDesk: handoffs.desk, complaintDesk: complaints.desk, care };
    await serve(desk, { conversations, runner, jobs, bots, undo, wechat, ...desks });
  }
  log.info({ roles: config.ROLES }, 'the desk is up');
}

function hostedSender(bots: ReturnType<typeof openBotFramework>) {
  return bots === undefined ? {} : { botframework: bots.sender };
}

async function startWechat(
  wechat: ReturnType<typeof openWechat>,
  wechaty: ReturnType<typeof openWechaty>,
): Promise<void> {
  await wechat.start();
  wechaty.start();
}

/** What only workers do: jobs, the queue of people, and the clocks of complaints, each of which has a history first. */
async function startWorking(parts: {
  readonly jobs: Jobs;
  readonly handoffs: Handoffs;
  readonly complaints: Complaints;
  readonly clocks: ComplaintClocks;
  readonly care: CareDesk;
  readonly sender: OutreachSender;
}): Promise<void> {
  await parts.jobs.start();
  parts.handoffs.router.start();
  await parts.complaints.adopt();
  await parts.clocks.rebuildMissing();
  parts.clocks.watch.start();
  await parts.care.ensureBank(clock.now());
  parts.sender.start();
}

/** Turns, and what they write. */
function openTurns(
  { config, database }: Desk,
  deps: {
    readonly processId: string;
    readonly prepared: PreparedTurns;
    readonly handoffs: Handoffs;
    readonly complaints: Complaints;
  },
): TurnStore {
  const { processId, prepared, handoffs, complaints } = deps;
  return makeTurnStore({
    pool: database.pool,
    processId,
    prepared,
    applyWrite: makeApplyWrite({
      random,
      oneTimeCodeText: copy.identify.oneTimeCodeSms,
      hasRescuePartner: config.RESCUE_WEBHOOK_URL !== undefined,
      queueNews: makeQueueNews(config),
      tellEvent: { pushQueue: makePushQueue(), words: makeEventWords(publicUrlOf(config)) },
    }),
    settle: handoffs.settle,
    written: (id, writes) => {
      handoffs.written(id, writes);
      complaints.written(writes);
    },
    random,
  });
}

/** The database in the shape this code expects, and what lives on it. */
async function openDesk(config: Config, log: Log, undo: Undo) {
  mkdirSync(config.DATA_DIR, { recursive: true });
  const connectionString = config.DATABASE_URL ?? (await startEngine(config, log, undo));
  await migrate({ connectionString, log });
  const database = openDatabase({
    connectionString,
    connectionsMax: config.DATABASE_CONNECTIONS,
    log,
  });
  undo.push(database.close);
  const demoSignIn = await openDemo(config, database, log);
  const processId = random.text(12);
  const connection = (): Promise<Client> => own.get();
  const feed: Feed = new Feed({ processId, connection, clock, log });
  const onOpen = (client: Client): Promise<void> => feed.listen(client);
  const own = new ProcessConnection({ connectionString, processId, clock, log, onOpen });
  undo.push(
    () => own.close(),
    () => feed.close(),
  );
  await own.get();
  const understanding = makeUnderstanding(openClassifier({ log }));
  const shared = { config, log, database, feed, understanding };
  const desk: Desk = demoSignIn === undefined ? shared : { ...shared, demoSignIn };
  return { desk, processId, connectionString };
}

/** Loads the demo insurer on the first start. How its people sign in, when that was just now. */
async function openDemo(config: Config, database: Database, log: Log): Promise<string | undefined> {
  if (config.DEMO !== 'on' || config.CARELINE_MODE !== 'start') return undefined;
  const { password: deskPassword, line } = makeDemoSignIn(config);
  // Loaded here only: production never needs it.
  const { loadDemo } = await import('./store/demo/load-demo.ts');
  const outcome = await loadDemo({ pool: database.pool, log, deskPassword }, clock.now());
  return outcome === 'loaded' ? line : undefined;
}

async function startEngine(config: Config, log: Log, undo: Undo): Promise<string> {
  const engine = makeEmbeddedEngine({ dataDir: config.DATA_DIR, clock, random, log });
  undo.push(engine.stop);
  return (await engine.start()).connectionString;
}

function queueConnection(config: Config, connectionString: string): QueueConnection {
  const { REDIS_URL } = config;
  return REDIS_URL === undefined
    ? { kind: 'postgres', connectionString }
    : { kind: 'redis', url: REDIS_URL };
}

await main();
