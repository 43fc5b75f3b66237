import { ApiError, toApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';

import { readCookie, renewSession } from './refresh';

export interface UploadOptions {
  /** Further fields of the form. */
  fields?: Record<string, string>;
  /** The same for every attempt, so that the file is stored once. */
  key: string;
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (share: number) => void;
}

/**
 * Send a file to a service. `fetch` cannot say how far it is, hence the older way. Throws an
 * `ApiError`, or an `AbortError` when it was called off.
 */
export async function upload(path: string, file: File, options: UploadOptions): Promise<void> {
  const sentAt = Date.now();
  const first = await attempt(path, file, options);
  const again = first.status === 401 && (await renewSession(sentAt)) === 'renewed';
  const { status, body } = again ? await attempt(path, file, options) : first;
  if (status >= 200 && status < 300) return;
  throw toApiError(new Response(null, { status }), body, t('error.refused'));
}

interface Answer {
  status: number;
  body: unknown;
}

function attempt(path: string, file: File, options: UploadOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('X-CSRFToken', readCookie('csrftoken') ?? '');
    request.setRequestHeader('X-Correlation-ID', uuid());
    request.setRequestHeader('Idempotency-Key', options.key);
    request.upload.onprogress = ({ loaded, total }) => options.onProgress(loaded / total);
    request.onload = () => resolve({ status: request.status, body: parsed(request.responseText) });
    request.onerror = () =>
      reject(new ApiError(t('error.unreachable'), { status: 0, code: 'UNREACHABLE' }));
    request.onabort = () => reject(new DOMException('Called off', 'AbortError'));
    options.signal.addEventListener('abort', () => request.abort());
    if (options.signal.aborted) request.onabort(new ProgressEvent('abort'));
    else request.send(formOf(file, options.fields));
  });
}

function formOf(file: File, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file);
  return form;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
