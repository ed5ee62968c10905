import { z } from 'zod';
import { AGENT_ROLES, API_SCOPES } from '../../domain/agent.ts';
import { instant, shortText } from './common.ts';

export const signInInput = z.object({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});

const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, 'use 2 to 64 letters, digits, ".", "_" and "-"');

/** Long enough that ten tries in a quarter of an hour lead nowhere. */
const password = z.string().min(12, 'use at least 12 characters').max(256);

export const agent = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(AGENT_ROLES),
  disabledAt: instant.nullable(),
  createdAt: instant,
});

export const session = z.object({
  /** For scripts: `Authorization: Bearer ...`. A browser uses the cookie of the same answer. */
  token: z.string(),
  expiresAt: instant,
  agent,
});

export const currentSession = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(AGENT_ROLES),
});

export const agentInput = z.object({
  username,
  displayName: shortText(50),
  role: z.enum(AGENT_ROLES),
  password,
});

export const passwordInput = z.object({ password });

export const idParams = z.object({ id: z.string().min(1).max(64) });

export const apiKeyInput = z.object({
  name: shortText(100),
  scopes: z.array(z.enum(API_SCOPES)).min(1).max(API_SCOPES.length),
});

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  createdBy: z.string(),
  createdAt: instant,
  /** To within five minutes. */
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

/** The only answer that ever holds the key itself. */
export const createdApiKey = apiKey.extend({ secret: z.string() });

/** A list that is short enough to need no pages. */
export function shortList<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.null() });
}
