import type { LetterState, Service } from '../failed-work';

export const failedWorkKeys = {
  all: ['failed-work'] as const,
  causes: (service: Service, state: LetterState, search: string) =>
    ['failed-work', service, 'causes', state, search] as const,
  cause: (service: Service, cause: string, state: LetterState) =>
    ['failed-work', service, 'cause', cause, state] as const,
  letters: (service: Service, cause: string, state: LetterState, search: string) =>
    ['failed-work', service, 'letters', cause, state, search] as const,
  run: (service: Service, id: number) => ['failed-work', service, 'run', id] as const,
  letter: (service: Service, id: number) => ['failed-work', service, 'letter', id] as const,
};
