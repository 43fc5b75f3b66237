import { access } from './en-access';
import { account } from './en-account';
import { basics } from './en-app';
import { auditTexts } from './en-audit';
import { availabilityTexts } from './en-availability';
import { board } from './en-board';
import { conversation } from './en-conversation';
import { designer } from './en-designer';
import { designerSettings } from './en-designer-settings';
import { failedWorkTexts } from './en-failed-work';
import { fileTexts } from './en-files';
import { followingAndLists } from './en-following';
import { inboxAndTicket } from './en-inbox';
import { inboxList } from './en-inbox-list';
import { macroTexts } from './en-macros';
import { operation } from './en-operation';
import { peopleAndRoles } from './en-people';
import { portal } from './en-portal';
import { programs } from './en-programs';
import { slaAndCalendars } from './en-sla';
import { taskTexts } from './en-task';
import { ticketActs } from './en-ticket';
import { triage } from './en-triage';
import { unroutedTexts } from './en-unrouted';
import { workflowTexts } from './en-workflow';

/** Every text of the interface in English; further languages have the same shape. */
export const catalogue = {
  ...access,
  ...account,
  ...basics,
  ...auditTexts,
  ...availabilityTexts,
  ...fileTexts,
  ...board,
  ...conversation,
  ...designer,
  ...designerSettings,
  ...failedWorkTexts,
  ...inboxAndTicket,
  ...inboxList,
  ...operation,
  ...peopleAndRoles,
  ...portal,
  ...macroTexts,
  ...programs,
  ...slaAndCalendars,
  ...taskTexts,
  ...ticketActs,
  ...triage,
  ...followingAndLists,
  ...unroutedTexts,
  ...workflowTexts,
};
