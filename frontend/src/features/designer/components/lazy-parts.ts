import { lazy } from 'react';

// What of the designer is not there from the start: it comes when somebody asks for it.

export const ComparedBoard = lazy(async () => ({
  default: (await import('./compared-board')).ComparedBoard,
}));
export const ConflictDialog = lazy(async () => ({
  default: (await import('./conflict-dialog')).ConflictDialog,
}));
export const MigrationDialog = lazy(async () => ({
  default: (await import('./publish/migration-dialog')).MigrationDialog,
}));
export const PublishDialog = lazy(async () => ({
  default: (await import('./publish/publish-dialog')).PublishDialog,
}));
export const RecountDialog = lazy(async () => ({
  default: (await import('./publish/recount-dialog')).RecountDialog,
}));
export const ReplayPanel = lazy(async () => ({
  default: (await import('./panels/replay-panel')).ReplayPanel,
}));
export const TrialPanel = lazy(async () => ({
  default: (await import('./panels/trial-panel')).TrialPanel,
}));
export const VersionsPanel = lazy(async () => ({
  default: (await import('./panels/versions-panel')).VersionsPanel,
}));
