import { createContext, useContext } from 'react';
import type { z } from 'zod';
import { currentSession, session } from '../../server/contract/access.ts';
import { call, NO_CONTENT } from './api.ts';

/** Who is signed in. */
export type Me = z.infer<typeof currentSession>;

export interface Session {
  readonly me: Me;
  readonly signOut: () => Promise<void>;
}

/** Set for everything behind the sign-in. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in; only for what is shown behind the sign-in. */
export function useSession(): Session {
  const found = useContext(SessionContext);
  if (found === undefined) throw new Error('useSession outside of the signed-in console');
  return found;
}

/** Who the browser's cookie belongs to. Throws ApiError `unauthenticated` when to nobody. */
export function fetchMe(signal: AbortSignal): Promise<Me> {
  return call({ path: '/sessions/current', answer: currentSession, signal });
}

/** Signs in; the browser keeps the cookie, and the token in the answer is dropped. */
export async function signIn(input: {
  readonly username: string;
  readonly password: string;
}): Promise<Me> {
  const { agent } = await call({
    method: 'POST',
    path: '/sessions',
    body: input,
    answer: session,
  });
  return {
    id: agent.id,
    username: agent.username,
    displayName: agent.displayName,
    role: agent.role,
  };
}

export async function signOut(): Promise<void> {
  await call({ method: 'DELETE', path: '/sessions/current', answer: NO_CONTENT });
}
