import type { Pool } from 'pg';
import type { Sender } from '../domain/outbox.ts';
import type { SystemState } from '../domain/system-state.ts';
import { operationsCopy } from '../flows/copy/operations.ts';
import { makeWebhookEndpoints } from '../gateways/webhook-endpoint.ts';
import { addMs, type Clock, DAY_MS, MINUTE_MS, SECOND_MS } from '../lib/clock.ts';
import type { Config } from '../lib/config.ts';
import type { Random } from '../lib/ids.ts';
import type { OperationsAdminDeps } from '../server/admin/ports-operations.ts';
import { makeAuditChain } from '../store/audit-chain.ts';
import { makeDeliveryStore } from '../store/operations/delivery-store.ts';
import { makeSystemReader, type StoredState } from '../store/operations/system-reader.ts';
import { makeEndpointReader } from '../store/webhooks/endpoint-reader.ts';
import { makeWebhookStore } from '../store/webhooks/webhook-store.ts';
import { clock, type Desk } from './desk.ts';

/** A database that takes longer for the simplest question is slow. */
const DATABASE_SLOW_MS = 250;
/** What waits longer has a reason. */
const DELIVERY_LATE_MS = 10 * MINUTE_MS;
/** How long before the known holidays end somebody is told (domain.md 0.10). */
const HOLIDAYS_AHEAD_MS = 60 * DAY_MS;
/** Fewer calls of the model say nothing about it. */
const MODEL_CALLS_MIN = 20;

/** What the settings say of an installation. */
export interface InstallationFacts {
  readonly version: string;
  readonly startedAt: Date;
  readonly roles: readonly string[];
  readonly queueBackend: SystemState['queue']['backend'];
  readonly hasLanguageModel: boolean;
  readonly mayTellPrivate: boolean;
}

/** Reads the facts out of the settings. */
export function factsOf(
  config: Config,
  of: Pick<InstallationFacts, 'version' | 'startedAt'>,
): InstallationFacts {
  return {
    ...of,
    roles: config.ROLES,
    queueBackend: config.REDIS_URL === undefined ? 'postgres' : 'redis',
    hasLanguageModel: config.OPENAI_API_KEY !== undefined && config.LANGUAGE_MODEL === 'on',
    mayTellPrivate: config.WEBHOOK_ALLOW_PRIVATE === 'on',
  };
}

export interface OperationsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly facts: InstallationFacts;
  /** Wakes the delivery of what was queued. */
  readonly queued: (orderKey: string) => void;
}

/** What those need who look after the desk: its audit trail, what leaves it, and how it is. */
export function makeOperations(deps: OperationsDeps): OperationsAdminDeps {
  const { pool, clock, facts } = deps;
  const reader = makeSystemReader({ pool, clock });
  return {
    auditChain: makeAuditChain({ pool }),
    webhooks: makeWebhookStore(deps),
    deliveries: makeDeliveryStore(deps),
    mayTellPrivate: facts.mayTellPrivate,
    system: { read: async () => toSystemState(await reader.read(), facts, clock.now()) },
  };
}

function toSystemState(stored: StoredState, facts: InstallationFacts, now: Date): SystemState {
  const { database, processes, outbox, conversations, audit } = stored;
  return {
    now,
    version: facts.version,
    nodeVersion: process.version,
    startedAt: facts.startedAt,
    roles: facts.roles,
    memoryBytes: process.memoryUsage.rss(),
    queue: { backend: facts.queueBackend },
    ...{ database, processes, outbox, conversations, audit },
    languageModel: { isConfigured: facts.hasLanguageModel, ...stored.languageModel },
    warnings: findWarnings(stored, now),
  };
}

/** Posts to the systems that administrators named. */
export function endpointSender(desk: Desk): Sender {
  return makeWebhookEndpoints({
    endpoints: makeEndpointReader({ pool: desk.database.pool, clock }),
    mayTellPrivate: desk.config.WEBHOOK_ALLOW_PRIVATE === 'on',
    clock,
  });
}

/** What somebody should look at, most urgent first. */
export function findWarnings(state: StoredState, now: Date): readonly string[] {
  const { database, outbox, conversations, languageModel, holidaysKnownUntil } = state;
  if (!database.isReachable) return [operationsCopy.databaseUnreachable];
  const waitedMs = now.getTime() - (outbox.oldestQueuedAt ?? now).getTime();
  const undelivered = outbox.failed + outbox.unknown;
  const { calls24h, failures24h } = languageModel;
  const { promisesBeyond = 0 } = state;
  const warnings: readonly (readonly [boolean, () => string])[] = [
    [
      (database.latencyMs ?? 0) > DATABASE_SLOW_MS,
      () => operationsCopy.databaseSlow(database.latencyMs ?? 0),
    ],
    [
      conversations.unhandled > 0,
      () => operationsCopy.conversationsUnhandled(conversations.unhandled),
    ],
    [
      waitedMs > DELIVERY_LATE_MS,
      () => operationsCopy.deliveriesLate(Math.floor(waitedMs / MINUTE_MS)),
    ],
    [undelivered > 0, () => operationsCopy.deliveriesFailed(undelivered)],
    [state.webhooksDisabled > 0, () => operationsCopy.webhooksDisabled(state.webhooksDisabled)],
    [
      calls24h >= MODEL_CALLS_MIN && failures24h * 2 > calls24h,
      () => operationsCopy.modelFailing(failures24h, calls24h),
    ],
    [holidaysKnownUntil === undefined, () => operationsCopy.holidaysUnknown],
    [
      holidaysKnownUntil !== undefined && endsSoon(holidaysKnownUntil, now),
      () => operationsCopy.holidaysEnd(holidaysKnownUntil ?? ''),
    ],
    [promisesBeyond > 0, () => operationsCopy.promisesBeyondHolidays(promisesBeyond)],
  ];
  return warnings.flatMap(([isSo, text]) => (isSo ? [text()] : []));
}

function endsSoon(day: string, now: Date): boolean {
  return new Date(`${day}T23:59:59+08:00`) < addMs(now, HOLIDAYS_AHEAD_MS + SECOND_MS);
}
