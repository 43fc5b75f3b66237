import type { components } from '@/api/workflow';

type Schemas = components['schemas'];

// The description marks fields with a default as optional, also in answers, where none is left out.
export type Task = Required<Schemas['TaskOutput']>;
export type TaskDetail = Required<Schemas['TaskDetailOutput']>;
export type TaskStep = Schemas['PathStepOutput'];
export type TaskEvent = Schemas['TaskEventOutput'];
export type ExternalCall = Required<Schemas['ExternalCallOutput']>;
export type EndAction = Required<Schemas['EndActionOutput']>;
export type Actions = Schemas['TaskActionsOutput'];
export type Action = Actions['actions'][number];
