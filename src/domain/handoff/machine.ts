import type { Id } from '../../lib/ids.ts';
import { isNativeHub } from '../wechat/native.ts';
import { type Handoff, type HandoffOutcome, isOpen } from './handoff.ts';

/** Everything that can happen to an open hand-off. The names are what its history is written in. */
export type HandoffEvent =
  | { readonly name: 'offer'; readonly agentId: Id<'agent'>; readonly until: Date }
  | {
      readonly name: 'pass';
      readonly agentId: Id<'agent'>;
      readonly why: 'declined' | 'timed_out' | 'away' | 'gone';
    }
  | { readonly name: 'accept'; readonly agentId: string; readonly agentName: string }
  /** A supervisor takes it, whoever has it. */
  | { readonly name: 'take_over'; readonly agentId: Id<'agent'>; readonly agentName: string }
  | {
      readonly name: 'transfer';
      /** Who gives it away; a supervisor may give away another's. */
      readonly by: { readonly id: string; readonly isSupervisor: boolean };
      readonly to:
        | { readonly kind: 'agent'; readonly agentId: Id<'agent'> }
        | { readonly kind: 'team'; readonly teamId: Id<'team'> }
        | { readonly kind: 'supervisor' };
    }
  /** Whoever has it cannot go on. */
  | { readonly name: 'requeue'; readonly why: 'away' | 'gone' | 'disabled' }
  | { readonly name: 'agent_wrote' }
  | { readonly name: 'customer_wrote' }
  /** A silent customer is asked whether they are still there. */
  | { readonly name: 'remind' }
  /** The talk is over; the agent still writes down what it came to. */
  | { readonly name: 'wrap_up'; readonly by: Actor }
  | {
      readonly name: 'close';
      readonly by: Actor;
      readonly outcome: Exclude<HandoffOutcome, 'returned_to_bot'>;
      readonly resultCode?: string;
      readonly note?: string;
    }
  | { readonly name: 'return_to_bot'; readonly by: Actor; readonly note?: string };

type Actor =
  | { readonly kind: 'agent'; readonly id: string; readonly isSupervisor: boolean }
  | { readonly kind: 'customer' }
  | { readonly kind: 'desk' };

export type Moved =
  | { readonly kind: 'moved'; readonly handoff: Handoff }
  | {
      readonly kind: 'refused';
      readonly why:
        | 'ended'
        | 'not_waiting'
        | 'not_with_agent'
        | 'offered_to_another'
        | 'owned_by_another'
        /** People in WeChat's own client have the session, and only they can give it back. */
        | 'owned_elsewhere'
        | 'recused';
    };

/** The skill of whoever may decide what an agent may not. */
export const SUPERVISOR_SKILL = 'supervisor';

/** The next state of a hand-off, or why there is none. Pure: the store carries it out under the row's lock. */
export function move(handoff: Handoff, event: HandoffEvent, now: Date): Moved {
  if (!isOpen(handoff)) return refused('ended');
  switch (event.name) {
    case 'offer':
      return offer(handoff, event);
    case 'pass':
      return pass(handoff, event);
    case 'accept':
      return accept(handoff, event, now);
    case 'take_over':
      return takeOver(handoff, event, now);
    case 'transfer':
      return transfer(handoff, event, now);
    case 'requeue':
      if (!isOwned(handoff)) return refused('not_with_agent');
      return moved(queued(handoff, now, handoff.agentId));
    case 'agent_wrote':
      if (!isOwned(handoff)) return refused('not_with_agent');
      return moved(
        talking(handoff, { lastAgentAt: now, firstReplyAt: handoff.firstReplyAt ?? now }),
      );
    case 'customer_wrote':
      return moved(customerWrote(handoff, now));
    case 'remind':
      if (handoff.state !== 'with_agent') return refused('not_with_agent');
      return moved({ ...handoff, remindedAt: now });
    case 'wrap_up':
      if (handoff.state !== 'with_agent') return refused('not_with_agent');
      if (!mayEnd(handoff, event.by)) return refused('owned_by_another');
      return moved({ ...handoff, state: 'wrapping_up', wrapUpAt: now });
    case 'close':
      if (!mayEnd(handoff, event.by)) return refused('owned_by_another');
      return moved(ended(handoff, { ...event, state: 'closed', closedAt: now }));
    case 'return_to_bot': {
      if (!mayEnd(handoff, event.by)) return refused('owned_by_another');
      const outcome = 'returned_to_bot' as const;
      return moved(ended(handoff, { ...event, outcome, state: 'returned', closedAt: now }));
    }
  }
}

