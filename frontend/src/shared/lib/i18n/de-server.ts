import type { ServerWords } from './server-words';

const BY_DEFAULT = 'Machen Sie einen Übergang zum Standard („Sonst“)';
const OTHER_ROLE = 'Wählen Sie eine andere Rolle';

/** Codes that mean the same wherever they come from; CONFLICT and the like say more in English. */
const refusals = {
  AUTH_FAILED: 'Sie sind nicht angemeldet, oder die Anmeldung ist abgelaufen.',
  CSRF_FAILED: 'Die Seite ist zu alt dafür. Laden Sie sie neu.',
  IN_FLIGHT: 'Dasselbe wird gerade schon ausgeführt. Warten Sie einen Moment.',
  LINK_INVALID: 'Dieser Link gilt nicht mehr.',
  ORIGIN_REFUSED: 'Von dieser Adresse aus ist das nicht erlaubt.',
  OTP_INVALID: 'Dieser Code ist falsch, schon benutzt oder zu alt.',
  PERMISSION_DENIED: 'Das dürfen Sie nicht.',
  PRECONDITION_FAILED: 'Jemand anderes hat das inzwischen geändert. Laden Sie es neu.',
  RATE_LIMIT_EXCEEDED: 'Zu viele Anfragen. Warten Sie einen Moment.',
  RESOURCE_NOT_FOUND: 'Das gibt es nicht, oder Sie dürfen es nicht sehen.',
  SERVICE_UNAVAILABLE: 'Der Dienst ist im Moment nicht verfügbar.',
  STEP_UP_REQUIRED: 'Dafür müssen Sie sich noch einmal ausweisen.',
  SYSTEM_UNAVAILABLE: 'Das andere System ist im Moment nicht verfügbar.',
  THROTTLED: 'Zu viele Versuche. Warten Sie ein wenig.',
  TOKEN_EXPIRED: 'Ihre Anmeldung ist abgelaufen.',
  VALIDATION_ERROR: 'Etwas an den Angaben stimmt nicht.',
} satisfies ServerWords['refusals'];

