import { expect, it } from 'vitest';

import { ApiError } from './api-error';
import { problemOf } from './problem-of';

const REFUSAL = new ApiError('Validation failed', {
  status: 400,
  code: 'VALIDATION_ERROR',
  details: [
    { field: 'new_password', message: 'This password is too common.' },
    { field: 'new_password', message: 'is too short' },
    { field: 'email', message: 'is taken' },
  ],
});

it('says everything that is wrong with a field', () => {
  expect(problemOf(REFUSAL, 'new_password')).toBe('This password is too common. Is too short.');
});

it('says nothing of a field that was not named', () => {
  expect(problemOf(REFUSAL, 'full_name')).toBeUndefined();
  expect(problemOf(null, 'email')).toBeUndefined();
});
