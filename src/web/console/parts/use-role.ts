import { useSession } from '../session.ts';

export interface RoleRights {
  /** Supervisors and administrators. */
  readonly isLead: boolean;
  readonly isAdmin: boolean;
  /** Auditors read and change nothing. */
  readonly mayWork: boolean;
}

/** What to show; the server has the last word (server/admin/access.ts). */
export function useRole(): RoleRights {
  const { role } = useSession().me;
  return {
    isLead: role === 'supervisor' || role === 'admin',
    isAdmin: role === 'admin',
    mayWork: role !== 'auditor',
  };
}
