import { addMs, DAY_MS } from '../../../src/lib/clock.ts';
import { makeClaimStore } from '../../../src/store/claims/claim-store.ts';
import { putPolicy } from '../../../src/store/customers/put-customer.ts';
import { makeSeeded, type Seeded } from '../../../src/store/demo/seeded.ts';
import { dayOf, plusDays, startOfDay } from './calendar-2027.ts';
import type { Claim, Complaint, Policy } from './facts.ts';
import { changeMinds, mourn } from './minds.ts';
import { EVENING_MS, evening, type Playing } from './playing.ts';
import { ACTOR } from './year-desk.ts';

/** What happens to the insurer's customers in these days, told to the desk as the insurer's systems tell it. */
export function playLife(playing: Playing): void {
  const seeded = makeSeeded('care-year-life');
  renewPolicies(playing, seeded);
  settleOpenCases(playing, seeded);
  reportClaims(playing, seeded);
  fileComplaints(playing, seeded);
  changeMinds(playing, seeded);
  mourn(playing, seeded);
}

/** Two of three go on, most of them in time; a few leave in the middle of their year. */
function renewPolicies(playing: Playing, seeded: Seeded): void {
  const byCar = new Map<string, Policy[]>();
  for (const policy of playing.facts.policies) {
    const key = `${policy.customerId} ${policy.vehicleId} ${dayOf(policy.endsAt)}`;
    byCar.set(key, [...(byCar.get(key) ?? []), policy]);
  }
  for (const together of byCar.values()) renewCar(playing, seeded, together);
}

function renewCar(playing: Playing, seeded: Seeded, together: readonly Policy[]): void {
  const { facts, firstDay, days, agenda } = playing;
  const [first] = together;
  if (first === undefined) return;
  const isFollowed = facts.policies.some(
    (other) =>
      other.vehicleId === first.vehicleId &&
      other.endsAt > first.endsAt &&
      other.kind === first.kind,
  );
  const last = plusDays(firstDay, days);
  const day = dayOf(first.endsAt);
  if (isFollowed || day < firstDay || day > last || first.cancelledAt !== undefined) return;
  if (seeded.chance(0.04)) {
    const at = evening(playing, seeded.int(1, days));
    if (at < first.endsAt) {
      agenda.at(at, async (now) => {
        for (const policy of together) await putOne(playing, policy, { status: 'cancelled', now });
        for (const policy of together) policy.cancelledAt = now;
      });
    }
    return;
  }
  if (!seeded.chance(0.7)) return;
  const at = addMs(startOfDay(plusDays(day, -seeded.int(-8, 43))), EVENING_MS);
  if (at <= startOfDay(firstDay)) return;
  agenda.at(at, async (now) => {
    for (const policy of together) {
      const next: Policy = {
        ...policy,
        no: `R${policy.no}`,
        startsAt: policy.endsAt,
        endsAt: new Date(policy.endsAt.getTime() + 365 * DAY_MS),
        knownAt: now,
        isExpired: false,
      };
      await putOne(playing, next, { status: 'active', now });
      facts.policies.push(next);
    }
  });
}

async function putOne(
  { desk, facts }: Playing,
  policy: Policy,
  { status, now }: { readonly status: string; readonly now: Date },
): Promise<void> {
  const { rows } = await desk.pool.query<{ vin: string }>(
    'SELECT vin FROM vehicles WHERE id = $1',
    [policy.vehicleId],
  );
  const customerNo = facts.customers.get(policy.customerId)?.customerNo ?? '';
  const { no: policyNo, kind, startsAt, endsAt } = policy;
  const vehicle = rows[0] === undefined ? {} : { vehicle: { vin: rows[0].vin } };
  const put = { policyNo, kind, startsAt, endsAt, customerNo, status, updatedAt: now, ...vehicle };
  await putPolicy({ ...desk, random: makeSeeded(`put:${policyNo}:${status}`) }, put, ACTOR);
}

/** What the demo left open is brought to its end in the first weeks. */
function settleOpenCases(playing: Playing, seeded: Seeded): void {
  for (const claim of playing.facts.claims) {
    if (claim.closedAt === undefined)
      closeClaim(playing, seeded, { claim, inDays: seeded.int(2, 50) });
  }
  for (const complaint of playing.facts.complaints) {
    if (complaint.closedAt === undefined) {
      closeComplaint(playing, complaint, evening(playing, seeded.int(1, 25)));
    }
  }
}

