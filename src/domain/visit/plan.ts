import type { VisitKind, VisitWay } from './visit.ts';

/** What is done for one kind of visit (domain.md 4.2). */
export interface VisitPlan {
  /** Tries of every way together. */
  readonly attemptsMax: number;
  /** What is tried, in this order. */
  readonly ways: readonly VisitWay[];
  /** When a person calls: at once, after silence, only after a bad answer, or never. */
  readonly calls: 'first' | 'on_silence' | 'on_low_score' | 'never';
  /** Whose it is: whoever is named as the customer's manager, whoever leads the complaint, or whoever takes it. */
  readonly owner: 'relationship_manager' | 'complaint_lead' | 'queue';
  /** It is about a closed case: the budget of other surveys does not keep it back. */
  readonly isAboutCase: boolean;
}

const WRITTEN = ['wechat', 'web', 'sms'] as const satisfies VisitWay[];

/** The plan of domain.md 4.2. A complaint's is asked in its chat by the complaint desk; a person calls for S1 and S2. */
export const VISIT_PLANS: Readonly<Record<VisitKind, VisitPlan>> = {
  NEW_POLICY: {
    attemptsMax: 3,
    ways: [...WRITTEN, 'phone'],
    calls: 'on_silence',
    owner: 'relationship_manager',
    isAboutCase: false,
  },
  RENEWAL: {
    attemptsMax: 3,
    ways: [...WRITTEN, 'phone'],
    calls: 'on_silence',
    owner: 'relationship_manager',
    isAboutCase: false,
  },
  POST_CLAIM: {
    attemptsMax: 2,
    ways: [...WRITTEN, 'phone'],
    calls: 'on_low_score',
    owner: 'queue',
    isAboutCase: true,
  },
  POST_COMPLAINT: {
    attemptsMax: 2,
    ways: ['wechat', 'web', 'phone'],
    calls: 'on_silence',
    owner: 'complaint_lead',
    isAboutCase: true,
  },
  ANNUAL: {
    attemptsMax: 1,
    ways: WRITTEN,
    calls: 'never',
    owner: 'queue',
    isAboutCase: false,
  },
  HIGH_VALUE: {
    attemptsMax: 2,
    ways: ['phone'],
    calls: 'first',
    owner: 'relationship_manager',
    isAboutCase: false,
  },
};

/** The tiers whose customers have a named manager (domain.md 5.5). */
export const HIGH_VALUE_TIERS = ['platinum', 'diamond'] as const;

/** A message that is not answered for so long is followed by the next try, in milliseconds. */
export const SILENCE_HOURS = 48;

/** At this score or below a person calls (domain.md 4.2). */
export const LOW_CSAT_MAX = 2;
