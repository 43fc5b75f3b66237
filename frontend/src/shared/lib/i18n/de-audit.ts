import type { Translation } from './catalogue';
import type { auditTexts as english } from './en-audit';

export const auditTexts: Translation<typeof english> = {
  audit: {
    which: 'Welches Audit',
    of: { workflow: 'Arbeit', auth: 'Zugriff' },
    search: 'Suchen',
    act: 'Aktion beginnt mit',
    object: 'Gegenstand',
    task: 'Aufgabennummer',
    none: 'Nichts gefunden',
    noneHint: 'Wählen Sie einen anderen Gegenstand, eine andere Person, Aktion oder Zeit.',
    number: 'Nummer',
    by: 'Von',
    actor: {
      person: 'Eine Person',
      service: 'Ein Dienst',
      system: 'TTS selbst',
      nobody: 'Niemand bekannt',
    },
    changes: 'Was sich geändert hat',
    noChange: 'Von einer Änderung steht hier nichts.',
    field: 'Feld',
    before: 'Vorher',
    after: 'Nachher',
    kind: { added: '(neu)', removed: '(entfernt)', changed: '(geändert)', same: '(wie zuvor)' },
    export: 'Exportieren',
    formats: { csv: 'Tabelle (CSV)', jsonl: 'JSON-Zeilen' },
    verifyTitle: 'Ist das Audit noch so, wie es geschrieben wurde?',
    verifyHint:
      'Jede Zeile wird mit ihrem Siegel verglichen, an den gewählten Tagen oder insgesamt.',
    verify: 'Prüfen',
    intact: 'Das Audit ist unversehrt',
    checked: {
      one: '{count} Zeile wurde verglichen.',
      other: '{count} Zeilen wurden verglichen.',
    },
    tampered: 'Das Audit wurde verändert',
    finding: {
      altered: 'Verändert',
      removed: 'Entfernt',
      broken: 'Kette unterbrochen',
      inserted: 'Eingefügt',
    },
    more: { one: 'Und {count} weitere.', other: 'Und {count} weitere.' },
    waiting: 'Zu neu für ein Siegel',
    head: 'Letztes Siegel',
  },
};
