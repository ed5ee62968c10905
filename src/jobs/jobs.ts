import type { Log } from '../lib/log.ts';
import { type JobQueue, type Lane, makeJobQueue, type QueueConnection } from './queue.ts';
import { type JobHandlers, type JobWorker, startJobWorker } from './worker.ts';

/** The queues and, in processes of the role `worker`, their workers. */
export interface Jobs {
  /**
   * Says that an outbox row of this key was committed. Returns at once and never fails. `urgent`: by the lane of
   * codes that live 20 seconds, where there is one.
   */
  wakeDelivery(orderKey: string, lane?: Lane): void;
  /** Begins to run jobs. A process that only adds never calls it. */
  start(): Promise<void>;
  /** Lets running jobs finish, then closes both sides. */
  close(): Promise<void>;
}

/** BullMQ on PostgreSQL or Redis. The queue is only speed: with it flushed or gone, the sweep does the work. */
export function makeJobs(deps: {
  readonly connection: QueueConnection;
  readonly handlers: JobHandlers;
  /** True where there are codes to hurry for: the lane costs three connections. Default: false. */
  readonly hasUrgentLane?: boolean;
  readonly log: Log;
}): Jobs {
  const lanes: readonly Lane[] = deps.hasUrgentLane === true ? ['usual', 'urgent'] : ['usual'];
  const queues = new Map<Lane, JobQueue>(
    lanes.map((lane) => [lane, makeJobQueue({ ...deps, lane })]),
  );
  let starting: Promise<readonly JobWorker[]> | undefined;
  return {
    wakeDelivery: (orderKey, lane = 'usual') =>
      (queues.get(lane) ?? queues.get('usual'))?.add('deliver', { orderKey }),
    start: async () => {
      starting ??= startWorkers(deps, lanes);
      await starting;
    },
    close: async () => {
      const workers = (await starting) ?? [];
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all(Array.from(queues.values(), (queue) => queue.close()));
    },
  };
}

/** One that does not start closes the others, so that nothing is left behind. */
async function startWorkers(
  deps: Parameters<typeof makeJobs>[0],
  lanes: readonly Lane[],
): Promise<readonly JobWorker[]> {
  const workers: JobWorker[] = [];
  try {
    // One after the other: two at once would both migrate BullMQ's tables.
    for (const lane of lanes) workers.push(await startJobWorker({ ...deps, lane }));
    return workers;
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.close()));
    throw error;
  }
}
