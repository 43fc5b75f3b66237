import type { Catalogue } from './spoken';
import { access } from './de-access';
import { account } from './de-account';
import { basics } from './de-app';
import { auditTexts } from './de-audit';
import { availabilityTexts } from './de-availability';
import { board } from './de-board';
import { conversation } from './de-conversation';
import { designer } from './de-designer';
import { designerSettings } from './de-designer-settings';
import { failedWorkTexts } from './de-failed-work';
import { fileTexts } from './de-files';
import { followingAndLists } from './de-following';
import { inboxAndTicket } from './de-inbox';
import { inboxList } from './de-inbox-list';
import { macroTexts } from './de-macros';
import { operation } from './de-operation';
import { peopleAndRoles } from './de-people';
import { portal } from './de-portal';
import { programs } from './de-programs';
import { slaAndCalendars } from './de-sla';
import { taskTexts } from './de-task';
import { ticketActs } from './de-ticket';
import { triage } from './de-triage';
import { unroutedTexts } from './de-unrouted';
import { workflowTexts } from './de-workflow';

export { server } from './de-server';

/** Every text of the interface in German; docs/translating.md has the words it keeps to. */
export const catalogue: Catalogue = {
  ...access,
  ...account,
  ...basics,
  ...auditTexts,
  ...availabilityTexts,
  ...board,
  ...conversation,
  ...designer,
  ...designerSettings,
  ...failedWorkTexts,
  ...fileTexts,
  ...followingAndLists,
  ...inboxAndTicket,
  ...inboxList,
  ...macroTexts,
  ...operation,
  ...peopleAndRoles,
  ...portal,
  ...programs,
  ...slaAndCalendars,
  ...taskTexts,
  ...ticketActs,
  ...triage,
  ...unroutedTexts,
  ...workflowTexts,
};
