import { z } from 'zod';

const CANDIDATE = /[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,24}/i;
const email = z.email().max(120);

/** The one e-mail address in a text, in lower case; undefined when there is none that could exist. */
export function emailIn(text: string): string | undefined {
  const parsed = email.safeParse(CANDIDATE.exec(text.normalize('NFKC'))?.[0].toLowerCase());
  return parsed.success ? parsed.data : undefined;
}
