import type { FastifyRequest } from 'fastify';
import type { DeskActor, HandoffRefusal } from '../../domain/handoff/desk.ts';
import { AppError, type ErrorCode } from '../../lib/errors.ts';
import type { Id } from '../../lib/ids.ts';

/** Who acts at the desk: a person who signed in, or another desk with its key. */
export function deskActorOf(request: FastifyRequest): DeskActor {
  const { principal } = request;
  if (principal === undefined) throw new AppError('unauthenticated', 'nobody signed in');
  const actor = { kind: principal.kind, id: principal.id } as const;
  if (principal.kind === 'api_key') return { actor, name: principal.name, isSupervisor: false };
  const isSupervisor = principal.role === 'supervisor' || principal.role === 'admin';
  return { actor, name: principal.displayName, isSupervisor };
}

/** The agent who asks. Throws `forbidden` for a key: a machine has no desk. */
export function agentOf(request: FastifyRequest): {
  readonly id: Id<'agent'>;
  readonly sessionId: Id<'session'>;
} {
  const { principal } = request;
  if (principal?.kind === 'agent') return principal;
  throw new AppError('forbidden', 'a machine key has no desk');
}

const REFUSALS: Readonly<
  Record<HandoffRefusal, { readonly code: ErrorCode; readonly why: string }>
> = {
  not_found: { code: 'not_found', why: 'there is no such hand-off' },
  unknown_target: { code: 'not_found', why: 'there is no such agent or team' },
  ended: { code: 'ended', why: 'the hand-off is over' },
  not_waiting: { code: 'not_waiting', why: 'it does not wait for anybody any more' },
  not_with_agent: { code: 'not_with_agent', why: 'no agent has it: accept it first' },
  offered_to_another: { code: 'offered_to_another', why: 'it is offered to somebody else' },
  owned_by_another: { code: 'owned_by_another', why: 'somebody else has it' },
  owned_elsewhere: {
    code: 'owned_elsewhere',
    why: "people in WeChat's own client have the session; it can only be ended there",
  },
  recused: { code: 'recused', why: 'this person must not have it' },
  at_capacity: { code: 'at_capacity', why: 'there is no room for another conversation' },
  agent_unavailable: {
    code: 'agent_unavailable',
    why: 'this person is not there: they are away or signed out',
  },
};

/** A refusal of the desk as a problem whose code is the refusal's own word. */
export function toRefusal(why: HandoffRefusal): AppError {
  const refusal = REFUSALS[why];
  return new AppError(refusal.code, refusal.why);
}
