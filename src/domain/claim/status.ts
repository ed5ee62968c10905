/** The stages of a claim at case level (domain.md 1.3), in rank order of the ordinary way. */
export const CLAIM_STATUSES = [
  'REPORTED',
  'DISPATCHED',
  'SURVEYING',
  'SURVEYED',
  'ASSESSING',
  'LOSS_REVIEW',
  'LOSS_CONFIRMED',
  'DOCS_PENDING',
  'DOCS_COMPLETE',
  'ADJUSTING',
  'CLAIM_REVIEW',
  'APPROVED',
  'PAYING',
  'PAY_FAILED',
  'PAID',
  'CLOSED_PAID',
  'CLOSED_ZERO',
  'CANCELLED',
  'INVESTIGATING',
  'SUSPENDED',
  'REJECTION_REVIEW',
  'REJECTED',
  'REOPENED',
] as const;

export type ClaimStatus = (typeof CLAIM_STATUSES)[number];
