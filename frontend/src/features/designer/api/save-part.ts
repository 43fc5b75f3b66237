import { unwrap, workflowService } from '@/api/client';

import { changedSettings, graphOf, type Design } from '../document/design';
import type { Saved } from './fetch-saved';

export function isSaved(saved: Saved, design: Design): boolean {
  return !settingsDiffer(saved.design, design) && !graphDiffers(saved.design, design);
}

function settingsDiffer(saved: Design, design: Design): boolean {
  return Object.keys(changedSettings(saved.settings, design.settings)).length > 0;
}

function graphDiffers(saved: Design, design: Design): boolean {
  return saved.steps !== design.steps || saved.ways !== design.ways;
}

/**
 * Save what differs; the graph and the settings are two resources of the service. The graph comes
 * first: it is never refused, while a name may be taken.
 */
export function savePart(id: string, saved: Saved, design: Design): Promise<Saved> {
  return graphDiffers(saved.design, design)
    ? saveGraph(id, saved, design)
    : saveSettings(id, saved, design);
}

async function saveSettings(id: string, saved: Saved, design: Design): Promise<Saved> {
  const fields = changedSettings(saved.design.settings, design.settings);
  const workflow = await unwrap(
    workflowService.PATCH('/workflows/{workflow_id}/', {
      params: { path: { workflow_id: Number(id) } },
      body: { ...fields, version: saved.version } as never,
    }),
  );
  const stored = { ...saved.design, settings: design.settings };
  return { design: stored, version: workflow.version, workflow };
}

async function saveGraph(id: string, saved: Saved, design: Design): Promise<Saved> {
  const { version } = await unwrap(
    workflowService.PUT('/workflows/{workflow_id}/graph/', {
      params: { path: { workflow_id: Number(id) } },
      body: { ...graphOf(design), version: saved.version },
    }),
  );
  const { steps, ways } = design;
  // A draft that was vouched for is a plain draft again.
  const status = saved.workflow.status === 'initialized' ? 'draft' : saved.workflow.status;
  const workflow = { ...saved.workflow, version, status } as const;
  return { design: { ...saved.design, steps, ways }, version, workflow };
}
