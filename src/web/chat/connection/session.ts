import { z } from 'zod/mini';
import type { Brand } from '../state/model.ts';

const sessionSchema = z.object({
  token: z.string(),
  conversationId: z.string(),
  userId: z.string(),
  visitor: z.string(),
  domain: z.string(),
  uploadBytesMax: z.number(),
  brand: z.object({
    name: z.string(),
    color: z.string(),
    hotline: z.string(),
    logoUrl: z.optional(z.nullable(z.string())),
  }),
});

/** A right to talk in one conversation, as `POST /api/webchat/tokens` gives it. */
export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly userId: string;
  /** Brings the same visitor back to the same conversation. */
  readonly visitor: string;
  /** Base address of Direct Line, such as `https://desk.example/v3/directline`. */
  readonly domain: string;
  readonly brand: Brand;
  /** Largest file the desk takes. */
  readonly uploadBytesMax: number;
}

export interface SessionRequest {
  readonly visitor?: string;
  /** Signed by the insurer's own site: who its visitor is. */
  readonly identityToken?: string;
}

/** `refused`: this identity token was not accepted. `unreachable`: try again later. */
export type SessionAnswer =
  | { readonly kind: 'ok'; readonly session: Session }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' };

export type RequestSession = (request: SessionRequest) => Promise<SessionAnswer>;

const TIMEOUT_MS = 15_000;
const LOCALE = 'zh-CN';

/** Asks the desk for a session. Never rejects. */
export const requestSession: RequestSession = async (request) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch('api/webchat/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...request, locale: LOCALE }),
      signal: abort.signal,
    });
    if ([400, 401, 403, 422].includes(response.status)) return { kind: 'refused' };
    const parsed = sessionSchema.safeParse(await response.json());
    if (!response.ok || !parsed.success) return { kind: 'unreachable' };
    const { brand, ...rest } = parsed.data;
    const { logoUrl, ...named } = brand;
    return { kind: 'ok', session: { ...rest, brand: logoUrl ? { ...named, logoUrl } : named } };
  } catch {
    return { kind: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
};
