import type { Translation } from './catalogue';
import type { programs as english } from './en-programs';

export const programs: Translation<typeof english> = {
  serviceClients: {
    none: 'Es gibt keine Programme',
    hint: 'Ein Programm bekommt Token für sein Geheimnis; seine Scopes sagen, was sie öffnen.',
    active: 'Aktiv',
    revokedState: 'Widerrufen',
    own: 'Teil von TTS',
    since: 'Seit',
    formerUntil: 'Das frühere Geheimnis gilt bis',
    create: 'Programm hinzufügen',
    name: 'Name',
    nameHint: 'Kleinbuchstaben, Ziffern, - und _. Damit meldet es sich an.',
    scopes: 'Was es darf',
    scope: {
      tickets_read: 'Tickets lesen',
      tickets_write: 'Tickets einreichen',
      tickets_access: 'Fragen, wer ein Ticket sehen darf',
      users_read: 'Personen nachschlagen',
      roles_read: 'Rollen lesen und wer sie hat',
      workflows_read: 'Kategorien der Workflows lesen',
      revocations_read: 'Von beendeten Sitzungen erfahren',
      api_keys_read: 'API-Schlüssel nachschlagen',
    },
    made: 'Das Geheimnis von {name}',
    secret: 'Geheimnis',
    once: 'Es wird nur jetzt gezeigt. Geben Sie es dem Programm, nicht per E-Mail.',
    rotateOf: 'Geheimnis von {name} erneuern',
    rotateHint:
      'Es gibt dann ein anderes Geheimnis. Das bisherige gilt noch eine Weile, damit das Programm wechseln kann.',
    overlap: 'Das bisherige gilt noch',
    revokeOf: '{name} widerrufen',
    revokeHint:
      'Es bekommt keine Token mehr, und jeder Dienst lehnt die ausgegebenen innerhalb von fünf Sekunden ab. Es kann wiederhergestellt werden.',
    revoked: '{name} ist widerrufen.',
    restore: 'Wiederherstellen',
    restoreOf: '{name} wiederherstellen',
    restored: '{name} darf sich wieder anmelden.',
  },
};
