import { z } from 'zod';
import { CLAIM_STATUSES } from '../../domain/claim/status.ts';
import { isClosed } from '../../domain/claim/transitions.ts';
import { COMPLAINT_STATUSES, isEnded } from '../../domain/complaint/record.ts';
import type { PushFacts } from '../../domain/push/push.ts';
import type { Id } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';

/** A person, without what they agreed to, got, and where they are. */
export type PushPerson = Omit<PushFacts, 'consents' | 'touches' | 'places'> & {
  readonly phone: string | undefined;
};

const CLOSED_CLAIMS = CLAIM_STATUSES.filter(isClosed);
const ENDED_COMPLAINTS = COMPLAINT_STATUSES.filter(isEnded);

/**
 * A complaint that somebody filed before it was known who they are is theirs once that chat identity proved to be
 * this customer. The city is where they live, else where their newest vehicle with a city is.
 */
const PEOPLE = {
  name: 'push-people',
  text: `SELECT c.id AS customer_id, c.phone, c.bereaved_at, c.marketing_blocked_at, c.survey_silent_until,
      COALESCE(c.city, (SELECT v.city FROM vehicles v WHERE v.customer_id = c.id AND v.city IS NOT NULL
        ORDER BY v.created_at DESC, v.id DESC LIMIT 1)) AS city,
      EXISTS (SELECT 1 FROM complaints p WHERE p.customer_id = c.id AND p.status <> ALL ($2))
        OR EXISTS (SELECT 1 FROM channel_identities i JOIN complaints p ON p.identity_id = i.id
          WHERE i.customer_id = c.id AND i.subject_kind = 'customer' AND p.customer_id IS NULL
            AND p.status <> ALL ($2)) AS has_open_complaint,
      EXISTS (SELECT 1 FROM claims l WHERE l.customer_id = c.id AND l.has_injury AND l.status <> ALL ($3))
        AS has_open_injury_claim,
      (SELECT max(l.status_at) FROM claims l WHERE l.customer_id = c.id AND l.status = 'REJECTED') AS rejected_at
    FROM customers c WHERE c.id = ANY ($1)`,
};

const rowSchema = z.object({
  customer_id: z.string(),
  phone: z.string().nullable(),
  bereaved_at: z.date().nullable(),
  marketing_blocked_at: z.date().nullable(),
  survey_silent_until: z.date().nullable(),
  city: z.string().nullable(),
  has_open_complaint: z.boolean(),
  has_open_injury_claim: z.boolean(),
  rejected_at: z.date().nullable(),
});

/** These customers as far as their own rows and cases go. */
export async function readPeople(
  sql: Sql,
  customerIds: readonly Id<'customer'>[],
): Promise<readonly PushPerson[]> {
  const values = [customerIds, ENDED_COMPLAINTS, CLOSED_CLAIMS];
  const { rows } = await sql.query({ ...PEOPLE, values });
  return z.array(rowSchema).parse(rows).map(toPerson);
}

function toPerson(row: z.infer<typeof rowSchema>): PushPerson {
  return {
    customerId: row.customer_id,
    phone: row.phone ?? undefined,
    hasOpenComplaint: row.has_open_complaint,
    hasOpenInjuryClaim: row.has_open_injury_claim,
    bereavedAt: row.bereaved_at ?? undefined,
    marketingBlockedAt: row.marketing_blocked_at ?? undefined,
    surveySilentUntil: row.survey_silent_until ?? undefined,
    rejectedAt: row.rejected_at ?? undefined,
    city: row.city ?? undefined,
  };
}
