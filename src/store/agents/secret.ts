import { sha256 } from '../../lib/sha256.ts';

/** A random secret of at least 160 bits needs no slow hash: guessing it is hopeless anyway. */
export function hashSecret(secret: string): string {
  return sha256(secret);
}
