import { Table, Text } from '@mantine/core';

import { readable, t } from '@/shared/lib/i18n';

import { usePersonName } from '../api/use-person-name';
import { changesOf, personIn, type AuditEvent } from '../audit';
import classes from './audit-diff.module.css';

/** What an act changed: taken away with a minus, put in with a plus, so that no colour is needed. */
export function AuditDiff({ event }: { event: Pick<AuditEvent, 'before' | 'after'> }) {
  const changes = changesOf(event);
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('audit.noChange')}
      </Text>
    );
  }
  return (
    <Table className={classes.diff} verticalSpacing={4} aria-label={t('audit.changes')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('audit.field')}</Table.Th>
          <Table.Th scope="col">{t('audit.before')}</Table.Th>
          <Table.Th scope="col">{t('audit.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ field, kind, before, after }) => (
          <Table.Tr key={field} data-kind={kind}>
            <Table.Th scope="row">
              {readable(field)} <span className={classes.kind}>{t(`audit.kind.${kind}`)}</span>
            </Table.Th>
            <Table.Td>
              <Side
                sign="−"
                field={field}
                words={before}
                side={kind === 'same' ? null : 'before'}
              />
            </Table.Td>
            <Table.Td>
              <Side sign="+" field={field} words={after} side={kind === 'same' ? null : 'after'} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface SideProps {
  sign: string;
  field: string;
  words: string;
  /** Null where both sides are the same. */
  side: 'before' | 'after' | null;
}

function Side({ sign, field, words, side }: SideProps) {
  if (words === '') return <span>–</span>;
  const id = personIn(field, words);
  const shown = (
    <>
      {words}
      {id !== null && <PersonName id={id} />}
    </>
  );
  if (side === null) return shown;
  return (
    <span className={classes.side} data-side={side}>
      {sign} {shown}
    </span>
  );
}

function PersonName({ id }: { id: number }) {
  const name = usePersonName(id);
  return name === undefined ? null : ` (${name})`;
}
