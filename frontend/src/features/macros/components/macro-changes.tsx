import { Alert, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';

import { readable, t, tWord } from '@/shared/lib/i18n';
import { asSentence } from '@/shared/lib/problem-of';
import { FactList } from '@/shared/ui/fact-list';
import { RelativeTime } from '@/shared/ui/relative-time';

import type { MacroChange, MacroEffect, MacroPreview } from '../macros';
import classes from './macro-picker.module.css';

/** What a macro changes on a ticket, one thing after the other, and how the ticket stands then. */
export function MacroChanges({ preview }: { preview: MacroPreview }) {
  const { changes, blocked, reason, effect } = preview;
  return (
    <div role="status">
      {blocked && (
        <Alert color="yellow" icon={<IconLock size={18} />} title={t('macros.blocked')} mb="sm">
          {asSentence(reason)}
        </Alert>
      )}
      <Text fw={600} size="sm">
        {t('macros.wouldChange')}
      </Text>
      {changes.length === 0 && <Text size="sm">{t('macros.changesNothing')}</Text>}
      <ul className={classes.changes} aria-label={t('macros.wouldChange')}>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.name}`}>
            <Change change={change} />
          </li>
        ))}
      </ul>
      {effect && <Effect effect={effect} />}
    </div>
  );
}

function Change({ change }: { change: MacroChange }) {
  const { kind, name, before } = change;
  const label = t(`macros.change.${kind}`, { name: kind === 'field' ? readable(name) : name });
  const words = kind === 'note' || kind === 'reply';
  return (
    <Text size="sm" component="div">
      <strong>{label}</strong>
      {words ? (
        <div className={classes.words}>{change.after}</div>
      ) : (
        <>
          {': '}
          {afterOf(change)}
          {(kind === 'priority' || kind === 'field') && (
            <Text span size="sm" c="dimmed">
              {' '}
              ({t('macros.from', { before: wordOf(kind, before) || t('macros.empty') })})
            </Text>
          )}
        </>
      )}
    </Text>
  );
}

function afterOf({ kind, after }: MacroChange): string {
  if (kind === 'transition' && !after) return t('macros.endsWorkflow');
  return wordOf(kind, after);
}

function wordOf(kind: MacroChange['kind'], value: string): string {
  return kind === 'priority' ? tWord('priority', value) : value;
}

function Effect({ effect }: { effect: MacroEffect }) {
  const moved = effect.step !== effect.step_before || effect.status !== effect.status_before;
  const goesOn = moved && effect.step !== '';
  const due = effect.sla_deadline !== effect.sla_deadline_before;
  return (
    <FactList
      facts={[
        { label: t('macros.effect.status'), value: moved && tWord('status', effect.status) },
        { label: t('macros.effect.step'), value: goesOn && effect.step },
        {
          label: t('macros.effect.assigned'),
          value: goesOn && (effect.assigned || t('macros.effect.nobody')),
        },
        { label: t('macros.effect.due'), value: due && <Due at={effect.sla_deadline} /> },
        { label: t('macros.effect.stepDue'), value: goesOn && <Due at={effect.step_deadline} /> },
        { label: t('macros.effect.asks'), value: effect.asks },
      ].filter(({ value }) => value !== false)}
    />
  );
}

function Due({ at }: { at: string | null }) {
  return at ? <RelativeTime at={at} /> : t('macros.effect.noDue');
}
