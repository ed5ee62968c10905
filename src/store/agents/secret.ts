import { createHash } from 'node:crypto';

/** A random secret of at least 160 bits needs no slow hash: guessing it is hopeless anyway. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
