import type { components } from '@/api/auth';
import type { ApiError } from '@/shared/lib/api-error';

export type Method = components['schemas']['MethodEnum'];
/** Where a code may come from. */
export type CodeSource = Method | 'recovery';

export const SOURCES: readonly CodeSource[] = ['totp', 'email', 'recovery'];

/** The sources that a sign-in's refusal offers; the app when it names none. */
export function sourcesOf(error: ApiError): CodeSource[] {
  const offered = SOURCES.filter((source) => error.details.some(({ field }) => field === source));
  return offered.length > 0 ? offered : ['totp'];
}

/** The token for setting up a second factor that comes with `ENROLMENT_REQUIRED`. */
export function enrolmentTokenOf(error: ApiError): string | null {
  const { enrolment_token: token } = (error.body ?? {}) as { enrolment_token?: unknown };
  return typeof token === 'string' ? token : null;
}
