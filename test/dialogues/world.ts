import type { ClaimStatus } from '../../src/domain/claim/status.ts';
import type { ClaimReader, ClaimView } from '../../src/domain/claim/view.ts';
import {
  FAILURES_MAX,
  type IdentityCheck,
  type IdentityEvidence,
  type IdentityReader,
  LOCK_MS,
  type Subject,
} from '../../src/domain/identity.ts';
import type { Write } from '../../src/domain/write.ts';
import type { FlowReads } from '../../src/flows/flow.ts';
import { addMs } from '../../src/lib/clock.ts';
import { makeOtherReads, type OtherSetup } from './world-reads.ts';

/** A small insurer that works: what is written in one turn is read in the next. */
export interface World {
  readonly claims: readonly ClaimView[];
  readonly reads: FlowReads;
  /** Everything written so far. */
  readonly written: readonly Write[];
  readonly write: (write: Write, now: Date) => void;
  subject: Subject | undefined;
  level: 0 | 1 | 2 | 3;
  verifiedAt: Date | undefined;
  failures: number;
  lockedUntil: Date | undefined;
  codeSentTo: string | undefined;
}

export const INSURED = { plate: '粤B12345', phone: '13800001234', idLast4: '123X' } as const;
export const CODE = '246810';
export const REPORTER_PHONE = '13911112222';
export const START = new Date('2026-06-12T02:00:00Z');

const at = (text: string): Date => new Date(`${text}+08:00`);

/** A claim of the insured; every field may be given. */
export function claim(status: ClaimStatus, more: Partial<ClaimView> = {}): ClaimView {
  return {
    id: 'clm_1',
    claimNo: 'CL202606110001',
    reportNo: 'RP202606110001',
    plate: INSURED.plate,
    status,
    statusAt: at('2026-06-12T09:00:00'),
    reportedAt: at('2026-06-11T15:20:00'),
    accidentAt: at('2026-06-11T15:00:00'),
    accidentPlace: '深圳市南山区深南大道',
    hasInjury: false,
    isReportedByOther: false,
    handler: { name: '李明', phone: '13712345678' },
    facts: {},
    lossItems: [],
    history: [
      { status: 'REPORTED', at: at('2026-06-11T15:20:00') },
      { status: 'SURVEYING', at: at('2026-06-11T16:10:00') },
      { status, at: at('2026-06-12T09:00:00') },
    ],
    ...more,
  };
}

export const SECOND_CLAIM = claim('CLOSED_PAID', {
  id: 'clm_2',
  claimNo: 'CL202601050002',
  reportNo: 'RP202601050002',
  plate: '粤BD56789',
  accidentAt: at('2026-01-05T08:00:00'),
  reportedAt: at('2026-01-05T08:30:00'),
  facts: { payableFen: 180_000, payeeLast4: '8888' },
});

export interface WorldSetup extends OtherSetup {
  readonly claims?: readonly ClaimView[];
  readonly level?: 0 | 1 | 2;
}

export function makeWorld(setup: WorldSetup = {}): World {
  const { claims = [claim('ASSESSING')], level = 0 } = setup;
  const written: Write[] = [];
  const customer: Subject = { kind: 'customer', customerId: 'cus_1' };
  const world: World = {
    claims,
    subject: level > 0 ? customer : undefined,
    level,
    verifiedAt: level > 0 ? START : undefined,
    failures: 0,
    lockedUntil: undefined,
    codeSentTo: undefined,
    written,
    reads: {
      identity: identityOf(() => world),
      claims: claimsOf(claims),
      ...makeOtherReads(setup, written),
    },
    write: (write, now) => {
      written.push(write);
      apply(world, write, now);
    },
  };
  return world;
}

function identityOf(world: () => World): IdentityReader {
  return {
    check: (_id, evidence, now) => Promise.resolve(check(world(), evidence, now)),
    lockedUntil: (_id, now) => Promise.resolve(lockOf(world(), now)),
    checkNewPhone: (_id, { phone, code }, now) => {
      const until = lockOf(world(), now);
      if (until !== undefined) return Promise.resolve({ kind: 'locked', until });
      const isRight = code === CODE && world().codeSentTo === phone;
      return Promise.resolve({ kind: isRight ? 'matched' : 'no_match' });
    },
  };
}

function claimsOf(claims: readonly ClaimView[]): ClaimReader {
  return {
    ofCustomer: (id) => Promise.resolve(id === 'cus_1' ? claims : []),
    byNumber: (no) =>
      Promise.resolve(claims.find(({ claimNo, reportNo }) => claimNo === no || reportNo === no)),
  };
}

function lockOf({ lockedUntil }: World, now: Date): Date | undefined {
  return lockedUntil !== undefined && now < lockedUntil ? lockedUntil : undefined;
}

function check(world: World, evidence: IdentityEvidence, now: Date): IdentityCheck {
  const until = lockOf(world, now);
  if (until !== undefined) return { kind: 'locked', until };
  const subject: Subject = { kind: 'customer', customerId: 'cus_1' };
  const { plate, phone, idLast4, claimNo, oneTimeCode } = evidence;
  if (oneTimeCode !== undefined) {
    const isRight = oneTimeCode === CODE && phone === INSURED.phone && world.codeSentTo === phone;
    return isRight ? { kind: 'matched', subject, level: 1 } : { kind: 'no_match' };
  }
  if (claimNo !== undefined) {
    const found = world.claims.find((c) => c.claimNo === claimNo || c.reportNo === claimNo);
    return found !== undefined && phone === REPORTER_PHONE
      ? { kind: 'matched', subject: { kind: 'reporter', claimNo: found.claimNo }, level: 1 }
      : { kind: 'no_match' };
  }
  if (plate === undefined && phone === undefined) {
    const isRight = world.subject?.kind === 'customer' && idLast4 === INSURED.idLast4;
    return isRight ? { kind: 'matched', subject, level: 2 } : { kind: 'no_match' };
  }
  const isRight = plate === INSURED.plate && phone === INSURED.phone && idLast4 === INSURED.idLast4;
  return isRight ? { kind: 'matched', subject, level: 2 } : { kind: 'no_match' };
}

function apply(world: World, write: Write, now: Date): void {
  switch (write.kind) {
    case 'bindIdentity':
      world.subject = write.subject;
      world.level = write.level;
      world.verifiedAt = now;
      world.failures = 0;
      return;
    case 'recordIdentityFailure':
      world.failures += 1;
      if (world.failures >= FAILURES_MAX) {
        world.lockedUntil = addMs(now, LOCK_MS);
        world.failures = 0;
      }
      return;
    case 'sendOneTimeCode':
      if (write.phone === INSURED.phone || write.isNewPhone === true)
        world.codeSentTo = write.phone;
      return;
    case 'lapseIdentity':
      world.level = write.level;
      return;
    default:
      // Kept in `written`, where the readers of world-reads.ts find it.
      return;
  }
}
