import { MINUTE_MS, SECOND_MS } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import {
  atMost,
  CLOSE_MAX_MS,
  JOBS,
  type JobData,
  type JobName,
  type Lane,
  postgresConnection,
  QUEUE_NAMES,
  type QueueConnection,
  readyOrClosed,
} from './queue.ts';

/** What each job does. Running twice must be harmless: BullMQ repeats a job whose worker died. */
export type JobHandlers = { readonly [N in JobName]: (data: JobData<N>) => Promise<void> };

/** Jobs of a lane that one process runs at a time. */
const CONCURRENCY: Readonly<Record<Lane, number>> = { usual: 16, urgent: 8 };
/** An idle worker asks again after this long; a new job wakes it at once (LISTEN, or Redis' blocking pop). */
const IDLE_POLL_SECONDS = 300;
/** A job whose worker has not said a word for this long is given to another, in milliseconds. */
const LOCK_MS = MINUTE_MS;
/** How often to look for jobs of dead workers, in milliseconds. */
const STALLED_CHECK_MS = MINUTE_MS;
/** One line about a queue that is away, at most this often, in milliseconds. */
const ERROR_LINE_EVERY_MS = 10 * SECOND_MS;

export interface JobWorker {
  /** Takes no more jobs and resolves when those that run are finished. */
  close(): Promise<void>;
}

export interface JobWorkerDeps {
  readonly connection: QueueConnection;
  readonly handlers: JobHandlers;
  readonly lane: Lane;
  readonly log: Log;
  /** Milliseconds since any fixed point; only for thinning out log lines. */
  readonly elapsedMs?: () => number;
}

/** Runs jobs until closed. Loads BullMQ (about 20 MB), so only processes that work call it. */
export async function startJobWorker(deps: JobWorkerDeps): Promise<JobWorker> {
  const { Worker, createPostgresBackend } = await import('bullmq');
  const running = new Set<Promise<void>>();
  const process = (job: { readonly name: string; readonly data: unknown }): Promise<void> => {
    const run = runJob(deps.handlers, job).finally(() => running.delete(run));
    running.add(run);
    return run;
  };
  const shared = {
    concurrency: CONCURRENCY[deps.lane],
    drainDelay: IDLE_POLL_SECONDS,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    runRetryDelay: SECOND_MS,
  };
  const { connection, lane } = deps;
  const worker =
    connection.kind === 'postgres'
      ? new Worker(
          QUEUE_NAMES[lane],
          process,
          { ...shared, connection: postgresConnection(connection.connectionString) },
          createPostgresBackend,
        )
      : new Worker(QUEUE_NAMES[lane], process, {
          ...shared,
          connection: { url: connection.url, maxRetriesPerRequest: null },
        });
  const report = thinned(deps, (err) => deps.log.warn({ err }, 'the job queue reported an error'));
  worker.on('error', report);
  worker.on('failed', (job, err) => {
    deps.log.error({ err, job: job?.name, jobId: job?.id }, 'a job failed; the sweep tries again');
  });
  if (connection.kind === 'postgres') await readyOrClosed(worker);
  return { close: () => closeWorker(worker, running) };
}

/** Waits for what runs however long it takes, and for a queue that is away only a little. */
async function closeWorker(
  worker: { close(force?: boolean): Promise<void>; disconnect(): Promise<void> },
  running: ReadonlySet<Promise<void>>,
): Promise<void> {
  const closed = worker.close();
  await Promise.allSettled(running);
  const isClosed = await atMost(
    CLOSE_MAX_MS,
    closed.catch(() => undefined),
  );
  if (!isClosed)
    await atMost(
      CLOSE_MAX_MS,
      worker.disconnect().catch(() => undefined),
    );
}

async function runJob(
  handlers: JobHandlers,
  job: { readonly name: string; readonly data: unknown },
): Promise<void> {
  // A job of a later version, or of nobody: it is not ours to fail on, and its work is in the tables.
  if (!isJobName(job.name)) return;
  await handlers[job.name](JOBS[job.name].parse(job.data));
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}

/** While a queue is away every poll reports it: one line in a while says as much. */
function thinned(
  deps: Pick<JobWorkerDeps, 'elapsedMs'>,
  report: (err: Error) => void,
): (err: Error) => void {
  const elapsedMs = deps.elapsedMs ?? (() => performance.now());
  let lastMs = Number.NEGATIVE_INFINITY;
  return (err) => {
    const nowMs = elapsedMs();
    if (nowMs - lastMs < ERROR_LINE_EVERY_MS) return;
    lastMs = nowMs;
    report(err);
  };
}
