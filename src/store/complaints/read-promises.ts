import type { ComplaintPromise, ComplaintReader } from '../../domain/complaint/complainant.ts';
import { actOn } from '../../domain/complaint/machine.ts';
import { type ComplaintPromises, promisesOf } from '../../domain/complaint/promises.ts';
import { isOpenClock, type SlaClock } from '../../domain/sla/clock.ts';
import type { ClockHappening } from '../../domain/sla/clock-event.ts';
import { replayStored } from '../clocks/replay-stored.ts';
import { readTargets } from '../sla/read-targets.ts';
import type { Sql } from '../sql.ts';
import { readCase } from './lock-complaint.ts';
import { readTargetsFor } from './read-targets-for.ts';

/** No complaint has it: a history of what would happen and nothing else. */
const NOBODY = '';

/** What clocks promise that still run or stand still. */
function promisesIn(clocks: readonly SlaClock[]): readonly ComplaintPromise[] {
  return clocks.filter(isOpenClock).map(({ kind, dueAt }) => ({ kind, dueAt }));
}

/** What a complaint promises once this has happened to it too. */
export async function readPromises(
  sql: Sql,
  of: {
    readonly complaintId: string;
    readonly seq: number;
    readonly at: Date;
    readonly happened: readonly ClockHappening[];
    readonly now: Date;
  },
): Promise<readonly ComplaintPromise[]> {
  const { complaintId, at, seq, happened, now } = of;
  const more = happened.map((one) => ({ at, seq, happened: one }));
  const clocks = await replayStored(sql, { complaintIds: [complaintId], now, more });
  return promisesIn(clocks.get(complaintId) ?? []);
}

/** What a complaint would promise that is made at `receivedAt`; what its policy leaves open, by the house's hours. */
export async function readPromisesFor(
  sql: Sql,
  subject: Parameters<ComplaintReader['promisesFor']>[0],
  receivedAt: Date,
): Promise<ComplaintPromises> {
  const chosen = (await readTargets(sql))(subject);
  const promises = await readPromises(sql, {
    complaintId: NOBODY,
    seq: 1,
    at: receivedAt,
    happened: [{ kind: 'opened', ...chosen }],
    now: receivedAt,
  });
  const dueOf = (kind: ComplaintPromise['kind']): Date | undefined =>
    promises.find((promise) => promise.kind === kind)?.dueAt ?? undefined;
  const usual = promisesOf(subject.severity, receivedAt);
  return {
    firstFeedbackDueAt: dueOf('first_feedback') ?? usual.firstFeedbackDueAt,
    resolutionDueAt: dueOf('resolution') ?? usual.resolutionDueAt,
  };
}

/** What would be promised if the customer did this at `now`; nothing when they may not. */
export async function readPromisesAfter(
  sql: Sql,
  complaintNo: string,
  {
    act,
    now,
  }: { readonly act: Parameters<ComplaintReader['promisesAfter']>[1]; readonly now: Date },
): Promise<readonly ComplaintPromise[]> {
  const complaint = await readCase(sql, complaintNo);
  if (complaint === undefined) return [];
  const acted = actOn(complaint, act, {
    by: { kind: 'customer', id: complaint.id },
    at: now,
    now,
    targetsOf: await readTargetsFor(sql, complaint),
    clocks: [],
    // No act of a customer writes a notice.
    remediesOf: () => '',
  });
  if (acted.kind === 'refused') return [];
  const { id, lastSeq } = acted.complaint;
  return readPromises(sql, {
    complaintId: id,
    seq: lastSeq,
    at: now,
    happened: acted.happened,
    now,
  });
}
