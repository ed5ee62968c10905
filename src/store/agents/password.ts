import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the library's defaults, 19 MiB and two passes: OWASP's first recommendation. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

/** True when the password is right. A stored text that is no hash never matches. */
export async function isPasswordRight(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, password.normalize('NFKC'));
  } catch {
    return false;
  }
}
