import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

/** Why a password did not open the door. */
export function signInFailure(error: unknown): string {
  if (!(error instanceof ApiError)) return t('error.unexpected');
  if (error.status === 401 || error.status === 400) return t('signIn.wrong');
  if (error.status === 429) return t('signIn.slowDown');
  return error.message;
}

/** Why a code did not; undefined where the service's own words are best. */
export function codeFailure(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 429) return t('signIn.slowDown');
  const wrong = error.code === 'OTP_INVALID' || error.details.some(({ field }) => field === 'otp');
  return wrong ? t('secondFactor.wrong') : undefined;
}

/** Whether the organisation's provider let somebody in who still owes a second factor. */
export function owesSecondFactor(code: string | null): boolean {
  return code === 'OTP_REQUIRED' || code === 'ENROLMENT_REQUIRED';
}

/** Why the organisation's provider did not open it either. */
export function openIdFailure(code: string): string {
  return t(code === 'AUTH_FAILED' ? 'signIn.openIdRefused' : 'signIn.openIdFailed');
}
