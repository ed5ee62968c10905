import type { ComplaintAct } from '../../domain/complaint/acts.ts';
import type { ComplaintCase } from '../../domain/complaint/case.ts';
import type { ActResult } from '../../domain/complaint/desk.ts';
import { actOn } from '../../domain/complaint/machine.ts';
import type { TargetsOf } from '../../domain/complaint/machine-given.ts';
import { withProof } from '../../domain/complaint/notice.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { addMs, DAY_MS, SECOND_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import { replayStored } from '../clocks/replay-stored.ts';
import { saveClocks } from '../clocks/save-clocks.ts';
import type { Sql } from '../sql.ts';
import { appendEvents, dataOf } from './append-events.ts';
import type { ActGivenInStore, DoneAct } from './done-act.ts';
import { type LockedComplaint, lockComplaint, lockPair, readName } from './lock-complaint.ts';
import { readTargetsFor } from './read-targets-for.ts';
import { recordAct } from './record-act.ts';
import { findUnknown } from './resolve-act.ts';
import { saveComplaint } from './save-complaint.ts';
import { warnOfAct } from './warn-of-act.ts';

/** What an act came to, and what follows its commit. */
export interface CarriedOut {
  readonly result: ActResult;
  readonly events: readonly DeskEvent[];
  /** Conversations that grew. */
  readonly told: readonly Id<'conversation'>[];
}

/**
 * Carries out one act on a complaint inside the caller's transaction: locks it, lets its machine decide, and writes its
 * state, its history, its clocks, the audit row, whom the desk warns, what other systems and the customer are told. What
 * is refused leaves everything as it was. Whoever acts at the same time waits, and then sees what this act made of it.
 */
export async function carryOut(
  sql: Sql,
  complaintNo: string,
  act: ComplaintAct,
  given: ActGivenInStore,
): Promise<CarriedOut> {
  const { into, locked } = await lock(sql, complaintNo, { act, given });
  if (locked === undefined) return nothing({ kind: 'not_found' });
  const { complaint } = locked;
  const at = happenedAt(complaint, given);
  if (at === undefined) return nothing({ kind: 'refused', why: 'wrong_time', complaint });
  const field = await findUnknown(sql, act, {
    locked,
    into,
    now: given.now,
    isTold: given.news !== undefined,
  });
  if (field !== undefined) return nothing({ kind: 'unknown', field });
  const acted = actOn(complaint, act, {
    by: given.by,
    at,
    now: new Date(Math.max(at.getTime(), given.now.getTime())),
    targetsOf: await targetsFor(sql, { act, complaint }),
    clocks: await clocksFor(sql, { act, complaint, at }),
    remediesOf: given.remediesOf,
    into: into?.complaint,
  });
  if (acted.kind === 'refused') {
    return nothing({ kind: 'refused', why: acted.why, complaint });
  }
  const done = { locked, act, at, happened: acted.happened, given };
  return write(sql, { ...done, after: acted.complaint });
}

function nothing(result: ActResult): CarriedOut {
  return { result, events: [], told: [] };
}

async function lock(
  sql: Sql,
  complaintNo: string,
  { act, given }: { readonly act: ComplaintAct; readonly given: ActGivenInStore },
): Promise<{
  readonly locked: LockedComplaint | undefined;
  readonly into?: LockedComplaint | undefined;
}> {
  const isTold = given.news !== undefined;
  if (act.name !== 'merge') return { locked: await lockComplaint(sql, complaintNo, { isTold }) };
  return lockPair(sql, { complaintNo, intoNo: act.intoNo, isTold });
}

/** Clocks of two machines differ a little; what a person writes down afterwards is at most a month old. */
const SKEW_MS = 5 * SECOND_MS;
const WRITTEN_DOWN_WITHIN_MS = 30 * DAY_MS;

/** When it happened; undefined for a time that cannot be: not yet, before it was received, or too long ago. */
function happenedAt(
  { receivedAt, since }: ComplaintCase,
  { now, occurredAt }: ActGivenInStore,
): Date | undefined {
  // Of two machines, the one whose clock is behind must not act before what it acts on.
  if (occurredAt === undefined) return now < since ? since : now;
  const isPossible =
    occurredAt <= addMs(now, SKEW_MS) &&
    occurredAt >= receivedAt &&
    occurredAt >= addMs(now, -WRITTEN_DOWN_WITHIN_MS);
  if (!isPossible) return undefined;
  return occurredAt > now ? now : occurredAt;
}

/** Only what opens clocks or changes them asks for the policies in force. */
async function targetsFor(
  sql: Sql,
  { act, complaint }: { readonly act: ComplaintAct; readonly complaint: ComplaintCase },
): Promise<TargetsOf> {
  if (act.name === 'reopen' || act.name === 'relabel') return readTargetsFor(sql, complaint);
  return () => {
    throw new Error(`${act.name} does not choose clocks`);
  };
}

/** An extension asks how the clocks stand, a contact when they began. */
async function clocksFor(
  sql: Sql,
  of: { readonly act: ComplaintAct; readonly complaint: ComplaintCase; readonly at: Date },
) {
  if (of.act.name !== 'extend' && of.act.name !== 'contact') return [];
  const { id } = of.complaint;
  const clocks = await replayStored(sql, { complaintIds: [id], now: of.at });
  return clocks.get(id) ?? [];
}

async function write(sql: Sql, decided: DoneAct): Promise<CarriedOut> {
  const { locked, act, at, given } = decided;
  const { now, by } = given;
  const before = locked.complaint;
  const { told, proved } = await tell(sql, decided);
  const seq = before.lastSeq + 1;
  const after = { ...proved, lastSeq: seq };
  const handed = act.name === 'supplement' ? (act.evidenceIds ?? []) : [];
  const evidenceIds = [...new Set([...locked.evidenceIds, ...handed])];
  await saveComplaint(sql, after, { now, evidenceIds });
  const names = act.name === 'assign' ? { handlerName: await readName(sql, act.handlerId) } : {};
  const line = { seq, name: act.name, occurredAt: at, by, from: before.status, to: after.status };
  const data = { ...dataOf(act, after), ...names };
  const events = [{ ...line, data, happened: decided.happened }];
  await appendEvents(sql, before.id, { events, now });
  await saveClocks(sql, { complaintId: before.id, now });
  const done = { ...decided, after };
  await recordAct(sql, done);
  const warned = await warnOfAct(sql, done);
  return {
    result: { kind: 'done', complaintNo: after.complaintNo },
    events: [{ kind: 'complaint', complaintNo: after.complaintNo }, ...warned],
    told,
  };
}

/** Tells the customer in a conversation of theirs; of a notice in the chat, the message is the proof. */
async function tell(
  sql: Sql,
  { locked, after, act, at, happened, given }: DoneAct,
): Promise<{ readonly told: readonly Id<'conversation'>[]; readonly proved: ComplaintCase }> {
  const { toldIn: conversationId } = locked;
  const { news, by, now } = given;
  if (news === undefined || conversationId === undefined) return { told: [], proved: after };
  const handlerName =
    after.handlerId === locked.complaint.handlerId
      ? locked.handlerName
      : await readName(sql, after.handlerId);
  const said = await news.tell(sql, {
    conversationId,
    complaint: after,
    what: act,
    by,
    at,
    happened,
    now,
    ...(handlerName === undefined ? {} : { handlerName }),
  });
  if (said === undefined) return { told: [], proved: after };
  return {
    told: [conversationId],
    proved: withProof(after, `${conversationId}#${said.seq}`),
  };
}
