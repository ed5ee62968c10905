import type { Log } from '../lib/log.ts';
import { type JobQueue, makeJobQueue, type QueueConnection } from './queue.ts';
import { type JobHandlers, type JobWorker, startJobWorker } from './worker.ts';

/** The queue and, in processes of the role `worker`, its worker. */
export interface Jobs {
  /** Says that an outbox row of this key was committed. Returns at once and never fails. */
  wakeDelivery(orderKey: string): void;
  /** Begins to run jobs. A process that only adds never calls it. */
  start(): Promise<void>;
  /** Lets running jobs finish, then closes both sides. */
  close(): Promise<void>;
}

/** BullMQ on PostgreSQL or Redis. The queue is only speed: with it flushed or gone, the sweep does the work. */
export function makeJobs(deps: {
  readonly connection: QueueConnection;
  readonly handlers: JobHandlers;
  readonly log: Log;
}): Jobs {
  const queue: JobQueue = makeJobQueue(deps);
  let starting: Promise<JobWorker> | undefined;
  return {
    wakeDelivery: (orderKey) => queue.add('deliver', { orderKey }),
    start: async () => {
      starting ??= startJobWorker(deps);
      await starting;
    },
    close: async () => {
      const worker = await starting;
      await worker?.close();
      await queue.close();
    },
  };
}
