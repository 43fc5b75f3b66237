import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { unwrap, workflowService } from '@/api/client';
import type { components } from '@/api/workflow';

import type { Trial } from '../document/trial';
import { designerKeys } from './keys';
import { ofWorkflow } from './params';

export type Simulation = components['schemas']['SimulationOutput'];
export type SimulatedStep = Simulation['steps'][number];

/** The way of one ticket through the draft as it was saved last; nothing is written. */
export function useSimulation(id: string, version: number, trial: Trial | null) {
  return useQuery({
    queryKey: designerKeys.trial(id, version, trial ?? {}),
    queryFn: () =>
      unwrap(
        workflowService.POST('/workflows/{workflow_id}/simulate/', {
          params: ofWorkflow(id),
          body: bodyOf(trial),
        }),
      ),
    enabled: trial !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

function bodyOf(trial: Trial | null) {
  if (trial === null) return {};
  const { ticket, choices } = trial;
  const tried = 'number' in ticket ? { ticket_number: ticket.number } : { ticket };
  return { ...tried, version: 'draft' as const, choices: [...choices] };
}