const problems = {
  name_missing: ['Kein Name', 'Geben Sie ihm einen Namen'],
  category_missing: ['Keine Kategorie', 'Geben Sie ihm eine Kategorie'],
  sub_category_missing: ['Keine Unterkategorie', 'Geben Sie ihm eine Unterkategorie'],
  coordinator_role_unknown: [
    'Die Koordinationsrolle „{1}“ kennt niemand',
    'Wählen Sie eine Rolle, die es gibt',
  ],
  sla_not_positive: [
    'Die Frist einer Priorität ist nicht größer als null',
    'Geben Sie ihr eine Dauer, oder lassen Sie sie leer',
  ],
  sla_not_ordered: [
    'Die Frist einer Priorität ist nicht kürzer als die der nächstniedrigeren',
    'Kürzen Sie die eine, oder verlängern Sie die andere',
  ],
  sla_missing: [
    'Keine Priorität hat eine Frist, also wird nie jemand gewarnt',
    'Geben Sie mindestens einer Priorität eine Frist',
  ],
  start_missing: ['Kein Schritt ist der Start', 'Markieren Sie einen Schritt als Start'],
  start_several: ['Schritt „{1}“ ist ein zweiter Start', 'Behalten Sie einen Startschritt'],
  end_missing: ['Kein Schritt ist ein Ende', 'Markieren Sie den letzten Schritt als Ende'],
  step_unreachable: ['Schritt „{1}“ wird nie erreicht', 'Führen Sie einen Übergang zu ihm'],
  dead_end: [
    'Schritt „{1}“ hat keinen Ausgang',
    'Fügen Sie einen Übergang hinzu, oder markieren Sie ihn als Ende',
  ],
  loop_without_exit: [
    'Schritt „{1}“ liegt in einer Schleife, die nie endet',
    'Fügen Sie einen Ausgang aus der Schleife hinzu',
  ],
  loop_for_some: [
    'Manche Tickets verlassen die Schleife bei Schritt „{1}“ nie{case}',
    'Fügen Sie einen Ausgang hinzu, der jedem Ticket offensteht, oder lassen Sie den Schritt das Feld füllen',
  ],
  end_unreachable: [
    'Schritt „{1}“ führt zu keinem Ende',
    'Führen Sie seine Ausgänge zu einem Ende',
  ],
  weight_not_positive: [
    'Schritt „{1}“ hat kein positives Gewicht',
    'Geben Sie ihm ein Gewicht über 0',
  ],
  role_missing: ['Schritt „{1}“ hat keine Rolle', 'Wählen Sie, wer ihn ausführt'],
  role_unknown: ['„{1}“ nennt die unbekannte Rolle „{2}“', OTHER_ROLE],
  role_too_small: [
    'Schritt „{1}“ braucht mehr Freigaben, als die Rolle „{2}“ aktive Mitglieder hat',
    'Geben Sie die Rolle mehr Personen, oder verlangen Sie weniger Freigaben',
  ],
  role_empty: [
    'Rolle „{1}“ von Schritt „{2}“ hat jetzt kein aktives Mitglied',
    'Geben Sie jemandem die Rolle, sonst warten Tickets ohne zuständige Person',
  ],
  role_away: [
    'Niemand mit der Rolle „{1}“, die Schritt „{2}“ ausführt, ist jetzt bei der Arbeit',
    'Stellen Sie ihn trotzdem bereit, dann warten Tickets so lange; oder wählen Sie eine andere Rolle',
  ],
  approver_is_requester: [
    'Schritt „{1}“ gäben die frei, die selbst darum bitten',
    'Lassen Sie jemand anderen freigeben',
  ],
  approver_alone: [
    'Das einzige Mitglied von „{1}“ kann bei Schritt „{2}“ kein eigenes Ticket freigeben',
    'Geben Sie die Rolle einer zweiten Person',
  ],
  integration_down: [
    'Ein System, das der Workflow fragt oder benachrichtigt, antwortet derzeit nicht',
    'Stellen Sie ihn trotzdem bereit, dann wird die Frage wiederholt, bis es antwortet; oder warten Sie',
  ],
  wait_missing: ['Schritt „{1}“ sagt nicht, wie lange zu warten ist', 'Geben Sie ihm eine Dauer'],
  wait_leads_nowhere: [
    'Schritt „{1}“ hat keinen Ausgang, der nach Ablauf der Zeit immer offen ist',
    'Fügen Sie einen Übergang für das Ende der Wartezeit ohne Bedingung hinzu, oder machen Sie einen zum Standard',
  ],
  approvers_too_few: [
    'Schritt „{1}“ braucht mehr Freigaben, als Personen gefragt werden',
    'Fragen Sie mindestens so viele Personen, wie freigeben müssen',
  ],
  approval_leads_nowhere: [
    'Schritt „{1}“ hat keinen Übergang zum Freigeben',
    'Fügen Sie einen hinzu',
  ],
  approval_one_sided: [
    'Freigabe „{1}“ lässt keine Wahl',
    'Fügen Sie einen Übergang zum Freigeben und einen zum Ablehnen hinzu',
  ],
  operation_unknown: [
    'Schritt „{1}“ ruft nichts Bekanntes auf',
    'Wählen Sie eine der angebotenen Operationen',
  ],
  mapping_incomplete: [
    'Schritt „{1}“ sagt nicht, woher „{2}“ kommt',
    'Ordnen Sie „{2}“ ein Feld des Tickets zu',
  ],
  answer_leads_nowhere: [
    'Schritt „{1}“ hat keinen Ausgang für eine gute Antwort',
    'Fügen Sie einen Übergang für eine gute Antwort hinzu',
  ],
  answer_gap: [
    'Eine gute Antwort bei Schritt „{1}“ führt nicht immer weiter{case}',
    'Machen Sie einen Übergang für eine gute Antwort zum Standard',
  ],
  policy_step_unknown: [
    'Schritt „{1}“ verlangt die Person eines unbekannten Schritts',
    'Nennen Sie einen anderen Schritt',
  ],
  default_several: [
    'Schritt „{1}“ hat zwei Standardübergänge eines Ergebnisses',
    'Behalten Sie einen Standard',
  ],
  transition_dangling: [
    'Übergang „{1}“ hängt an „{2}“, und das ist kein Schritt',
    'Verbinden Sie ihn mit einem Schritt, oder löschen Sie ihn',
  ],
  condition_gap: ['Schritt „{1}“ lässt manche Tickets nicht weiter{case}', BY_DEFAULT],
  ways_closed_to_role: [
    'Wer nur die Rolle „{1}“ hat, kann Schritt „{2}“ nicht verlassen{case}',
    'Lassen Sie die Rolle des Schritts einen der Übergänge nehmen',
  ],
  condition_never_holds: [
    'Die Bedingung von Übergang „{1}“ trifft auf kein Ticket zu',
    'Berichtigen Sie die Bedingung, oder löschen Sie den Übergang',
  ],
} as const satisfies ServerWords['problems'];

export const server: ServerWords = { refusals, problems };
