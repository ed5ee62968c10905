import { z } from 'zod';
import { REFERRAL_REWARDS, REFERRAL_STATUSES } from '../../domain/referral/referral.ts';
import { instant, pageQuery, shortText } from './common.ts';

export const referralQuery = pageQuery.extend({
  status: z.enum(REFERRAL_STATUSES).optional(),
  /** An agent's id, or `me`. */
  assignedTo: z.string().min(1).max(64).optional(),
});

export const referralParams = z.object({ id: z.string().min(1).max(64) });

/** A friend who asked to be called; name and phone are masked. */
export const referral = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  city: z.string().nullable(),
  status: z.enum(REFERRAL_STATUSES),
  /** Whose link it was: a customer number. */
  referredBy: z.string(),
  assignedTo: z.string().nullable(),
  assignedName: z.string().nullable(),
  consentVersion: z.string(),
  consentedAt: instant,
  contactedAt: instant.nullable(),
  completedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  createdAt: instant,
});

/** How far it is. `assignedTo` alone gives it to another agent, which only leads may. */
export const referralStatusInput = z
  .object({
    status: z.enum(['contacted', 'completed', 'withdrawn']).optional(),
    assignedTo: z.string().min(1).max(64).optional(),
    note: shortText(300).optional(),
  })
  .refine((given) => given.status !== undefined || given.assignedTo !== undefined, {
    message: 'say a status or an agent',
  });

export const referralRevealInput = z.object({ reason: shortText(200) });
export const referralRevealed = z.object({ name: z.string(), phone: z.string() });

export const referralRewardInput = z.object({
  mode: z.enum(REFERRAL_REWARDS),
  reason: shortText(500),
});
export const referralReward = z.object({ mode: z.enum(REFERRAL_REWARDS) });
