import type { ClaimStatus } from '../../domain/claim/status.ts';
import type { LossItemKind } from '../../domain/claim/view.ts';

/** What was lost; decides the loss items, the amounts and the documents. */
export type Loss = 'own' | 'two_cars' | 'property' | 'person' | 'theft';

/** One made-up claim: the stages it went through after REPORTED, the last of them is where it stands. */
export interface ClaimPlan {
  readonly way: readonly ClaimStatus[];
  readonly loss: Loss;
  /** One loss is confirmed already while another is still assessed. */
  readonly isPartly?: true;
  /** The compulsory cover has paid while the commercial one is still under review. */
  readonly isSplit?: true;
  readonly isMutual?: true;
}

/** The most that each loss of a claim settled in this way comes to, in yuan (domain.md 1.5). */
export const MUTUAL_MAX_YUAN = 2_000;
export const SMALL_CLAIM_MAX_YUAN = 5_000;

/** True when nobody drives out to look: a small loss, by photo. */
export function isByPhoto({ way }: ClaimPlan): boolean {
  return way[0] === 'ASSESSING';
}

/** The losses of each kind, in the order of their item numbers. */
export const LOSS_ITEMS: Readonly<Record<Loss, readonly LossItemKind[]>> = {
  own: ['OWN_VEHICLE'],
  two_cars: ['OWN_VEHICLE', 'THIRD_VEHICLE'],
  property: ['OWN_VEHICLE', 'PROPERTY'],
  person: ['OWN_VEHICLE', 'PERSON'],
  theft: ['OWN_VEHICLE'],
};

const SURVEYED = ['DISPATCHED', 'SURVEYING', 'SURVEYED'] as const;
const ASSESSING = [...SURVEYED, 'ASSESSING'] as const;
const REVIEWED = [...ASSESSING, 'LOSS_REVIEW'] as const;
const CONFIRMED = [...REVIEWED, 'LOSS_CONFIRMED'] as const;
/** Small losses by photo: nobody comes to look (domain.md 1.3). */
const BY_PHOTO = ['ASSESSING', 'LOSS_CONFIRMED'] as const;
const COMPLETE = [...CONFIRMED, 'DOCS_PENDING', 'DOCS_COMPLETE'] as const;
const IN_REVIEW = [...COMPLETE, 'ADJUSTING', 'CLAIM_REVIEW'] as const;
const PAYING = [...IN_REVIEW, 'APPROVED', 'PAYING'] as const;
const CLOSED = [...PAYING, 'PAID', 'CLOSED_PAID'] as const;
const FAST_CLOSED = [
  ...BY_PHOTO,
  'DOCS_COMPLETE',
  'ADJUSTING',
  'CLAIM_REVIEW',
  'APPROVED',
  'PAYING',
  'PAID',
  'CLOSED_PAID',
] as const;
/** Injured people and stolen cars go to their documents without an assessment of the car. */
const UNASSESSED = [...SURVEYED, 'DOCS_PENDING'] as const;

/**
 * Claims at every stage of domain.md 1.3, the usual ones more often. Those that ended come last: the cars
 * that have a second claim then have it from another time than the first.
 */
export const claimPlans: readonly ClaimPlan[] = [
  { way: [], loss: 'own' },
  { way: [], loss: 'two_cars' },
  { way: ['DISPATCHED'], loss: 'own' },
  { way: ['DISPATCHED'], loss: 'two_cars', isMutual: true },
  { way: ['DISPATCHED', 'DISPATCHED'], loss: 'property' },
  { way: ['DISPATCHED', 'SURVEYING'], loss: 'own' },
  { way: ['DISPATCHED', 'SURVEYING'], loss: 'person' },
  { way: SURVEYED, loss: 'two_cars' },
  { way: SURVEYED, loss: 'own' },
  { way: ASSESSING, loss: 'own' },
  { way: ASSESSING, loss: 'two_cars', isPartly: true },
  { way: ASSESSING, loss: 'person', isPartly: true },
  { way: ['ASSESSING'], loss: 'own' },
  { way: [...REVIEWED, 'ASSESSING'], loss: 'property' },
  { way: REVIEWED, loss: 'own' },
  { way: REVIEWED, loss: 'two_cars' },
  { way: CONFIRMED, loss: 'own' },
  { way: CONFIRMED, loss: 'two_cars', isMutual: true },
  { way: BY_PHOTO, loss: 'own' },
  { way: [...CONFIRMED, 'DOCS_PENDING'], loss: 'own' },
  { way: [...CONFIRMED, 'DOCS_PENDING'], loss: 'two_cars' },
  { way: UNASSESSED, loss: 'person' },
  { way: [...CONFIRMED, 'DOCS_PENDING'], loss: 'property' },
  { way: COMPLETE, loss: 'own' },
  { way: [...BY_PHOTO, 'DOCS_COMPLETE'], loss: 'own' },
  { way: [...COMPLETE, 'ADJUSTING'], loss: 'two_cars' },
  { way: [...COMPLETE, 'ADJUSTING'], loss: 'own' },
  { way: IN_REVIEW, loss: 'own' },
  { way: [...IN_REVIEW, 'ADJUSTING', 'CLAIM_REVIEW'], loss: 'property' },
  { way: IN_REVIEW, loss: 'person', isSplit: true },
  { way: [...IN_REVIEW, 'APPROVED'], loss: 'own' },
  { way: [...IN_REVIEW, 'APPROVED'], loss: 'two_cars' },
  { way: PAYING, loss: 'own' },
  { way: PAYING, loss: 'property' },
  { way: [...PAYING, 'PAY_FAILED'], loss: 'own' },
  { way: [...PAYING, 'PAY_FAILED'], loss: 'two_cars' },
  { way: [...PAYING, 'PAID'], loss: 'own' },
  { way: [...PAYING, 'PAY_FAILED', 'PAYING', 'PAID'], loss: 'two_cars' },
  { way: ['DISPATCHED', 'SURVEYING', 'INVESTIGATING'], loss: 'two_cars' },
  { way: [...ASSESSING, 'INVESTIGATING'], loss: 'own' },
  { way: [...UNASSESSED, 'SUSPENDED'], loss: 'theft' },
  { way: [...UNASSESSED, 'SUSPENDED'], loss: 'person' },
  { way: [...IN_REVIEW, 'REJECTION_REVIEW'], loss: 'own' },
  { way: [...SURVEYED, 'REJECTION_REVIEW', 'REJECTED'], loss: 'own' },
  { way: [...CLOSED, 'REOPENED'], loss: 'two_cars' },
  { way: CLOSED, loss: 'own' },
  { way: CLOSED, loss: 'two_cars' },
  { way: CLOSED, loss: 'person' },
  { way: FAST_CLOSED, loss: 'own' },
  { way: FAST_CLOSED, loss: 'own' },
  { way: CLOSED, loss: 'property' },
  { way: [...IN_REVIEW, 'CLOSED_ZERO'], loss: 'own' },
  { way: ['CANCELLED'], loss: 'own' },
  { way: ['DISPATCHED', 'CANCELLED'], loss: 'two_cars', isMutual: true },
];