type Of<N extends HandoffEvent['name']> = Extract<HandoffEvent, { readonly name: N }>;

function offer(handoff: Handoff, { agentId, until }: Of<'offer'>): Moved {
  if (handoff.state !== 'queued') return refused('not_waiting');
  if (handoff.recused.includes(agentId)) return refused('recused');
  const { toAgentId, ...rest } = handoff;
  // Whoever was asked for by name is not there when another is asked; else that other could never accept.
  const keepsTarget = toAgentId === agentId;
  // Somebody is asked a second time only when everybody let it pass: from here on the round is a new one.
  const passedBy = handoff.passedBy.includes(agentId) ? [] : handoff.passedBy;
  return moved({
    ...rest,
    ...(keepsTarget ? { toAgentId } : {}),
    passedBy,
    state: 'offered',
    offeredTo: agentId,
    offeredUntil: until,
  });
}

/** Whoever let it pass is not asked again before everybody else was. */
function pass(handoff: Handoff, { agentId }: Of<'pass'>): Moved {
  if (handoff.state !== 'offered') return refused('not_waiting');
  if (handoff.offeredTo !== agentId) return refused('offered_to_another');
  const { toAgentId, ...rest } = withoutOffer(handoff);
  const keepsTarget = toAgentId !== undefined && toAgentId !== agentId;
  return moved({
    ...rest,
    ...(keepsTarget ? { toAgentId } : {}),
    state: 'queued',
    passedBy: [...handoff.passedBy.filter((id) => id !== agentId), agentId],
  });
}

/**
 * One may take whoever waits for everybody. An offer asks one person and shuts nobody out: who is quicker serves the
 * customer. Only who was asked for by name is waited for.
 */
function accept(handoff: Handoff, event: Of<'accept'>, now: Date): Moved {
  if (isOwned(handoff)) {
    return handoff.agentId === event.agentId ? moved(handoff) : refused('owned_by_another');
  }
  const { toAgentId } = handoff;
  if (toAgentId !== undefined && toAgentId !== event.agentId) return refused('offered_to_another');
  return own(handoff, event, now);
}

function own(
  handoff: Handoff,
  { agentId, agentName }: { readonly agentId: string; readonly agentName: string },
  now: Date,
): Moved {
  if (handoff.recused.includes(agentId)) return refused('recused');
  const {
    toAgentId: _to,
    wrapUpAt: _wrapUp,
    remindedAt: _reminded,
    ...rest
  } = withoutOffer(handoff);
  return moved({
    ...rest,
    state: 'with_agent',
    agentId,
    agentName,
    acceptedAt: handoff.acceptedAt ?? now,
  });
}

/** A session in WeChat's own client can be ended there, and by nothing that we could call (wechat.md 4.4). */
function takeOver(handoff: Handoff, event: Of<'take_over'>, now: Date): Moved {
  if (isOwned(handoff) && isNativeHub(handoff.agentId)) return refused('owned_elsewhere');
  // WeChat is being asked at this moment.
  if (isNativeHub(handoff.toAgentId)) return refused('offered_to_another');
  return own(handoff, event, now);
}

