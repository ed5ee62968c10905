import { z } from 'zod';
import type { Grant, GrantKind } from '../../domain/wechat/grants.ts';

/** A grant's kind as it is stored. */
export const grantKindSchema: z.ZodType<GrantKind> = z.union([
  z.enum(['message', 'menu_click', 'subscribe', 'scan', 'welcome', 'closing', 'queue_notice']),
  z.templateLiteral(['subscription:', z.string()]),
]);

export const GRANT_COLUMNS = 'kind, code, granted_at, expires_at, allowed, used';

const rowSchema = z.object({
  kind: grantKindSchema,
  code: z.string().nullable(),
  granted_at: z.date(),
  expires_at: z.date().nullable(),
  allowed: z.number(),
  used: z.number(),
});

export function toGrant(value: unknown): Grant {
  const row = rowSchema.parse(value);
  return {
    kind: row.kind,
    grantedAt: row.granted_at,
    allowed: row.allowed,
    used: row.used,
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  };
}
