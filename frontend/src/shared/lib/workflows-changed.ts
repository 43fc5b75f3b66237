/** Query key that begins everything about workflows: invalidated when one was changed. */
export const WORKFLOWS_CHANGED = ['workflows'] as const;
