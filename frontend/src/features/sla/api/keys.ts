import { WORK_CHANGED } from '@/shared/lib/work-changed';

export const clockKeys = {
  one: (id: number) => [...WORK_CHANGED, 'one', String(id), 'clock'] as const,
  priority: (id: number, priority: string, version: number) =>
    [...WORK_CHANGED, 'one', String(id), 'priority', priority, version] as const,
};
