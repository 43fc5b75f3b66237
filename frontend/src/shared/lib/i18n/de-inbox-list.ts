import type { Translation } from './catalogue';
import type { inboxList as english } from './en-inbox-list';

export const inboxList: Translation<typeof english> = {
  inbox: {
    views: 'Ansichten',
    view: {
      mine: 'Meine',
      unassigned: 'Nicht zugewiesen',
      waiting: 'Wartend',
      mentioned: 'Erwähnt',
      watching: 'Beobachtet',
      at_risk: 'Gefährdet',
      breached: 'Überschritten',
      all: 'Alle offenen',
      done: 'Zuletzt erledigt',
    },
    search: 'Nummer oder Wörter suchen',
    addFilter: 'Filter',
    filterBy: 'Nach {filter} filtern',
    applyFilter: 'Anwenden',
    removeFilter: 'Filter {filter} entfernen',
    filter: {
      search: 'Wörter',
      priority: 'Priorität',
      status: 'Status',
      sla_state: 'Frist',
      role: 'Rolle des Schritts',
      step: 'Schritt',
      workflow_id: 'Workflow',
      assigned_user: 'Zuständig',
      category: 'Kategorie',
      department: 'Abteilung',
      older_than_days: 'Alter, mindestens',
      newer_than_days: 'Alter, höchstens',
    },
    slaState: {
      ok: 'Im Rahmen',
      at_risk: 'Gefährdet',
      breached: 'Überschritten',
      paused: 'Pausiert',
    },
    rising: 'aufsteigend',
    falling: 'absteigend',
    unread: { one: '{count} ungelesener Kommentar', other: '{count} ungelesene Kommentare' },
    waiting: { one: '{count} neu – anzeigen', other: '{count} neu – anzeigen' },
    gone: 'Nicht mehr in dieser Ansicht',
    detail: 'Ausgewähltes Ticket',
    choose: 'Wählen Sie ein Ticket',
    chooseHint:
      'Mit j und k bewegen Sie sich durch die Liste, mit Enter öffnen Sie ein Ticket auf eigener Seite.',
    noMatch: 'Nichts gefunden',
    noMatchHint: 'Versuchen Sie andere Wörter oder weniger Filter.',
    clearFilter: 'Filter aufheben',
    empty: {
      mine: {
        title: 'Auf Sie wartet nichts',
        hint: 'Neue Arbeit erscheint hier von selbst. Unter „Nicht zugewiesen“ finden Sie welche.',
      },
      unassigned: {
        title: 'Alles ist in guten Händen',
        hint: 'Hier steht Arbeit Ihrer Rollen, die noch niemand übernommen hat.',
      },
      waiting: {
        title: 'Nichts steht still',
        hint: 'Hier stehen Ihre Tickets, die angehalten sind oder auf ein anderes System warten.',
      },
      mentioned: {
        title: 'Niemand hat Sie erwähnt',
        hint: 'Hier stehen offene Tickets, in deren Unterhaltung Sie angesprochen wurden.',
      },
      watching: {
        title: 'Sie beobachten nichts',
        hint: 'Wählen Sie an einem Ticket „Beobachten“, um es hier im Blick zu behalten.',
      },
      at_risk: {
        title: 'Nichts ist gefährdet',
        hint: 'Hier stehen Tickets, die drei Viertel ihrer Zeit verbraucht haben.',
      },
      breached: { title: 'Keine Frist wurde verpasst', hint: 'Weiter so.' },
      all: {
        title: 'Es gibt keine offenen Tickets',
        hint: 'Hier stehen Tickets, die Sie sehen dürfen, solange sie offen sind.',
      },
      done: {
        title: 'In den letzten sieben Tagen nichts erledigt',
        hint: 'Tickets, an denen Sie einen Schritt erledigt haben, stehen hier eine Woche lang.',
      },
    },
  },
};
