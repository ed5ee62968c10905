import { assessSeverity } from '../../domain/complaint/assess-severity.ts';
import type { ComplaintFlag, ComplaintSeverity } from '../../domain/complaint/record.ts';
import { repairShopIn } from '../../domain/complaint/repair-shop-in.ts';
import { groupKeyOf } from '../../domain/complaint/signals.ts';
import type { DeskEvent } from '../../domain/handoff/desk-event.ts';
import { type Id, newId, type Random } from '../../lib/ids.ts';
import { saveClocks } from '../clocks/save-clocks.ts';
import type { Sql } from '../sql.ts';
import { insertComplaint } from './insert-complaint.ts';
import { openHistory } from './open-history.ts';
import { readExclusions } from './read-exclusions.ts';
import { type Likeness, readLikeness, wordsOf } from './read-like.ts';
import type { Assessed, Registration } from './registration.ts';
import { tellRegistered } from './tell-registered.ts';

export type Registered =
  | {
      readonly kind: 'registered';
      readonly complaintNo: string;
      readonly severity: ComplaintSeverity;
      readonly events: readonly DeskEvent[];
    }
  /** A regulator's number that was passed on before: this is the complaint that it has. */
  | { readonly kind: 'known'; readonly complaintNo: string };

/**
 * Registers a complaint inside the caller's transaction: the only way that one comes to be, from a chat, a console,
 * another system, the phone or a regulator. Its history begins, its clocks run from when it was received, whoever may
 * have nothing to do with it is left out, and those who lead are told of the grave ones. A number that exists is
 * refused by its constraint, and the caller tries another.
 */
export async function registerComplaint(
  sql: Sql,
  registration: Registration,
  given: { readonly now: Date; readonly random: Random },
): Promise<Registered> {
  const known = await findKnown(sql, registration);
  if (known !== undefined) return { kind: 'known', complaintNo: known };
  const assessed = await assess(sql, registration, given);
  await insertComplaint(sql, { registration, assessed, now: given.now });
  await openHistory(sql, { registration, assessed, now: given.now });
  await saveClocks(sql, { complaintId: assessed.id, now: given.now });
  const events = await tellRegistered(sql, { registration, assessed, given });
  const { complaintNo } = registration;
  return { kind: 'registered', complaintNo, severity: assessed.severity, events };
}

async function findKnown(
  sql: Sql,
  { source, sourceRef }: Registration,
): Promise<string | undefined> {
  if (sourceRef === undefined) return undefined;
  const { rows } = await sql.query<{ complaint_no: string }>(
    'SELECT complaint_no FROM complaints WHERE source = $1 AND source_ref = $2',
    [source, sourceRef],
  );
  return rows[0]?.complaint_no;
}

async function assess(
  sql: Sql,
  registration: Registration,
  { random }: { readonly random: Random },
): Promise<Assessed> {
  const { category, conversationId, claimNo, receivedAt, respondents = [] } = registration;
  const words = wordsOf(registration);
  const branch = registration.branch ?? (await readBranch(sql, registration.customerId));
  const repairShop = shopOf(registration, words);
  const groupKey = groupKeyOf({ category, repairShop, branch, respondents, words });
  const matter = {
    complaintNo: registration.complaintNo,
    receivedAt,
    category,
    words,
    aboutNo: claimNo,
    identityId: registration.identityId,
    customerId: registration.customerId,
    phone: registration.contactPhone,
    plate: registration.plate,
  };
  const likeness = await readLikeness(sql, matter, groupKey);
  const about = { respondents, category, words, conversationId, claimNo, receivedAt };
  return {
    id: newId('complaint', random),
    ...judge(registration, { words, likeness }),
    excludedIds: await readExclusions(sql, about),
    branch,
    repairShop,
    groupKey,
    likeness,
  };
}

/** As it was written down, or as the customer named it. */
function shopOf({ repairShop, respondents = [] }: Registration, words: string): string | undefined {
  const accused = respondents.find(({ kind }) => kind === 'repair_shop')?.name;
  return repairShop ?? accused ?? repairShopIn(words);
}

/** How grave it is. What a customer was promised already stays; whatever else is known is a flag for the desk. */
function judge(
  registration: Registration,
  { words, likeness }: { readonly words: string; readonly likeness: Likeness },
): Pick<Assessed, 'severity' | 'flags'> {
  const { category, source, groupCount } = registration;
  const isRepeat = likeness.repeatOfNo !== undefined;
  const judged = assessSeverity({ words, category, isRepeat, source, groupCount });
  const flags = new Set<ComplaintFlag>([...(registration.flags ?? []), ...judged.flags]);
  if (likeness.isGroup) flags.add('group');
  if (likeness.isProxySuspected) flags.add('suspected_proxy');
  return { severity: registration.severity ?? judged.severity, flags: [...flags] };
}

async function readBranch(
  sql: Sql,
  customerId: Id<'customer'> | undefined,
): Promise<string | undefined> {
  if (customerId === undefined) return undefined;
  const { rows } = await sql.query<{ branch: string | null }>(
    'SELECT branch FROM customers WHERE id = $1',
    [customerId],
  );
  return rows[0]?.branch ?? undefined;
}
