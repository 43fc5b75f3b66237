import {
  IconBolt,
  IconCalendarTime,
  IconHeartbeat,
  IconHistory,
  IconHelpHexagon,
  IconInbox,
  IconKey,
  IconLayoutBoard,
  IconMailExclamation,
  IconPlugConnected,
  IconRobot,
  IconRoute,
  IconRouteOff,
  IconSend,
  IconShieldSearch,
  IconTableOptions,
  IconTicket,
  IconUsers,
  IconUserShield,
  type Icon,
} from '@tabler/icons-react';

import type { MessageKey } from '@/shared/lib/i18n';
import { hasRole, isStaff, type Session } from '@/shared/lib/session';

export interface Destination {
  path: string;
  label: MessageKey;
  icon: Icon;
  /** Pressed after `g`. */
  key: string;
  group: 'work' | 'portal' | 'access' | 'admin';
}

const ALL: (Destination & { visibleTo: (session: Session) => boolean })[] = [
  {
    path: '/inbox',
    label: 'nav.inbox',
    icon: IconInbox,
    key: 'i',
    group: 'work',
    visibleTo: isStaff,
  },
  {
    path: '/board',
    label: 'nav.board',
    icon: IconLayoutBoard,
    key: 'b',
    group: 'work',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor', 'Manager', 'Ticket Coordinator'),
  },
  {
    path: '/workflows',
    label: 'nav.workflows',
    icon: IconRoute,
    key: 'w',
    group: 'work',
    visibleTo: isStaff,
  },
  {
    path: '/calendars',
    label: 'nav.calendars',
    icon: IconCalendarTime,
    key: 'h',
    group: 'work',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor', 'Manager'),
  },
  {
    path: '/macros',
    label: 'macros.title',
    icon: IconBolt,
    key: 'm',
    group: 'work',
    visibleTo: isStaff,
  },
  {
    path: '/portal/submit',
    label: 'nav.submit',
    icon: IconSend,
    key: 'n',
    group: 'portal',
    visibleTo: (session) => !isStaff(session) || hasRole(session, 'Requester', 'Admin'),
  },
  {
    path: '/portal/tickets',
    label: 'nav.myTickets',
    icon: IconTicket,
    key: 't',
    group: 'portal',
    visibleTo: (session) => !isStaff(session) || hasRole(session, 'Requester', 'Admin'),
  },
  {
    path: '/people',
    label: 'nav.people',
    icon: IconUsers,
    key: 'p',
    group: 'access',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor', 'Manager'),
  },
  {
    path: '/roles',
    label: 'nav.roles',
    icon: IconUserShield,
    key: 'r',
    group: 'access',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/access-check',
    label: 'nav.accessCheck',
    icon: IconHelpHexagon,
    key: 'a',
    group: 'access',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/api-keys',
    label: 'nav.apiKeys',
    icon: IconKey,
    key: 'k',
    group: 'access',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/service-clients',
    label: 'nav.serviceClients',
    icon: IconRobot,
    key: 'v',
    group: 'access',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/security-log',
    label: 'nav.securityLog',
    icon: IconShieldSearch,
    key: 'l',
    group: 'access',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/audit',
    label: 'nav.audit',
    icon: IconHistory,
    key: 'y',
    group: 'admin',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/unrouted',
    label: 'nav.unrouted',
    icon: IconRouteOff,
    key: 'u',
    group: 'admin',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/coverage',
    label: 'nav.coverage',
    icon: IconTableOptions,
    key: 'c',
    group: 'admin',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/failed-work',
    label: 'nav.failedWork',
    icon: IconMailExclamation,
    key: 'f',
    group: 'admin',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/integrations',
    label: 'nav.integrations',
    icon: IconPlugConnected,
    key: 'e',
    group: 'admin',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
  {
    path: '/system',
    label: 'nav.system',
    icon: IconHeartbeat,
    key: 's',
    group: 'admin',
    visibleTo: (session) => hasRole(session, 'Admin', 'Auditor'),
  },
];

/** The screens this person has a use for, in the order of the navigation. */
export function destinationsFor(session: Session): Destination[] {
  return ALL.filter((destination) => destination.visibleTo(session));
}
