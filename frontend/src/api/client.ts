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
