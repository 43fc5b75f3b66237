export const designerKeys = {
  open: (id: string) => ['designer', id, 'open'] as const,
  problems: (id: string, version: number) => ['designer', id, 'problems', version] as const,
  effect: (id: string, version: number) => ['designer', id, 'effect', version] as const,
  versions: (id: string) => ['designer', id, 'versions'] as const,
  frozen: (id: string, number: number) => ['designer', id, 'versions', number] as const,
  comparison: (id: string, from: string | number, to: string | number, draft: number) =>
    ['designer', id, 'comparison', from, to, draft] as const,
  live: (id: string) => ['designer', id, 'live'] as const,
  trial: (id: string, version: number, trial: object) =>
    ['designer', id, 'trial', version, trial] as const,
  preview: (id: string, plan: object) => ['designer', id, 'migration', plan] as const,
  migrations: (id: string) => ['designer', id, 'migrations'] as const,
  migration: (migrationId: number) => ['designer', 'migration', migrationId] as const,
  replays: (id: string) => ['designer', id, 'replays'] as const,
  replay: (replayId: number) => ['designer', 'replay', replayId] as const,
  recounts: (id: string) => ['designer', id, 'recounts'] as const,
  forecast: (id: string) => ['designer', id, 'forecast'] as const,
  calendars: ['designer', 'calendars'] as const,
  roles: ['designer', 'roles'] as const,
  operations: ['designer', 'operations'] as const,
};
