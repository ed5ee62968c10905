import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link opens: a survey's form (`/s/`), an event's ticket (`/t/`), a page for friends (`/r/`). */
export type LinkKind = 'survey' | 'ticket' | 'referral';

export interface NewLink {
  readonly secret: string;
  readonly kind: LinkKind;
  /** What it is for: letters, digits, `_` and `-`. */
  readonly id: string;
  /** From here on it opens nothing. */
  readonly expiresAt: Date;
}

/** `expired`: it was ours, and its time is over. `foreign`: not ours, damaged, or of another kind. */
export type ReadLink =
  | { readonly kind: 'ok'; readonly id: string; readonly expiresAt: Date }
  | { readonly kind: 'expired'; readonly id: string }
  | { readonly kind: 'foreign' };

const ID = /^[A-Za-z0-9_-]{1,80}$/;
const TOKEN = /^([A-Za-z0-9_-]{1,80})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{22})$/;
/** Bytes of the signature that a link carries: short enough for a short message, 128 bits are out of reach. */
const SIGNATURE_BYTES = 16;
const BASE = 36;

/** A token for an address: `id.expiry.signature`, the expiry in seconds. Throws for an id with other characters. */
export function signLink({ secret, kind, id, expiresAt }: NewLink): string {
  if (!ID.test(id)) throw new Error('the id of a link has letters, digits, _ and - only');
  const until = Math.ceil(expiresAt.getTime() / 1_000).toString(BASE);
  return `${id}.${until}.${signatureOf({ secret, kind, id, until }).toString('base64url')}`;
}

/** Reads a token of `kind`, comparing in constant time. Never throws. */
export function readLink(
  { secret, kind }: Pick<NewLink, 'secret' | 'kind'>,
  token: string,
  now: Date,
): ReadLink {
  const [, id, until, signature] = TOKEN.exec(token) ?? [];
  if (id === undefined || until === undefined || signature === undefined) {
    return { kind: 'foreign' };
  }
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf({ secret, kind, id, until });
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'foreign' };
  const expiresAt = new Date(Number.parseInt(until, BASE) * 1_000);
  return expiresAt <= now ? { kind: 'expired', id } : { kind: 'ok', id, expiresAt };
}

function signatureOf(link: Omit<NewLink, 'expiresAt'> & { readonly until: string }): Buffer {
  const { secret, kind, id, until } = link;
  return createHmac('sha256', `careline-link:${kind}:${secret}`)
    .update(`${id}.${until}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
}
