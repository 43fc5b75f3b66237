import type { components } from '@/api/workflow';
import { unwrap, workflowService } from '@/api/client';

import { readDesign, type Design } from '../document/design';

type Workflow = components['schemas']['WorkflowOutput'];

/** A draft as the service has it. */
export interface Saved {
  design: Design;
  /** Counts edits; a writer names the one they saw. */
  version: number;
  workflow: Workflow;
}

const TRIES = 3;

function paramsOf(id: string) {
  return { path: { workflow_id: Number(id) } };
}

/** The settings and the graph of one version; somebody may save between the two questions. */
export async function fetchSaved(id: string): Promise<Saved> {
  const params = paramsOf(id);
  for (let tried = 1; ; tried += 1) {
    const [workflow, graph] = await Promise.all([
      unwrap(workflowService.GET('/workflows/{workflow_id}/', { params })),
      unwrap(workflowService.GET('/workflows/{workflow_id}/graph/', { params })),
    ]);
    if (workflow.version === graph.version || tried === TRIES) {
      const version = Math.min(workflow.version, graph.version);
      return { design: readDesign(workflow, graph), version, workflow };
    }
  }
}
