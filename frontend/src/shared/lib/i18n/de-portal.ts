import type { Translation } from './catalogue';
import type { portal as english } from './en-portal';

export const portal: Translation<typeof english> = {
  submit: {
    title: 'Neue Anfrage',
    intro: 'Sagen Sie uns, was Sie brauchen. Die Antwort verfolgen Sie unter „Meine Tickets“.',
    category: 'Kategorie',
    chooseCategory: 'Worum geht es?',
    subCategory: 'Art der Anfrage',
    chooseSubCategory: 'Welche Art?',
    categoryFirst: 'Wählen Sie zuerst eine Kategorie',
    subject: 'Betreff',
    subjectHint: 'In einer Zeile',
    description: 'Beschreibung',
    descriptionHint: 'Was geschehen ist, was Sie brauchen und bis wann.',
    priority: 'Wie dringend ist es?',
    priorityHint: {
      low: 'Wenn gerade Zeit ist.',
      medium: 'In der üblichen Zeit.',
      high: 'Es hält mich von der Arbeit ab.',
      urgent: 'Mehrere Personen können nicht arbeiten.',
    },
    send: 'Anfrage senden',
    done: 'Ihre Anfrage ist als {number} eingegangen.',
  },
  myTickets: {
    show: 'Welche Tickets',
    all: 'Alle',
    open: 'Offen',
    search: 'Meine Tickets durchsuchen',
    none: 'Sie haben noch keine Anfrage gesendet',
    noneOpen: 'Keine Ihrer Anfragen ist offen',
    noneHint: 'Anfragen, die Sie senden, erscheinen hier mit ihrem Stand.',
    noMatch: 'Nichts gefunden',
    noMatchHint: 'Versuchen Sie andere Wörter oder die Ticketnummer.',
  },
  myTicket: {
    back: 'Meine Tickets',
    conversation: 'Unterhaltung',
    step: 'Jetzt bei',
    assignee: 'Zuständig',
    meaning: {
      new: 'Ihre Anfrage ist da, und wir klären, wer sie bearbeitet.',
      unrouted:
        'Ihre Anfrage ist da, aber für diese Art ist noch niemand eingerichtet. Die Administration weiß Bescheid; Sie müssen nichts noch einmal senden.',
      open: 'Ihre Anfrage ist da. Die Arbeit hat noch nicht begonnen.',
      in_progress: 'Jemand arbeitet an Ihrer Anfrage.',
      pending_external: 'Wir warten auf ein anderes System, bevor es weitergeht.',
      on_hold: 'Die Arbeit ruht im Moment.',
      resolved: 'Ihre Anfrage ist erledigt.',
      rejected: 'Ihrer Anfrage wurde nicht entsprochen. Der Grund steht in der Unterhaltung.',
      closed: 'Diese Anfrage ist geschlossen.',
    },
  },
  eta: {
    range: 'Meist erledigt {span}',
    by: 'Meist erledigt bis {when}',
    longer: 'Dauert länger als üblich',
    why: 'Die Hälfte solcher Anfragen war bis {from} erledigt, neun von zehn bis {to}',
    none: 'Noch lässt sich kein Termin nennen',
  },
};
