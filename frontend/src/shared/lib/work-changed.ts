/** Query key that begins everything about tasks, so that news of any of them refreshes what is shown. */
export const WORK_CHANGED = ['tasks'] as const;
