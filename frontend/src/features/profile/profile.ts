import type { components } from '@/api/auth';

type Schemas = components['schemas'];
export type Profile = Schemas['ProfileOutput'];
export type ProfileChange = Schemas['PatchedChangeProfileInputRequest'];
export type Theme = Schemas['ThemeEnum'];

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
