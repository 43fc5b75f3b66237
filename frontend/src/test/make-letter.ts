import type { Cause, LetterDetail } from '@/features/failed-work/failed-work';

/** A message that ticket_service gave up, with what the test is about put in. */
export function makeLetter(facts: Partial<LetterDetail> = {}): LetterDetail {
  return {
    id: 7,
    message_id: '0d9f4f43-0fd5-4f4e-8a39-0a5a4f2f6a10',
    queue: 'TICKET_TASKS',
    task: 'receive_ticket',
    code: 'SCHEMA_VIOLATION',
    text: 'priority is missing',
    cause: '0123456789abcdef',
    attempts: 1,
    first_failed_at: new Date(Date.now() - 120_000).toISOString(),
    last_failed_at: new Date(Date.now() - 60_000).toISOString(),
    received_at: new Date(Date.now() - 60_000).toISOString(),
    correlation_id: '6b0e38c4-6e4e-4f0e-9f0d-3f7f6d1f7c11',
    state: 'open',
    assigned_to: null,
    ignore_until: null,
    retried_as: null,
    replay_of: null,
    meaning: 'The sender broke the contract.',
    details: [{ field: 'payload.priority', message: 'is required' }],
    kwargs: { payload: { title: 'VPN', token: '***' } },
    headers: { task: 'receive_ticket' },
    body_preview: '',
    failed_replays: [],
    history: [],
    ...facts,
  };
}

/** The group of that letter, as its service lists it. */
export function makeCause(facts: Partial<Cause> = {}): Cause {
  const example = makeLetter();
  return {
    service: 'ticket',
    cause: example.cause,
    queue: example.queue,
    task: example.task,
    code: example.code,
    count: 3,
    first_seen: example.first_failed_at,
    last_seen: example.last_failed_at,
    oldest_age: 120,
    meaning: example.meaning,
    example,
    ...facts,
  };
}
