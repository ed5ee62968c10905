import type { Grant, GrantKind } from './grants.ts';

/** Why something is sent: replies of the bot, news of a case, a person's words, the desk's own, pushes. */
export const SEND_PURPOSES = ['reply', 'news', 'agent', 'system', 'push'] as const;
export type SendPurpose = (typeof SEND_PURPOSES)[number];

/** Leave to send one message. */
export interface UsableSend {
  readonly grantKind: GrantKind;
  /** The one message goes out with it: text or a menu, and of `queue_notice` only text. */
  readonly code?: string;
}

/** What the sends are for, and what they must leave over. */
export interface SendNeed {
  readonly purpose: SendPurpose;
  /** Sends of the `message` grant that only news may use. */
  readonly keptForNews: number;
  readonly now: Date;
}

/** Grants that are one message sent with a code. */
const BY_CODE: readonly GrantKind[] = ['welcome', 'closing', 'queue_notice'];
/** Who may use a code: what it stands for is the bot's or the desk's answer to an event. */
const CODE_PURPOSES: readonly SendPurpose[] = ['reply', 'system'];

/**
 * The sends that are left for a purpose, in the order to use them: a code for the first part, then what is over
 * soonest. Replies, agents, the desk and pushes leave the last of the `message` grant to news of a claim or a complaint.
 */
export function usableSends(grants: readonly Grant[], need: SendNeed): readonly UsableSend[] {
  const live = grants
    .filter((grant) => isLive(grant, need.now))
    .toSorted((a, b) => endOf(a) - endOf(b));
  const byCode = CODE_PURPOSES.includes(need.purpose) ? live.find(hasCode) : undefined;
  const others = live.filter(isForMessages);
  return [
    ...(byCode?.code === undefined ? [] : [{ grantKind: byCode.kind, code: byCode.code }]),
    ...others.flatMap((grant) => timesUsable(grant, need)),
  ];
}

function timesUsable(grant: Grant, { purpose, keptForNews }: SendNeed): readonly UsableSend[] {
  const isKept = grant.kind === 'message' && purpose !== 'news';
  const left = grant.allowed - grant.used - (isKept ? keptForNews : 0);
  return Array.from({ length: Math.max(0, left) }, () => ({ grantKind: grant.kind }));
}

/** Neither over nor used up. The very instant of its end is over: windows are half-open. */
export function isLive(grant: Grant, now: Date): boolean {
  const isOver = grant.expiresAt !== undefined && now >= grant.expiresAt;
  return !isOver && grant.used < grant.allowed;
}

/** True for a grant of one message that is sent with a code. */
export function hasCode(grant: Grant): boolean {
  return BY_CODE.includes(grant.kind) && grant.code !== undefined;
}

/** True for a grant of plain messages: neither of one code nor of a subscription's template. */
export function isForMessages({ kind }: Grant): boolean {
  return !BY_CODE.includes(kind) && !kind.startsWith('subscription:');
}

function endOf({ expiresAt }: Grant): number {
  return expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
}
