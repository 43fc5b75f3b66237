/** Texts about workflows outside of the designer. */
export const workflowTexts = {
  workflow: {
    search: 'Search workflows',
    all: 'All workflows',
    none: 'No workflows',
    noneHint: 'Deployed workflows are listed here.',
    noneMatching: 'Try other words.',
    version: 'version {version}',
    status: {
      draft: 'Draft',
      initialized: 'Checked',
      deployed: 'Deployed',
      paused: 'Paused',
      archived: 'Archived',
    },
    category: 'Category',
    subCategory: 'Sub-category',
    department: 'Department',
    anyDepartment: 'Any',
    coordinator: 'Coordinator role',
    endLogic: 'At the end',
    end: {
      none: 'Nothing else happens',
      notification: 'Coordinator and requester are told',
      asset: 'AMS is told',
      budget: 'BMS is told',
    },
  },
  graph: {
    drawing: 'Drawing of the workflow',
    outline: 'Steps of the workflow',
    end: 'End',
    stepWithRole: '{step} ({role})',
    way: '{label}: {target}',
  },
} as const;
