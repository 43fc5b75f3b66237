import { refusalOf } from './i18n/server-words';

export interface FieldProblem {
  field: string;
  message: string;
}

/** A refusal by a service, or its absence (`status` 0), in the form every screen can show. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: FieldProblem[];
  readonly correlationId: string | null;
  /** The answer as it came, for the endpoints that say more than the common form. */
  readonly body: unknown;

  constructor(
    message: string,
    facts: {
      status: number;
      code: string;
      details?: FieldProblem[];
      correlationId?: string | null;
      body?: unknown;
    },
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = facts.status;
    this.code = facts.code;
    this.details = facts.details ?? [];
    this.correlationId = facts.correlationId ?? null;
    this.body = facts.body;
  }

  /** What was wrong with one field of the request, when the service named it. */
  problemOf(field: string): string | undefined {
    return this.details.find((problem) => problem.field === field)?.message;
  }
}

interface ErrorBody {
  error?: unknown;
  code?: unknown;
  details?: unknown;
  correlation_id?: unknown;
}

function isFieldProblem(entry: unknown): entry is FieldProblem {
  const { field, message } = (entry ?? {}) as Record<string, unknown>;
  return typeof field === 'string' && typeof message === 'string';
}

/** Read the common error form out of `body`; anything else (a proxy's page) gives `fallback`. */
export function toApiError(response: Response, body: unknown, fallback: string): ApiError {
  const known: ErrorBody = typeof body === 'object' && body !== null ? body : {};
  const code = typeof known.code === 'string' ? known.code : `HTTP_${response.status}`;
  const message = typeof known.error === 'string' ? refusalOf(code, known.error) : fallback;
  return new ApiError(message, {
    status: response.status,
    code,
    details: Array.isArray(known.details) ? known.details.filter(isFieldProblem) : [],
    correlationId:
      typeof known.correlation_id === 'string'
        ? known.correlation_id
        : response.headers.get('X-Correlation-ID'),
    body,
  });
}

/** Whether a mailed link was refused because it was used, is too old or was never right. */
export function isSpent(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 410 || error.problemOf('token') !== undefined;
}

/** Whether a change was refused because it was decided on a state that is over. */
export function isStale(error: unknown): error is ApiError {
  return (
    error instanceof ApiError && error.status === 409 && error.problemOf('version') !== undefined
  );
}
