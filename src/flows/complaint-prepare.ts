import type { AuditEntry } from '../domain/audit.ts';
import { isClosed } from '../domain/claim/transitions.ts';
import type { ClaimView } from '../domain/claim/view.ts';
import {
  MATTER_LENGTH_MAX,
  tellsOn,
  wantsNothingYet,
} from '../domain/complaint/complaint-words.ts';
import { REPEAT_MS } from '../domain/complaint/promises.ts';
import { maskPhone } from '../domain/mask.ts';
import { type JsonObject, textField } from '../lib/json.ts';
import { aboutClaim } from './claim-view-text.ts';
import { NO_CLAIM } from './complaint-types.ts';
import { day, relativeDay } from './copy/format.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Prepared, Slots } from './flow.ts';

/** Three claims and `none of them` make four taps. */
const CLAIMS_MAX = 3;

/**
 * When the complaint was made, and what a known customer need not be asked for: their phone and their claims
 * (投诉处理管理办法 13: never ask for what the insurer holds). Read once for each level of identity.
 */
export async function prepareComplaint(slots: Slots, context: FlowContext): Promise<Prepared> {
  const receivedAt = slots['received_at'] ?? context.saidAt.toISOString();
  const told = { received_at: receivedAt, ...toldOn(slots) };
  if (slots['known_level'] === context.level) return { slots: told };
  const base = { ...told, known_level: context.level };
  const { subject, level, reads } = context;
  if (subject?.kind !== 'customer' || level < 1) {
    return { slots: { ...base, known_phone: undefined, claims: undefined } };
  }
  const [profile, claims] = await Promise.all([
    reads.policies.profile(subject.customerId),
    reads.claims.ofCustomer(subject.customerId),
  ]);
  const offered = claims.filter((view) => isRecent(view, context)).slice(0, CLAIMS_MAX);
  return {
    slots: {
      ...base,
      ...(profile?.phone === undefined ? {} : { known_phone: maskPhone(profile.phone) }),
      claims:
        offered.length === 0
          ? undefined
          : [...offered.map((view) => optionOf(view, context)), none()],
    },
    audit: [
      readOf('customer.read', { kind: 'customer', id: subject.customerId }, context),
      ...offered.map(({ id }) => readOf('claim.read', { kind: 'claim', id }, context)),
    ],
  };
}

/** Who goes on telling when asked what they want told more of the matter; who has no wish yet has none. */
function toldOn(slots: Slots): Slots {
  const said = textField(slots, 'request');
  if (said === undefined) return {};
  if (wantsNothingYet(said)) return { request: null };
  if (!tellsOn(said)) return {};
  const matter = `${textField(slots, 'matter') ?? ''}\n${said}`;
  return { matter: matter.slice(0, MATTER_LENGTH_MAX), request: null };
}

/** Open claims, and those that ended lately: what people complain of is often how one ended. */
function isRecent({ status, statusAt }: ClaimView, { now }: FlowContext): boolean {
  return !isClosed(status) || now.getTime() - statusAt.getTime() < REPEAT_MS;
}

function optionOf(view: ClaimView, { level, now }: FlowContext): JsonObject {
  const at = view.accidentAt ?? view.reportedAt;
  const words = [day(at, now), relativeDay(at, now), view.claimNo, view.reportNo, view.plate];
  return {
    label: aboutClaim(view, { level, isReporter: false, now }),
    value: view.claimNo,
    words: words.filter((word) => word !== undefined),
  };
}

function none(): JsonObject {
  return {
    label: copy.complaint.labels.noClaim,
    value: NO_CLAIM,
    words: copy.complaint.noClaimWords,
  };
}

function readOf(
  action: string,
  subject: { readonly kind: string; readonly id: string },
  { identityId, level }: FlowContext,
): AuditEntry {
  return {
    actor: { kind: 'customer', id: identityId },
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    data: { level },
  };
}
