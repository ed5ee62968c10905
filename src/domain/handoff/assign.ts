import { addMs } from '../../lib/clock.ts';
import type { Id } from '../../lib/ids.ts';
import type { AgentRole } from '../agent.ts';
import type { Handoff, PreferredAgent } from './handoff.ts';
import { SUPERVISOR_SKILL } from './machine.ts';
import type { Presence } from './settings.ts';

/** Somebody who could be asked to take a hand-off. Disabled accounts are none. */
export interface Candidate {
  readonly id: Id<'agent'>;
  readonly role: AgentRole;
  /** Their own and their team's. */
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly branch?: string;
  readonly teamId?: Id<'team'>;
  readonly capacity: number;
  /** Hand-offs that they have, finished talks without a result code too, and offers that they have not answered. */
  readonly active: number;
  readonly presence: Presence;
  /** True while a console of theirs gives signs of life. */
  readonly isHere: boolean;
  /** When they were last given something, by `assignedAt`. */
  readonly lastAssignedAt?: Date;
}

/** What the choice depends on. */
export type Wanted = Pick<
  Handoff,
  | 'skill'
  | 'language'
  | 'branch'
  | 'teamId'
  | 'toAgentId'
  | 'isInjury'
  | 'preferred'
  | 'recused'
  | 'passedBy'
>;

export interface Chosen {
  readonly agentId: Id<'agent'>;
  /** Why they and nobody else, for the history. */
  readonly because: 'named' | PreferredAgent['because'] | 'branch' | 'fewest_active';
}

/**
 * Who is offered a hand-off now, or undefined while nobody can take it. Wants the people as they are: count an offer
 * at once, or one person is chosen twice. Deterministic.
 */
export function chooseAgent(wanted: Wanted, candidates: readonly Candidate[]): Chosen | undefined {
  const fitting = fittingAgents(wanted, candidates).filter(hasRoom);
  const fresh = fitting.filter(({ id }) => !wanted.passedBy.includes(id));
  // Whoever let it pass is asked again only when nobody else is left: `move` then starts the list anew.
  const eligible = fresh.length > 0 ? fresh : fitting;
  const [first, ...others] = eligible;
  if (first === undefined) return undefined;
  // Not sorted: a queue of a thousand is offered to hundreds of people in one look.
  const best = others.reduce((a, b) => (compare(wanted, b, a) < 0 ? b : a), first);
  return { agentId: best.id, because: reasonFor(wanted, best) };
}

/**
 * Everybody at work who could have it, whether or not they have room now: what a waiting time is reckoned from.
 * A wish that nobody at work can meet is dropped, so that nobody waits for a person who is not there; supervisors
 * and teams were asked for by a person and are waited for.
 */
export function fittingAgents(
  wanted: Wanted,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const atWork = candidates.filter((each) => isAtWork(each) && !wanted.recused.includes(each.id));
  // A colleague who gives somebody to a person by name has asked them: being busy keeps away the others.
  const named = atWork.filter(({ id }) => id === wanted.toAgentId);
  if (named.length > 0) return named;
  const inTeam = wanted.teamId === undefined ? atWork : atWork.filter(isIn(wanted.teamId));
  const skilled = withSkill(wanted, inTeam);
  const speaking = skilled.filter(({ languages }) => languages.includes(wanted.language));
  const fitting = speaking.length > 0 ? speaking : skilled;
  return fitting.filter(({ presence }) => presence === 'online');
}

/** Whether somebody may take it by their own hand: skills are a wish then, a recusal and the room are not. */
export function mayAccept(
  wanted: Wanted,
  /** `active` without an offer of this very hand-off. */
  agent: Candidate,
): 'may' | 'recused' | 'at_capacity' | 'offered_to_another' | 'agent_unavailable' {
  if (agent.role === 'auditor') return 'agent_unavailable';
  if (wanted.recused.includes(agent.id)) return 'recused';
  const isForOthers =
    (wanted.skill === SUPERVISOR_SKILL && !isLead(agent)) ||
    (wanted.teamId !== undefined && wanted.teamId !== agent.teamId && !isLead(agent));
  if (isForOthers) return 'offered_to_another';
  return hasRoom(agent) ? 'may' : 'at_capacity';
}

/**
 * The time to note for whoever is chosen now: later than everybody's, also when two are chosen within a millisecond,
 * since taking turns rests on it.
 */
export function assignedAt(now: Date, candidates: readonly Candidate[]): Date {
  const newest = Math.max(
    ...candidates.map(({ lastAssignedAt }) => lastAssignedAt?.getTime() ?? 0),
    0,
  );
  return newest < now.getTime() ? now : addMs(new Date(newest), 1);
}

function isAtWork({ role, isHere, presence }: Candidate): boolean {
  return role !== 'auditor' && isHere && presence !== 'away';
}

function isIn(teamId: Id<'team'>): (candidate: Candidate) => boolean {
  return (candidate) => candidate.teamId === teamId;
}

function hasRoom({ active, capacity }: Candidate): boolean {
  return active < capacity;
}

function isLead({ role }: Candidate): boolean {
  return role === 'supervisor' || role === 'admin';
}

function withSkill(wanted: Wanted, people: readonly Candidate[]): readonly Candidate[] {
  const { skill } = wanted;
  if (skill === undefined) return people;
  if (skill === SUPERVISOR_SKILL) return people.filter(isLead);
  const skilled = people.filter(({ skills }) => skills.includes(skill));
  // Whoever is hurt does not wait until the specialist has room.
  const isFree = (each: Candidate): boolean => each.presence === 'online' && hasRoom(each);
  const mayWait = wanted.isInjury ? skilled.some(isFree) : skilled.length > 0;
  return mayWait ? skilled : people;
}

/** The order of the wishes; among equals people take turns. */
function compare(wanted: Wanted, a: Candidate, b: Candidate): number {
  return (
    preferenceOf(wanted, a) - preferenceOf(wanted, b) ||
    Number(isSameBranch(wanted, b)) - Number(isSameBranch(wanted, a)) ||
    a.active - b.active ||
    (a.lastAssignedAt?.getTime() ?? 0) - (b.lastAssignedAt?.getTime() ?? 0) ||
    (a.id < b.id ? -1 : 1)
  );
}

function preferenceOf({ preferred }: Wanted, { id }: Candidate): number {
  const place = preferred.findIndex(({ agentId }) => agentId === id);
  return place === -1 ? preferred.length : place;
}

function isSameBranch({ branch }: Wanted, candidate: Candidate): boolean {
  return branch !== undefined && candidate.branch === branch;
}

function reasonFor(wanted: Wanted, chosen: Candidate): Chosen['because'] {
  if (wanted.toAgentId === chosen.id) return 'named';
  const preferred = wanted.preferred.find(({ agentId }) => agentId === chosen.id);
  if (preferred !== undefined) return preferred.because;
  return isSameBranch(wanted, chosen) ? 'branch' : 'fewest_active';
}
