import { createHmac, timingSafeEqual } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import { DAY_MS, HOUR_MS } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';

/** How long a conversation's token lives, in seconds. Clients refresh every 15 minutes (directline.md 1.2). */
export const TOKEN_TTL_S = 3_600;
/** How long a stream's address can be opened, in seconds (directline.md 1.1). */
const STREAM_TTL_S = 60;
/** A page keeps its visitor this long without coming back, in seconds. */
export const VISITOR_TTL_S = 180 * 24 * 3_600;
/** Addresses of files live one to two of these: the same address for a while, so that browsers keep the image. */
const FILE_PERIOD_MS = DAY_MS;
const ISSUER = 'careline';
/** Verified tokens kept in memory, so that the next message of a conversation costs no signature check. */
const VERIFIED_MAX = 5_000;

/** Whose one conversation a token opens. */
export interface TokenSubject {
  readonly conversationId: Id<'conversation'>;
  /** The user it is bound to; the clients read it from the token. */
  readonly userId?: string | undefined;
  /** Pages that may use it; absent: any. */
  readonly trustedOrigins?: readonly string[] | undefined;
}

export interface StreamSubject extends TokenSubject {
  /** The client has no message up to this number. */
  readonly knownAfterSeq: number;
}

export type Verified<T> =
  | { readonly kind: 'ok'; readonly subject: T }
  | { readonly kind: 'expired' }
  /** Not ours, damaged, or of another kind. */
  | { readonly kind: 'foreign' };

export interface Tokens {
  /** True for the Direct Line secret; compared in constant time. */
  isSecret(bearer: string): boolean;
  issue(subject: TokenSubject): string;
  verify(token: string): Verified<TokenSubject>;
  issueStream(subject: StreamSubject): string;
  verifyStream(token: string): Verified<StreamSubject>;
  /** `userId` of a page's visitor, signed; `expiresAt` keeps an older end. */
  issueVisitor(visitor: Visitor): string;
  verifyVisitor(token: string): Verified<Visitor>;
  /** The query of a file's address: `exp=...&sig=...`. */
  signFile(fileId: string): string;
  verifyFile(
    fileId: string,
    query: { readonly exp: string; readonly sig: string },
  ): 'ok' | 'expired' | 'foreign';
}

export interface Visitor {
  readonly userId: string;
  readonly expiresAt: Date;
}

const claimsSchema = z.object({
  exp: z.number(),
  conv: z.string(),
  user: z.string().optional(),
  origin: z.array(z.string()).optional(),
});
const streamClaimsSchema = claimsSchema.extend({ after: z.number() });
const visitorClaimsSchema = z.object({ exp: z.number(), sub: z.string() });

/**
 * Signs and checks everything that Direct Line hands to a browser. Each kind has its own key, derived from the
 * secret, so one kind can never be used as another. `bot` and `site` are what the real service puts in.
 */
export function makeTokens(deps: { readonly secret: string; readonly clock: Clock }): Tokens {
  const conversation = makeKind({ ...deps, kind: 'conversation', schema: claimsSchema });
  const stream = makeKind({ ...deps, kind: 'stream', schema: streamClaimsSchema });
  const visitor = makeKind({ ...deps, kind: 'visitor', schema: visitorClaimsSchema });
  const secretDigest = digest('secret', deps.secret);
  const nowS = (): number => Math.floor(deps.clock.now().getTime() / 1_000);
  return {
    isSecret: (bearer) => timingSafeEqual(digest('secret', bearer), secretDigest),
    issue: (subject) =>
      conversation.sign({
        bot: ISSUER,
        site: 'web',
        ...toClaims(subject),
        nbf: nowS(),
        exp: nowS() + TOKEN_TTL_S,
      }),
    verify: (token) => mapVerified(conversation.verify(token), toSubject),
    issueStream: (subject) =>
      stream.sign({
        ...toClaims(subject),
        after: subject.knownAfterSeq,
        exp: nowS() + STREAM_TTL_S,
      }),
    verifyStream: (token) =>
      mapVerified(stream.verify(token), (claims) => ({
        ...toSubject(claims),
        knownAfterSeq: claims.after,
      })),
    issueVisitor: ({ userId, expiresAt }) =>
      visitor.sign({ sub: userId, exp: Math.floor(expiresAt.getTime() / 1_000) }),
    verifyVisitor: (token) =>
      mapVerified(visitor.verify(token), (claims) => ({
        userId: claims.sub,
        expiresAt: new Date(claims.exp * 1_000),
      })),
    ...makeFileSignatures(deps),
  };
}

