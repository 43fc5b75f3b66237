import { SESSION } from '@/shared/lib/session';

export const sessionKeys = {
  me: [SESSION, 'me'] as const,
  options: [SESSION, 'options'] as const,
};

export const secondFactorKeys = {
  standing: ['second-factor', 'standing'] as const,
  totpSetup: ['second-factor', 'totp-setup'] as const,
};
