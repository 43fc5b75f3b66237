import createClient from 'openapi-fetch';

import { ApiError, toApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';

import type { paths as AuthPaths } from './auth';
import { authorisedFetch } from './http';
import type { paths as MessagingPaths } from './messaging';
import type { paths as NotificationPaths } from './notification';
import type { paths as TicketPaths } from './ticket';
import type { paths as WorkflowPaths } from './workflow';

/** `lists`: how the service expects several values of one query parameter. */
function clientOf<Paths extends object>(
  service: string,
  lists: 'repeated' | 'commas' = 'repeated',
) {
  return createClient<Paths>({
    baseUrl: `${window.location.origin}/api/${service}`,
    fetch: authorisedFetch,
    querySerializer: { array: { style: 'form', explode: lists === 'repeated' } },
  });
}

export const authService = clientOf<AuthPaths>('auth');
export const workflowService = clientOf<WorkflowPaths>('workflow', 'commas');
export const ticketService = clientOf<TicketPaths>('ticket');
export const messagingService = clientOf<MessagingPaths>('messaging');
export const notificationService = clientOf<NotificationPaths>('notification');

type DeadLetterPaths = Pick<WorkflowPaths, Extract<keyof WorkflowPaths, `/dead-letters/${string}`>>;

/** The dead letters of each service that takes messages; the interface is the same in all four. */
export const deadLettersOf = {
  workflow: clientOf<DeadLetterPaths>('workflow'),
  ticket: clientOf<DeadLetterPaths>('ticket'),
  messaging: clientOf<DeadLetterPaths>('messaging'),
  notification: clientOf<DeadLetterPaths>('notification'),
};

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

function reasonOf(status: number): string {
  if (status === 404) return t('error.notFound');
  if (status === 429) return t('error.tooMany');
  return status >= 500 ? t('error.unavailable') : t('error.refused');
}

/** Sends a change only as long as the state is the one that was seen (the service's ETag). */
export function ifMatch(etag: string | undefined) {
  return etag === undefined ? {} : { header: { 'If-Match': etag } };
}

/** The ETag of something whose `version` rises with every change. */
export function versionTag(row: { version?: number } | undefined): string | undefined {
  return row?.version === undefined ? undefined : `"${row.version}"`;
}

/** As `unwrap`, with the ETag of what was read. */
export async function unwrapTagged<Data extends object>(
  call: Promise<Answer<Data>>,
): Promise<Data & { etag?: string }> {
  const answer = call.then(({ response }) => response.headers.get('ETag'));
  const [data, etag] = await Promise.all([unwrap(call), answer.catch(() => null)]);
  return etag === null ? data : { ...data, etag };
}

/** The data of a call, or an `ApiError` thrown. */
export async function unwrap<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const answer = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(t('error.unreachable'), { status: 0, code: 'UNREACHABLE' });
  });
  if (!answer.response.ok) {
    throw toApiError(answer.response, answer.error, reasonOf(answer.response.status));
  }
  return answer.data as Data;
}
