import type { components } from '@/api/workflow';
import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

export type Incident = components['schemas']['DegradedPartOutput'];

/** Distinguishes an incident from the next one of the same part. */
export function idOf(incident: Incident): string {
  return `${incident.part} ${incident.since}`;
}

/** Whether `error` is the absence of a service, as opposed to its refusal. */
export function isAbsence(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500);
}

/** The incident that the service which tells of incidents has not answered since `since`. */
export function absenceOf(error: Error, since: number): Incident {
  return {
    part: 'tts',
    since: new Date(since).toISOString(),
    effect: t('degraded.away'),
    still_works: t('degraded.awayStillWorks'),
    delayed_by_seconds: null,
    detail: error.message,
  };
}
