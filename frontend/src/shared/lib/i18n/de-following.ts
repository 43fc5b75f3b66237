import type { Translation } from './catalogue';
import type { followingAndLists as english } from './en-following';

export const followingAndLists: Translation<typeof english> = {
  columns: {
    move: 'Spalte {column} verschieben',
    moveHint: 'Ziehen Sie sie an eine andere Stelle, oder nehmen Sie die Pfeiltasten',
    moved: '{column} ist Spalte {place} von {count}',
    resize: 'Breite der Spalte {column}',
  },
  mentions: {
    to: 'An',
    someone: 'Jemand',
    willSee: {
      one: '{names} sieht dieses Ticket noch nicht. Ihre Erwähnung öffnet es.',
      other: '{names} sehen dieses Ticket noch nicht. Ihre Erwähnung öffnet es.',
    },
    reach: {
      sees: 'sieht dieses Ticket',
      will_see: 'wird dieses Ticket durch Ihre Erwähnung sehen',
      requester: 'hat angefragt: Schreiben Sie stattdessen sichtbar an diese Person',
      cannot: 'kann dieses Ticket nicht sehen; eine Erwähnung käme nicht an',
    },
  },
  watching: {
    stop: 'Nicht mehr beobachten',
    stopped: 'Sie beobachten {number} nicht mehr.',
    title: '{number} nicht mehr beobachten',
    hint: 'Sie hören von diesem Ticket, weil Sie es beobachten. Sonst ändert sich daran nichts.',
    keep: 'Zum Ticket',
  },
  trial: {
    first: { one: 'Zuerst mit {count} versuchen', other: 'Zuerst mit {count} versuchen' },
    running: 'Einige werden zuerst versucht',
    tried: 'Das ist aus den ersten geworden. Sollen die anderen folgen?',
    goOn: { one: 'Mit {count} fortfahren', other: 'Mit {count} fortfahren' },
  },
  csv: {
    save: 'Als CSV speichern',
  },
  filters: {
    several: 'Wählen Sie eines oder mehrere',
    older: 'älter als {count} Tage',
    newer: 'nicht älter als {count} Tage',
    days: 'Tage',
  },
};
