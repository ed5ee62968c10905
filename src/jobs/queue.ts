import { z } from 'zod';
import type { Log } from '../lib/log.ts';

/** Where BullMQ keeps its jobs: beside our tables in the schema `bull`, or in Redis. */
export type QueueConnection =
  | { readonly kind: 'postgres'; readonly connectionString: string }
  | { readonly kind: 'redis'; readonly url: string };

/** Every job and what it holds. A job is a wake-up: what is to be done is in the tables. */
export const JOBS = { deliver: z.object({ orderKey: z.string() }) } as const;
export type JobName = keyof typeof JOBS;
export type JobData<N extends JobName> = z.infer<(typeof JOBS)[N]>;

/**
 * One queue a lane, each with workers of its own: what a code allows for 20 seconds must not wait behind a bulk of
 * ordinary messages.
 */
export const QUEUE_NAMES = { usual: 'careline', urgent: 'careline-urgent' } as const;
export type Lane = keyof typeof QUEUE_NAMES;
/** The schema of BullMQ's own tables, migrated by BullMQ. */
const SCHEMA = 'bull';
/** Wake-ups on their way to the queue; more are dropped, since the sweep finds their work. */
const PENDING_MAX = 1_000;
/** How long closing waits for a queue that does not answer, in milliseconds. */
export const CLOSE_MAX_MS = 3_000;
/** BullMQ's own event log, which nobody here reads. */
const EVENTS_KEPT = 100;

/** Puts wake-ups on the queue. */
export interface JobQueue {
  /** Returns at once. A wake-up that cannot be queued is dropped: the sweep finds its work a second later. */
  add<N extends JobName>(name: N, data: JobData<N>): void;
  close(): Promise<void>;
}

/** Options of one pool of BullMQ on PostgreSQL. Each side has one, and the worker a LISTEN connection beside it. */
export function postgresConnection(connectionString: string) {
  return {
    connectionString,
    schema: SCHEMA,
    migrate: true,
    max: 2,
    application_name: 'careline-jobs',
  };
}

/** The queue. BullMQ is loaded by the first `add`, so a process that never adds does not pay for it. */
export function makeJobQueue(deps: {
  readonly connection: QueueConnection;
  readonly lane: Lane;
  readonly log: Log;
}): JobQueue {
  let opening: Promise<OpenQueue> | undefined;
  let closing: Promise<void> | undefined;
  const pending = new Set<Promise<void>>();
  async function addOne(name: JobName, data: object): Promise<void> {
    try {
      opening ??= openQueue(deps).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      const queue = await opening;
      await queue.add(name, data);
    } catch (err) {
      deps.log.warn({ err, job: name }, 'a wake-up was not queued; the sweep finds its work');
    }
  }
  return {
    add: (name, data) => {
      if (closing !== undefined || pending.size >= PENDING_MAX) return;
      const adding = addOne(name, data).finally(() => pending.delete(adding));
      pending.add(adding);
    },
    close: () => {
      closing ??= closeQueue(opening, pending);
      return closing;
    },
  };
}

/** A queue that is down must not keep the process from ending. */
async function closeQueue(
  opening: Promise<OpenQueue> | undefined,
  pending: ReadonlySet<Promise<void>>,
): Promise<void> {
  if (opening === undefined) return;
  let queue: OpenQueue | undefined;
  const properly = async (): Promise<void> => {
    queue = await opening;
    await Promise.all(pending);
    await queue.close();
  };
  const isClosed = await atMost(CLOSE_MAX_MS, properly().catch(ignore));
  if (!isClosed) queue?.disconnect().catch(ignore);
}

/** What fails while we close has nobody left to tell. */
function ignore(): void {}

/** Waits for `work`, but not longer than `limitMs`. True when it was finished. */
export async function atMost(limitMs: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** What we use of BullMQ's queue, whichever backend it is on. */
interface OpenQueue {
  add(name: string, data: object): Promise<unknown>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}

async function openQueue(deps: {
  readonly connection: QueueConnection;
  readonly lane: Lane;
  readonly log: Log;
}): Promise<OpenQueue> {
  const { Queue, createPostgresBackend } = await import('bullmq');
  const shared = {
    // One try and no trace: the row in the outbox holds attempts and errors, and a sweep tries again.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: EVENTS_KEPT } },
  };
  const { connection, lane } = deps;
  const queue =
    connection.kind === 'postgres'
      ? new Queue(
          QUEUE_NAMES[lane],
          { ...shared, connection: postgresConnection(connection.connectionString) },
          createPostgresBackend,
        )
      : new Queue(QUEUE_NAMES[lane], {
          ...shared,
          // Fails at once while Redis is away, so that wake-ups do not pile up.
          connection: { url: connection.url, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
        });
  queue.on('error', (err) => deps.log.warn({ err }, 'the job queue reported an error'));
  // BullMQ remembers a failed first connection to PostgreSQL for ever, so such a queue is thrown away.
  if (connection.kind === 'postgres') await readyOrClosed(queue);
  return queue;
}

/** Waits until the backend answers; a failure closes it and is thrown. */
export async function readyOrClosed(bull: {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}): Promise<void> {
  try {
    await bull.waitUntilReady();
  } catch (error) {
    await bull.close().catch(ignore);
    throw error;
  }
}
