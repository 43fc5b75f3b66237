import { useQueries } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import { everyPage } from '@/shared/lib/every-page';

import type { Role } from '../board';
import { boardKeys } from './keys';

const PAGE_SIZE = 100;

export interface Member {
  userId: number;
  name: string;
  role: string;
}

/** The people of some roles; who is in several of them is there once, by the first. */
export function useMembers(roles: Role[]): Member[] {
  return useQueries({
    queries: roles.map(({ id, name }) => ({
      queryKey: boardKeys.members(id),
      queryFn: () => fetchMembers(id, name),
    })),
    combine: (answers) => {
      const known = new Map<number, Member>();
      for (const member of answers.flatMap(({ data }) => data ?? [])) {
        if (!known.has(member.userId)) known.set(member.userId, member);
      }
      return [...known.values()].sort((left, right) => left.name.localeCompare(right.name));
    },
  });
}

async function fetchMembers(roleId: number, role: string): Promise<Member[]> {
  const members = await everyPage((page) =>
    unwrap(
      workflowService.GET('/roles/{role_id}/members/', {
        params: { path: { role_id: roleId }, query: { page, page_size: PAGE_SIZE } },
      }),
    ),
  );
  return members
    .filter((member) => member.is_active)
    .map(({ user_id: userId, full_name, username }) => ({
      userId,
      name: full_name || username,
      role,
    }));
}
