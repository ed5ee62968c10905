import { expect, it } from 'vitest';
import { mayReferralBecome, REFERRAL_STATUSES } from '../../../src/domain/referral/referral.ts';

it('a referral goes forward only, and the friend ends it until it is completed', () => {
  const moves = REFERRAL_STATUSES.flatMap((from) =>
    REFERRAL_STATUSES.filter((to) => mayReferralBecome(from, to)).map((to) => `${from} ${to}`),
  );
  expect(moves).toEqual([
    'asked contacted',
    'asked withdrawn',
    'contacted completed',
    'contacted withdrawn',
  ]);
});
