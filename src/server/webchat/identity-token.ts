import { createVerifier } from 'fast-jwt';
import { z } from 'zod';
import { type Clock, MINUTE_MS } from '../../lib/clock.ts';

/** What the insurer's own site or app vouched for. */
export interface VouchedCustomer {
  readonly customerNo: string;
  /** Makes the token usable once. */
  readonly jti: string;
  readonly expiresAt: Date;
}

export type IdentityTokenVerdict =
  | { readonly kind: 'ok'; readonly vouched: VouchedCustomer }
  | { readonly kind: 'invalid'; readonly problem: string };

/** The audience that the insurer's site signs for. */
const AUDIENCE = 'careline';
/** The longest that a token may still live when we get it: it travels through a browser. */
const LIFE_MAX_MS = 10 * MINUTE_MS;
/** Difference between the insurer's clock and ours that we forgive. */
const SKEW_MS = MINUTE_MS;

const claimsSchema = z.object({
  sub: z.string().min(1).max(128),
  jti: z.string().min(8).max(128),
  exp: z.number(),
});

/** Checks an identity token: HS256 by the shared secret, for us, of this moment. Never throws. */
export function makeIdentityTokenCheck(deps: {
  readonly secret: string;
  readonly clock: Clock;
}): (token: string) => IdentityTokenVerdict {
  const verify = createVerifier({
    key: deps.secret,
    algorithms: ['HS256'],
    allowedAud: AUDIENCE,
    // Checked below, by the clock that was handed in.
    ignoreExpiration: true,
    ignoreNotBefore: true,
  });
  return (token) => {
    const payload = attempt(() => verify(token));
    if (payload === undefined) return invalid(`it is not signed with our secret for "${AUDIENCE}"`);
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success)
      return invalid(
        `the claim "${claims.error.issues[0]?.path.join('.')}" is missing or malformed`,
      );
    const { sub, jti, exp } = claims.data;
    const leftMs = exp * 1_000 - deps.clock.now().getTime();
    if (leftMs <= -SKEW_MS) return invalid('it has expired');
    if (leftMs > LIFE_MAX_MS + SKEW_MS) return invalid('it lives longer than 10 minutes');
    return { kind: 'ok', vouched: { customerNo: sub, jti, expiresAt: new Date(exp * 1_000) } };
  };
}

function invalid(reason: string): IdentityTokenVerdict {
  return { kind: 'invalid', problem: `the identity token is refused: ${reason}` };
}

function attempt(verify: () => unknown): unknown {
  try {
    return verify();
  } catch {
    // Which check failed is the library's wording; the reasons we tell are ours.
    return undefined;
  }
}
