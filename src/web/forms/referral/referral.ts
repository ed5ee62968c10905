import type { z } from 'zod';
import * as mini from 'zod/mini';
import type {
  referralPage,
  referralTaken,
  referralWithdrawn,
} from '../../../server/contract/referral-form.ts';

/** What `GET /api/forms/referrals/:code` answers. */
export type Referral = z.infer<typeof referralPage>;

const text = mini.string();

export const referralSchema: mini.ZodMiniType<Referral> = mini.object({
  invitedBy: text,
  company: text,
  hotline: text,
  reward: mini.enum(['NONE', 'THANKS', 'SERVICE_POINTS']),
  consentVersion: text,
});

export const takenSchema: mini.ZodMiniType<z.infer<typeof referralTaken>> = mini.object({
  result: mini.enum(['taken', 'already']),
  withdrawToken: mini.nullable(text),
});

export const withdrawnSchema: mini.ZodMiniType<z.infer<typeof referralWithdrawn>> = mini.object({
  result: mini.enum(['withdrawn', 'already']),
});

/** What a friend writes. */
export interface Friend {
  readonly name: string;
  readonly phone: string;
  readonly city: string;
  readonly hasAgreed: boolean;
}

const MOBILE = /^1[3-9]\d{9}$/;

/** Which of it the server would not take. */
export function faultOf(friend: Friend): 'name' | 'phone' | 'consent' | undefined {
  if (friend.name.trim() === '') return 'name';
  if (!MOBILE.test(digitsOf(friend.phone))) return 'phone';
  return friend.hasAgreed ? undefined : 'consent';
}

/** A number as people write it: with spaces, dashes, the country's code, or full-width digits. */
function digitsOf(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  return digits.length > 11 ? digits.replace(/^(?:00)?86/, '') : digits;
}

/** The body of `POST /api/forms/referrals/:code`. */
export function toInput(friend: Friend, consentVersion: string): object {
  const city = friend.city.trim();
  return {
    name: friend.name.trim(),
    phone: digitsOf(friend.phone),
    ...(city === '' ? {} : { city }),
    consent: true,
    consentVersion,
  };
}