function toClaims(subject: TokenSubject): Record<string, unknown> {
  return {
    conv: subject.conversationId,
    ...(subject.userId !== undefined && { user: subject.userId }),
    ...(subject.trustedOrigins !== undefined && { origin: subject.trustedOrigins }),
  };
}

function toSubject(claims: z.infer<typeof claimsSchema>): TokenSubject {
  return { conversationId: claims.conv, userId: claims.user, trustedOrigins: claims.origin };
}

function mapVerified<A, B>(verified: Verified<A>, map: (subject: A) => B): Verified<B> {
  return verified.kind === 'ok' ? { kind: 'ok', subject: map(verified.subject) } : verified;
}

interface KindOptions<T> {
  readonly kind: string;
  readonly schema: z.ZodType<T>;
  readonly secret: string;
  readonly clock: Clock;
}

function makeKind<T extends { readonly exp: number }>(options: KindOptions<T>) {
  const key = digest(`direct-line-${options.kind}`, options.secret);
  const aud = `${ISSUER}-${options.kind}`;
  const sign = createSigner({ key, algorithm: 'HS256', noTimestamp: true });
  const check = createVerifier({
    key,
    algorithms: ['HS256'],
    allowedAud: aud,
    allowedIss: ISSUER,
    // Time is checked below, by the clock that was handed in. `nbf` is for clients: a clock that jumps
    // back must not lock everybody out, and nothing we sign is meant for later.
    ignoreExpiration: true,
    ignoreNotBefore: true,
    cache: VERIFIED_MAX,
  });
  return {
    sign: (claims: Record<string, unknown>): string => sign({ ...claims, iss: ISSUER, aud }),
    verify: (token: string): Verified<T> => {
      const claims = options.schema.safeParse(orUndefined(() => check(token)));
      if (!claims.success) return { kind: 'foreign' };
      const isExpired = claims.data.exp * 1_000 <= options.clock.now().getTime();
      return isExpired ? { kind: 'expired' } : { kind: 'ok', subject: claims.data };
    },
  };
}

function orUndefined(verify: () => unknown): unknown {
  try {
    return verify();
  } catch {
    // fast-jwt throws for each of its reasons; to the caller they are one: not ours.
    return undefined;
  }
}

function makeFileSignatures(deps: {
  readonly secret: string;
  readonly clock: Clock;
}): Pick<Tokens, 'signFile' | 'verifyFile'> {
  const key = digest('direct-line-file', deps.secret);
  const signatureOf = (fileId: string, exp: string): Buffer =>
    createHmac('sha256', key).update(`${fileId}.${exp}`).digest().subarray(0, 16);
  return {
    signFile: (fileId) => {
      const period = Math.floor(deps.clock.now().getTime() / FILE_PERIOD_MS);
      const exp = String(((period + 2) * FILE_PERIOD_MS) / HOUR_MS);
      return `exp=${exp}&sig=${signatureOf(fileId, exp).toString('base64url')}`;
    },
    verifyFile: (fileId, { exp, sig }) => {
      const given = Buffer.from(sig, 'base64url');
      const expected = signatureOf(fileId, exp);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'foreign';
      return Number(exp) * HOUR_MS > deps.clock.now().getTime() ? 'ok' : 'expired';
    },
  };
}

function digest(purpose: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`careline ${purpose}`).digest();
}
