import { z } from 'zod';
import { AGENT_ROLES, type AgentDetail } from '../../domain/agent.ts';
import { PRESENCES, SKILLS } from '../../domain/handoff/settings.ts';

const rowSchema = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  role: z.enum(AGENT_ROLES),
  disabled_at: z.date().nullable(),
  created_at: z.date(),
  team_id: z.string().nullable(),
  branch: z.string().nullable(),
  skills: z.array(z.enum(SKILLS)),
  languages: z.array(z.string()),
  capacity: z.number().int(),
  presence: z.enum(PRESENCES),
  is_compliance: z.boolean(),
});

export const AGENT_COLUMNS = Object.keys(rowSchema.shape).join(', ');

/** A row of agents as PostgreSQL gives it. */
export function toAgentDetail(row: unknown): AgentDetail {
  const { id, username, role, skills, languages, capacity, presence, ...rest } =
    rowSchema.parse(row);
  return {
    id,
    username,
    displayName: rest.display_name,
    role,
    createdAt: rest.created_at,
    skills,
    languages,
    capacity,
    presence,
    isCompliance: rest.is_compliance,
    ...(rest.disabled_at === null ? {} : { disabledAt: rest.disabled_at }),
    ...(rest.team_id === null ? {} : { teamId: rest.team_id }),
    ...(rest.branch === null ? {} : { branch: rest.branch }),
  };
}
