import type { components } from '@/api/auth';

export type SignedInSession = components['schemas']['SessionOutput'];
/** Whose sessions: one's own, or those of a person. */
export type Owner = 'me' | number;
