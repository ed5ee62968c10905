import { z } from 'zod';
import { REFERRAL_REWARDS } from '../../domain/referral/referral.ts';
import { phoneInput, shortText } from './common.ts';

export const referralCodeParams = z.object({
  code: z.string().regex(/^[0-9a-z]{8,32}$/, 'not a code of ours'),
});

/** What a friend sees who opens a link. */
export const referralPage = z.object({
  /** Masked to the surname. */
  invitedBy: z.string(),
  company: z.string(),
  hotline: z.string(),
  /** What the one who invites gets for it; the friend is told. */
  reward: z.enum(REFERRAL_REWARDS),
  /** Which text the page must show before somebody agrees. */
  consentVersion: z.string(),
});

/** The friend's own wish to be called. */
export const referralInput = z.object({
  name: shortText(40),
  phone: phoneInput,
  city: shortText(30).optional(),
  /** Agreed to by the friend's own hand; nothing is stored without it. */
  consent: z.literal(true),
  consentVersion: z.string().min(1).max(100),
});

export const referralTaken = z.object({
  /** `already`: this number asked by this link before; it is not asked twice. */
  result: z.enum(['taken', 'already']),
  /** The friend's own way back: `POST /api/forms/referral-withdrawals/:token`. Null for `already`. */
  withdrawToken: z.string().nullable(),
});

export const withdrawalParams = z.object({ token: z.string().min(1).max(400) });
export const referralWithdrawn = z.object({ result: z.enum(['withdrawn', 'already']) });
