import type { ClaimStatus } from '../../domain/claim/status.ts';
import { toClaimView } from '../../domain/claim/to-view.ts';
import type { ClaimView } from '../../domain/claim/view.ts';
import { readMood } from '../../domain/handoff/mood.ts';
import {
  type Packet,
  type PacketClaim,
  type SummaryWords,
  summarise,
  type Underway,
} from '../../domain/handoff/packet.ts';
import { findPromises, type PromiseWords } from '../../domain/handoff/promises.ts';
import { maskPhone, maskPlate, maskText } from '../../domain/mask.ts';
import type { Clock } from '../../lib/clock.ts';
import { readClaims } from '../claims/read-claims.ts';
import { makeConsentStore } from '../consents/consent-store.ts';
import type { Sql } from '../sql.ts';
import { levelOf, shownName } from './handoff-item.ts';
import {
  type PacketHead,
  readComplaints,
  readHead,
  readOpenRequests,
  readPolicies,
  readTexts,
  readVehicles,
} from './packet-rows.ts';

/** The newest claims of a packet. */
const CLAIMS_MAX = 20;
/** Of the customer's own words, the newest ones. */
const ASKED_MAX = 5;
const ASKED_LENGTH_MAX = 200;

export interface PacketDeps {
  readonly pool: Sql;
  readonly clock: Clock;
  /** The dialogue's own state is the bot's to read (bot/dialogue/describe-state.ts). Masked. */
  readonly describeState: (state: unknown) => Underway | null;
  /** What a stage is called, as customers read it. */
  readonly stageOf: (status: ClaimStatus) => string;
  readonly summaryWords: SummaryWords;
  readonly promiseWords: PromiseWords;
}

/** What the person who takes over has to know, masked; undefined when there is no such conversation. */
export async function readPacket(deps: PacketDeps, id: string): Promise<Packet | undefined> {
  const { pool } = deps;
  const head = await readHead(pool, id);
  if (head === undefined) return undefined;
  const { customer_id: customerId } = head;
  const [texts, claims, complaints, requests, consents, vehicles, policies] = await Promise.all([
    readTexts(pool, id),
    readClaimViews(pool, head),
    readComplaints(pool, head),
    readOpenRequests(pool, head),
    makeConsentStore({ pool }).currentOf(head.identity_id),
    customerId === null ? [] : readVehicles(pool, customerId),
    customerId === null ? [] : readPolicies(pool, customerId),
  ]);
  const facts = {
    ...personOf(head, deps.clock.now()),
    claims: claims.map((claim) => toPacketClaim(claim, deps)),
    complaints,
    asked: texts.slice(-ASKED_MAX).map(cut),
    underway: deps.describeState(head.state),
    mood: readMood(texts),
    promises: findPromises(
      { complaints, requests, claims: claims.flatMap(expected) },
      deps.promiseWords,
    ),
  };
  const reason = head.reason === null ? {} : { reason: head.reason };
  const now = deps.clock.now();
  return {
    ...facts,
    vehicles: vehicles.map(({ plate, model }) => ({
      plate: plate === null ? null : maskPlate(plate),
      model,
    })),
    policies,
    // One way alone, such as short messages, is for the page of consents: here it would read as everything.
    consents: consents.flatMap(({ purpose, way, isGranted, decidedAt }) =>
      way === undefined ? { purpose, isGranted, decidedAt } : [],
    ),
    summary: { text: summarise({ ...facts, ...reason, now }, deps.summaryWords), by: 'template' },
    notes: head.notes,
    earlierHandoffs: head.handoffs,
  };
}

function personOf(head: PacketHead, now: Date) {
  return {
    conversationId: head.id,
    channelAccount: head.channel_account,
    level: levelOf(head, now),
    verifiedBy: head.verified_by,
    customerNo: head.customer_no,
    customerName: shownName(head),
    tier: head.tier,
    tags: head.tags ?? [],
    relationshipManager: head.relationship_manager,
    phone: head.phone === null ? null : maskPhone(head.phone),
  };
}

/** Whoever only reported an accident sees that case, and so does whoever helps them. */
async function readClaimViews(sql: Sql, head: PacketHead): Promise<readonly ClaimView[]> {
  const { customer_id: customerId, reporter_claim_no: reported } = head;
  if (customerId !== null) {
    const claims = await readClaims(sql, { key: 'customer', value: customerId, limit: CLAIMS_MAX });
    return claims.map(toClaimView);
  }
  if (head.subject_kind !== 'reporter' || reported === null) return [];
  return (await readClaims(sql, { key: 'number', value: reported, limit: 1 })).map(toClaimView);
}

function toPacketClaim(claim: ClaimView, deps: Pick<PacketDeps, 'stageOf'>): PacketClaim {
  return {
    claimNo: claim.claimNo,
    status: claim.status,
    stage: deps.stageOf(claim.status),
    statusAt: claim.statusAt,
    handlerName: claim.handler?.name ?? null,
    hasInjury: claim.hasInjury,
  };
}

function expected({ claimNo, facts }: ClaimView) {
  const { expectedAt } = facts;
  if (expectedAt === undefined || Number.isNaN(Date.parse(expectedAt))) return [];
  return [{ claimNo, expectedAt: new Date(expectedAt) }];
}

function cut(text: string): string {
  const characters = [...maskText(text)];
  if (characters.length <= ASKED_LENGTH_MAX) return characters.join('');
  return `${characters.slice(0, ASKED_LENGTH_MAX - 1).join('')}…`;
}
