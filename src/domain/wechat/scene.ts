import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECOND_MS } from '../../lib/clock.ts';

/** What a QR code or a chat link was made for, and the letter that stands for it. */
const LETTERS = {
  claim: 'c',
  report: 'r',
  complaint: 't',
  policy: 'p',
  manager: 'm',
  /** A meeting of car owners, by its short number: on posters. */
  event: 'e',
} as const;
export type SceneKind = keyof typeof LETTERS;

/** The reference in a QR code or a chat link. */
export interface Scene {
  readonly kind: SceneKind;
  /** A case number, or a name of our own: never a policy number or anything else that says who somebody is. */
  readonly ref: string;
  /** To the second; absent: for good. */
  readonly expiresAt?: Date;
}

export type OpenedScene =
  | { readonly kind: 'ok'; readonly scene: Scene }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' };

/** A scene of an Official Account's QR code may have 64 characters, the shorter of the two (wechat.md 3.8, 4.6). */
export const SCENE_LENGTH_MAX = 64;
const REF = /^[0-9A-Za-z]{0,32}$/;
/** 16 characters of base64url: 96 bits. */
const SIGNATURE_LENGTH = 16;
const TEXT = /^([crtpme])-([0-9A-Za-z]{0,32})-([0-9a-z]{0,8})-([0-9A-Za-z_-]{16})$/;

/**
 * A reference that only we can make: 0-9, a-z, A-Z, `_` and `-`, at most 64 of them. Throws for a `ref` that is
 * not up to 32 letters and digits.
 */
export function signScene({ kind, ref, expiresAt }: Scene, secret: string): string {
  if (!REF.test(ref)) throw new Error('the reference of a scene is up to 32 letters and digits');
  const until = expiresAt === undefined ? '' : secondsOf(expiresAt).toString(36);
  const said = `${LETTERS[kind]}-${ref}-${until}`;
  return `${said}-${signatureOf(said, secret)}`;
}

/** Reads a reference and checks that it is ours and not over. */
export function openScene(text: string, secret: string, now: Date): OpenedScene {
  const [, letter, ref, until, signature] = TEXT.exec(text) ?? [];
  const kind = SCENE_KINDS.find((one) => LETTERS[one] === letter);
  if (kind === undefined || ref === undefined || until === undefined || signature === undefined) {
    return { kind: 'invalid' };
  }
  const expected = signatureOf(`${letter}-${ref}-${until}`, secret);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return { kind: 'invalid' };
  if (until === '') return { kind: 'ok', scene: { kind, ref } };
  const expiresAt = new Date(Number.parseInt(until, 36) * SECOND_MS);
  if (expiresAt <= now) return { kind: 'expired' };
  return { kind: 'ok', scene: { kind, ref, expiresAt } };
}

const SCENE_KINDS: readonly SceneKind[] = [
  'claim',
  'report',
  'complaint',
  'policy',
  'manager',
  'event',
];

function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / SECOND_MS);
}

/** The purpose is signed with it: the secret may sign other things, too. */
function signatureOf(said: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`wechat-scene:${said}`)
    .digest('base64url')
    .slice(0, SIGNATURE_LENGTH);
}
