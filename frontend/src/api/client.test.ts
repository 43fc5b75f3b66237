import { expect, it, vi } from 'vitest';

import { ApiError } from '@/shared/lib/api-error';
import { startFakeServer } from '@/test/fake-server';

import { unwrap, workflowService } from './client';

const ONE = '/tasks/{task_id}/';
const call = () => unwrap(workflowService.GET(ONE, { params: { path: { task_id: '1' } } }));

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error('it did not fail as expected');
  return error;
}

it('gives the reason, the fields and the reference of a refusal', async () => {
  startFakeServer().on('GET /api/workflow/tasks/1/', () =>
    Response.json(
      {
        error: 'Validation failed',
        code: 'VALIDATION_ERROR',
        details: [{ field: 'notes', message: 'is required' }],
        correlation_id: 'abc',
      },
      { status: 400 },
    ),
  );

  const failure = await failureOf(call());

  expect(failure).toMatchObject({ status: 400, code: 'VALIDATION_ERROR', correlationId: 'abc' });
  expect(failure.problemOf('notes')).toBe('is required');
});

it('has plain words for a gateway that answers with a page', async () => {
  startFakeServer().on(
    'GET /api/workflow/tasks/1/',
    () => new Response('<html>Bad gateway</html>', { status: 502 }),
  );

  const failure = await failureOf(call());

  expect(failure.message).toBe('The service is not available right now.');
});

it('has plain words for a network that is away', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

  const failure = await failureOf(call());

  expect(failure).toMatchObject({ status: 0, code: 'UNREACHABLE' });
});
