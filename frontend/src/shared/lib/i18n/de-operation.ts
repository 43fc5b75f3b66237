import type { Translation } from './catalogue';
import type { operation as english } from './en-operation';

export const operation: Translation<typeof english> = {
  integrations: {
    breaker: {
      closed: 'In Betrieb',
      half_open: 'Wird erprobt',
      open: 'Ausgesetzt',
    },
    retryAt: 'Nächster Versuch',
    lastSuccess: 'Letzter Erfolg',
    lastFailure: 'Letzter Fehler',
    never: 'Nie',
    calls: 'Aufrufe in 24 Stunden',
    errorRate: 'Fehlgeschlagen',
    latency: 'Antwortzeit',
    latencies: 'die Hälfte binnen {half} ms, 95 % binnen {most} ms',
    waiting: 'Wartend',
    waitingOf: '{asked} noch anzufragen, {stuck} zu entscheiden',
    operations: 'Operationen',
    test: 'Testaufruf',
    answered: 'In {ms} ms beantwortet',
    silent: 'Keine Antwort: {reason}',
    reset: 'Wieder aufrufen',
    wasReset: '{name} wird wieder aufgerufen.',
  },
  system: {
    checkNow: 'Jetzt prüfen',
    checked: 'Geprüft',
    roundTrip: 'In {ms} ms beantwortet',
    latency: '{ms} ms',
    awayHint: 'Er hat nicht geantwortet. Vielleicht startet er gerade, oder er ist ausgefallen.',
    service: {
      auth: 'Anmeldung und Personen',
      workflow: 'Workflows und Aufgaben',
      ticket: 'Tickets',
      messaging: 'Kommentare und Live-Aktualisierung',
      notification: 'Benachrichtigungen und E-Mail',
    },
    health: {
      pass: 'Gesund',
      warn: 'Eingeschränkt',
      fail: 'Gestört',
      away: 'Keine Antwort',
    },
  },
};
