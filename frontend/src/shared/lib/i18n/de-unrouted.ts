import type { Translation } from './catalogue';
import type { unroutedTexts as english } from './en-unrouted';

export const unroutedTexts: Translation<typeof english> = {
  unrouted: {
    search: 'Nach Betreff oder Nummer suchen',
    intro:
      'Kein bereitgestellter Workflow nimmt diese Tickets. Stellen Sie einen bereit, und alle seiner Art beginnen von selbst, die ältesten zuerst.',
    none: 'Jedes Ticket hat einen Workflow',
    noneHint:
      'Ein Ticket, dessen Kategorie kein bereitgestellter Workflow nimmt, wird aufbewahrt und steht hier.',
    noneMatching: 'Kein wartendes Ticket gefunden',
    noneMatchingHint: 'Vielleicht wurde es inzwischen zugeordnet.',
    count: { one: '{count} Ticket wartet', other: '{count} Tickets warten' },
    from: 'Von {address}',
    nearest: 'Nächstliegende Workflows',
    noneNear: 'Kein Workflow kommt dieser Art nahe.',
    obstacle: {
      deployment: 'nimmt diese Art, ist aber nicht bereitgestellt ({status})',
      department: 'nimmt diese Art, aber nur aus {department}',
      sub_category: 'nimmt {kind}',
      spelling: 'nimmt {kind}, ähnlich geschrieben',
    },
    route: 'Zuordnen …',
    routeTitle: '{number} von Hand zuordnen',
    workflow: 'Workflow',
    chooseWorkflow: 'Wählen Sie einen bereitgestellten Workflow',
    routeHint: 'Das Ticket beginnt sofort darin. Andere seiner Art warten weiter.',
    confirm: 'Zuordnen',
    routed: '{number} ist unterwegs.',
    letter: 'Fehlgeschlagenes',
    allOfKind: 'Alle dieser Art',
    openWorkflows: 'Workflows öffnen',
  },
};