function closeClaim(
  playing: Playing,
  seeded: Seeded,
  { claim, inDays }: { readonly claim: Claim; readonly inDays: number },
): void {
  const status = seeded.chance(0.12) && !claim.isPaid ? 'REJECTED' : 'CLOSED_PAID';
  const paidFen = seeded.pick([80_000, 300_000, 900_000, 4_000_000]);
  playing.agenda.at(evening(playing, inDays), async (now) => {
    const isPaidNow = status === 'CLOSED_PAID' && !claim.isPaid;
    await putClaim(playing, claim, {
      status,
      now,
      facts: isPaidNow ? { payableFen: paidFen } : {},
    });
    claim.closedAt = now;
    claim.closedAs = status;
    if (isPaidNow) claim.paidFen = paidFen;
  });
}

async function putClaim(
  { desk, facts }: Playing,
  claim: Claim,
  told: {
    readonly status: 'REPORTED' | 'CLOSED_PAID' | 'REJECTED';
    readonly now: Date;
    readonly facts: { readonly payableFen?: number };
  },
): Promise<void> {
  const store = makeClaimStore({
    ...desk,
    random: makeSeeded(`claim:${claim.no}:${told.status}`),
    news: { tell: async () => [], publish: () => undefined },
  });
  const customer = facts.customers.get(claim.customerId);
  const plate = customer?.plates.find((one) => one !== null) ?? null;
  await store.put(
    {
      claimNo: claim.no,
      customerNo: customer?.customerNo ?? '',
      ...(claim.knownAt.getTime() === 0 ? {} : { plate }),
      hasInjury: claim.hasInjury,
      reportedAt: claim.knownAt.getTime() === 0 ? addMs(told.now, -20 * DAY_MS) : claim.knownAt,
      status: told.status,
      statusAt: told.now,
      facts: told.facts,
      updatedAt: told.now,
    },
    ACTOR,
  );
}

function reportClaims(playing: Playing, seeded: Seeded): void {
  const people = [...playing.facts.customers.values()];
  const count = Math.ceil(playing.days * 0.45);
  for (let nth = 0; nth < count; nth += 1) {
    const customer = seeded.pick(people);
    const inDays = seeded.int(0, Math.max(0, playing.days - 1));
    const closes = seeded.int(3, 35);
    const hasInjury = seeded.chance(0.12);
    playing.agenda.at(evening(playing, inDays), async (now) => {
      const claim: Claim = {
        no: `CY${nth}`,
        customerId: customer.id,
        hasInjury,
        isTotalLoss: false,
        isPaid: false,
        knownAt: now,
      };
      await putClaim(playing, claim, { status: 'REPORTED', now, facts: {} });
      playing.facts.claims.push(claim);
      closeClaim(playing, seeded, { claim, inDays: inDays + closes });
    });
  }
}

function fileComplaints(playing: Playing, seeded: Seeded): void {
  const people = [...playing.facts.customers.values()];
  const count = Math.ceil(playing.days * 0.1);
  for (let nth = 0; nth < count; nth += 1) {
    const customer = seeded.pick(people);
    const severity = seeded.pick(['S2', 'S3', 'S4']);
    const inDays = seeded.int(0, Math.max(0, playing.days - 1));
    const length = seeded.int(2, 14);
    playing.agenda.at(evening(playing, inDays), async (now) => {
      const complaint: Complaint = {
        no: `KY${nth}`,
        customerId: customer.id,
        openedAt: now,
        severity,
      };
      await insertComplaint(playing, complaint);
      playing.facts.complaints.push(complaint);
      closeComplaint(playing, complaint, evening(playing, inDays + length));
    });
  }
}

/** As POST /complaints leaves it; whoever it is from has no chat with us. */
async function insertComplaint({ desk }: Playing, complaint: Complaint): Promise<void> {
  const { no, customerId, openedAt, severity } = complaint;
  await desk.pool.query(
    `INSERT INTO complaints (id, complaint_no, category, severity, matter, source, received_at, registered_at,
       first_feedback_due_at, resolution_due_at, customer_id, created_at, updated_at)
     VALUES ($1, $1, 'CLAIM.DELAY', $2, 'x', 'phone', $3, $3, $4, $4, $5, $3, $3)`,
    [no, severity, openedAt, addMs(openedAt, 2 * DAY_MS), customerId],
  );
}

function closeComplaint({ desk, agenda }: Playing, complaint: Complaint, at: Date): void {
  agenda.at(at, async (now) => {
    await desk.pool.query(
      `UPDATE complaints SET status = 'CLOSED', closed_at = $2, close_reason = 'accepted', updated_at = $2
       WHERE complaint_no = $1`,
      [complaint.no, now],
    );
    complaint.closedAt = now;
    complaint.isAsked = true;
  });
}