function transfer(handoff: Handoff, { by, to }: Of<'transfer'>, now: Date): Moved {
  if (isOwned(handoff) && isNativeHub(handoff.agentId)) return refused('owned_elsewhere');
  if (isNativeHub(handoff.toAgentId)) return refused('offered_to_another');
  if (!isOwned(handoff) && !by.isSupervisor) return refused('not_with_agent');
  if (isOwned(handoff) && handoff.agentId !== by.id && !by.isSupervisor) {
    return refused('owned_by_another');
  }
  if (to.kind === 'agent' && handoff.recused.includes(to.agentId)) return refused('recused');
  const { teamId: _team, skill, ...waiting } = queued(handoff, now, undefined);
  // A supervisor who gives it on has decided; an agent could not accept what only a supervisor may.
  const rest = {
    ...waiting,
    ...(skill === undefined || skill === SUPERVISOR_SKILL ? {} : { skill }),
  };
  switch (to.kind) {
    case 'agent':
      return moved({ ...rest, toAgentId: to.agentId });
    case 'team':
      return moved({ ...rest, teamId: to.teamId, passedBy: giverOf(handoff) });
    case 'supervisor':
      return moved({ ...rest, skill: SUPERVISOR_SKILL, passedBy: giverOf(handoff) });
  }
}

/** Whoever gave it away does not get it back before others were asked. */
function giverOf({ agentId }: Handoff): readonly string[] {
  return agentId === undefined ? [] : [agentId];
}

/** Back in the queue at its old rank: nobody waits longer because an agent could not go on. */
function queued(handoff: Handoff, now: Date, passedBy: string | undefined): Handoff {
  const {
    agentId: _agent,
    agentName: _name,
    toAgentId: _to,
    toldPosition: _position,
    toldAt: _told,
    wrapUpAt: _wrapUp,
    remindedAt: _reminded,
    ...rest
  } = withoutOffer(handoff);
  return {
    ...rest,
    state: 'queued',
    queuedAt: now,
    passedBy: passedBy === undefined ? [] : [passedBy],
  };
}

function customerWrote(handoff: Handoff, now: Date): Handoff {
  const heard = { ...handoff, lastCustomerAt: now };
  return isOwned(handoff) ? talking(heard, {}) : heard;
}

/** Whatever is said after the good-bye is a conversation again. */
function talking(handoff: Handoff, patch: Partial<Handoff>): Handoff {
  const { wrapUpAt: _wrapUp, remindedAt: _reminded, ...rest } = handoff;
  return { ...rest, ...patch, state: 'with_agent' };
}

function ended(
  handoff: Handoff,
  end: {
    readonly state: 'closed' | 'returned';
    readonly closedAt: Date;
    readonly outcome: HandoffOutcome;
    readonly resultCode?: string;
    readonly note?: string;
  },
): Handoff {
  const { state, closedAt, outcome, resultCode, note } = end;
  return {
    ...withoutOffer(handoff),
    state,
    closedAt,
    outcome,
    ...(resultCode === undefined ? {} : { resultCode }),
    ...(note === undefined ? {} : { note }),
  };
}

/** An agent ends what is theirs; a supervisor, the customer and the desk's own clocks end any. */
function mayEnd(handoff: Handoff, by: Actor): boolean {
  if (by.kind !== 'agent' || by.isSupervisor) return true;
  return isOwned(handoff) && handoff.agentId === by.id;
}

/** True while one person has it. */
export function isOwned({ state }: Pick<Handoff, 'state'>): boolean {
  return state === 'with_agent' || state === 'wrapping_up';
}

function withoutOffer(handoff: Handoff): Handoff {
  const { offeredTo: _to, offeredUntil: _until, ...rest } = handoff;
  return rest;
}

function moved(handoff: Handoff): Moved {
  return { kind: 'moved', handoff: { ...handoff, version: handoff.version + 1 } };
}

function refused(why: Extract<Moved, { readonly kind: 'refused' }>['why']): Moved {
  return { kind: 'refused', why };
}
