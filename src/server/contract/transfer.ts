import { z } from 'zod';
import { shortText } from './common.ts';

const id = z.string().min(1).max(64);

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agent'), agentId: id }),
  z.object({ kind: z.literal('team'), teamId: id }),
  z.object({ kind: z.literal('supervisor') }),
]);

/**
 * Whom a customer is given to. What can mean only one thing is taken as well: `{"to":"supervisor"}`, an agent's or a
 * team's id as `to`, and `agentId` or `teamId` without a `kind`.
 */
export const transferInput = z.preprocess(
  writeOut,
  z.object({
    to: target,
    /** For the next person, never for the customer. */
    note: shortText(500).optional(),
  }),
);

const body = z.looseObject({ to: z.unknown().optional() });
const named = z.object({ agentId: id.optional(), teamId: id.optional() });
const TEAM_ID = /^tea_/;

function writeOut(given: unknown): unknown {
  const { success, data } = body.safeParse(given);
  if (!success) return given;
  const to = data.to === undefined ? findNamed(data) : toTarget(data.to);
  return to === undefined ? given : { ...data, to };
}

function toTarget(to: unknown): z.infer<typeof target> | undefined {
  if (typeof to !== 'string') return hasKind(to) ? undefined : findNamed(to);
  if (to === 'supervisor') return { kind: 'supervisor' };
  return TEAM_ID.test(to) ? { kind: 'team', teamId: to } : { kind: 'agent', agentId: to };
}

function hasKind(to: unknown): boolean {
  return typeof to === 'object' && to !== null && 'kind' in to;
}

function findNamed(given: unknown): z.infer<typeof target> | undefined {
  const { data } = named.safeParse(given);
  if (data?.agentId !== undefined) return { kind: 'agent', agentId: data.agentId };
  return data?.teamId === undefined ? undefined : { kind: 'team', teamId: data.teamId };
}
