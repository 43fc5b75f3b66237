/** Texts about tickets that no workflow takes. */
export const unroutedTexts = {
  unrouted: {
    search: 'Search by subject or number',
    intro:
      'No deployed workflow takes these tickets. Deploy one, and all of its kind start by themselves, oldest first.',
    none: 'Every ticket has a workflow',
    noneHint: 'A ticket whose category no deployed workflow takes is kept and listed here.',
    noneMatching: 'No waiting ticket matches',
    noneMatchingHint: 'Perhaps it was routed meanwhile.',
    count: { one: '{count} ticket waits', other: '{count} tickets wait' },
    from: 'From {address}',
    nearest: 'Nearest workflows',
    noneNear: 'No workflow is near this kind.',
    obstacle: {
      deployment: 'takes this kind, but is not deployed ({status})',
      department: 'takes this kind, but only from {department}',
      sub_category: 'takes {kind}',
      spelling: 'takes {kind}, spelt alike',
    },
    route: 'Route…',
    routeTitle: 'Route {number} by hand',
    workflow: 'Workflow',
    chooseWorkflow: 'Choose a deployed workflow',
    routeHint: 'The ticket starts on it at once. Others of its kind go on waiting.',
    confirm: 'Route',
    routed: '{number} is on its way.',
    letter: 'Failed work',
    allOfKind: 'All of this kind',
    openWorkflows: 'Open workflows',
  },
} as const;
