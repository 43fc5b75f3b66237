/** Query key that begins everything about tasks, so that news of any of them refreshes what is shown. */
export const WORK_CHANGED = ['tasks'] as const;

/** How many tasks each view holds. It follows the changes of work at a pace of its own. */
export const VIEW_COUNTS = ['view-counts'] as const;
