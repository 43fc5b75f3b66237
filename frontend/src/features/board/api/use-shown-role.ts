import { useTeamRoles } from './use-team-roles';

/** The role that is asked for, else the first there is; `pending` until that is known. */
export function useShownRole(asked: string): { role: string; pending: boolean } {
  const roles = useTeamRoles();
  return { role: asked || (roles.data?.[0]?.name ?? ''), pending: !asked && roles.isPending };
}
