import { createHash, hkdfSync } from 'node:crypto';

/** What a derived key is for: one purpose's key is worthless for another's. */
export type KeyPurpose = 'conversation-token' | 'stream-token' | 'visitor-token' | 'file-address';

/** A signing key for one purpose from the installation's secret (HKDF-SHA-256, 32 bytes, hex). */
export function deriveKey(secret: string, purpose: KeyPurpose): string {
  return Buffer.from(hkdfSync('sha256', secret, 'careline', purpose, 32)).toString('hex');
}

/** SHA-256 in hex: how tokens and keys are stored, never as they are. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
