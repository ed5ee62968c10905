import type { Pool } from 'pg';
import type { Actor } from '../../domain/audit.ts';
import { makeCaseNumbers } from '../../domain/case-numbers.ts';
import type { ComplaintInput } from '../../domain/complaint/filed.ts';
import type { ComplaintNews } from '../../domain/complaint/news.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import type { ServiceRequestInput } from '../../domain/service-request.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Random } from '../../lib/ids.ts';
import { insertAudit } from '../audit.ts';
import { applyRegisterRequest } from '../service-requests/apply-register-request.ts';
import { inTransaction, isUniqueViolation, type Sql } from '../sql.ts';
import { type Filed, fileComplaint } from './file-complaint.ts';
import { findOwner } from './find-owner.ts';
import { insertLink } from './links.ts';

export interface RegistryDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  /** Absent: customers are told nothing of what was written down for them. */
  readonly news?: ComplaintNews<Sql> | undefined;
  /** Tells the consoles of a new complaint, after the commit. */
  readonly publishDesk?: ((events: readonly DeskEvent[]) => void) | undefined;
}

export type Registered =
  | { readonly kind: 'registered'; readonly requestNo: string }
  | { readonly kind: 'unknown'; readonly field: 'conversationId' };

export interface Registry {
  fileComplaint(input: ComplaintInput, actor: Actor): Promise<Filed>;
  registerRequest(input: ServiceRequestInput, actor: Actor): Promise<Registered>;
}

/** What agents write down for customers, each in one transaction with its number, its audit row and its link. */
export function makeRegistry(deps: RegistryDeps): Registry {
  const { pool, clock } = deps;
  const numbers = makeCaseNumbers(deps.random);
  return {
    fileComplaint: async (input, actor) => {
      const filed = await withNewNumber(COMPLAINT_CLASHES, () =>
        inTransaction(pool, (sql) =>
          fileComplaint(sql, input, { ...deps, actor, now: clock.now(), numbers }),
        ),
      );
      if (filed.kind !== 'filed') return filed;
      deps.publishDesk?.(filed.events);
      if (filed.told.length > 0) deps.news?.publish(filed.told);
      return filed;
    },
    registerRequest: (input, actor) =>
      withNewNumber(['service_requests_request_no_key'], () =>
        inTransaction(pool, (sql) => {
          const now = clock.now();
          const given = { actor, now, random: deps.random, requestNo: numbers.request(now) };
          return registerRequest(sql, input, given);
        }),
      ),
  };
}

/** Numbers are random: a clash is refused by the table, and the work is done again with another. */
const TRIES_MAX = 5;
/** The same number passed on twice at once: the second try finds what the first has registered. */
const COMPLAINT_CLASHES = ['complaints_complaint_no_key', 'complaints_source_ref'];

async function withNewNumber<T>(
  constraints: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      const isClash = constraints.some((constraint) => isUniqueViolation(error, constraint));
      if (tried >= TRIES_MAX || !isClash) throw error;
    }
  }
}

async function registerRequest(
  sql: Sql,
  input: ServiceRequestInput,
  given: {
    readonly actor: Actor;
    readonly now: Date;
    readonly random: Random;
    readonly requestNo: string;
  },
): Promise<Registered> {
  const { actor, now, random, requestNo } = given;
  const { conversationId, contactPhone, plate, isUrgent, details } = input;
  const owner = await findOwner(sql, conversationId);
  if (owner === undefined) return { kind: 'unknown', field: 'conversationId' };
  const request = {
    requestNo,
    requestedAt: now,
    identityId: owner.identityId,
    conversationId,
    isUrgent,
    details,
    ...(owner.customerId === undefined ? {} : { customerId: owner.customerId }),
    ...(contactPhone === undefined ? {} : { contactPhone }),
    ...(plate === undefined ? {} : { plate }),
  };
  await applyRegisterRequest(sql, { kind: 'registerServiceRequest', request }, { now, random });
  const subject = { subjectKind: 'service_request', subjectId: requestNo };
  const data = { kind: details.kind, conversationId };
  await insertAudit(sql, [{ actor, action: 'service_request.registered', ...subject, data }], now);
  await insertLink(sql, { conversationId, kind: 'service_request', ref: requestNo, actor }, now);
  return { kind: 'registered', requestNo };
}
