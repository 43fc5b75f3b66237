import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import { useFormatAbsolute } from '@/shared/hooks/use-format-absolute';
import { t } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';

import type { Forecast } from '../calendar';

interface EffectDialogProps {
  effect: Forecast;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** How due times would move, before they do. */
export function EffectDialog({ effect, pending, onConfirm, onClose }: EffectDialogProps) {
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('calendars.effectTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t('calendars.effectCount', { count: effect.count })} {t('calendars.effectKept')}
        </Text>
        <FactList
          facts={[
            { label: t('calendars.later'), value: String(effect.later) },
            { label: t('calendars.earlier'), value: String(effect.earlier) },
            { label: t('calendars.breached'), value: String(effect.newly_breached) },
            { label: t('calendars.relieved'), value: String(effect.relieved) },
          ]}
        />
        {effect.examined < effect.count && (
          <Text size="sm" c="dimmed">
            {t('calendars.examined', { count: effect.examined })}
          </Text>
        )}
        {effect.sample.length > 0 && <Sample moves={effect.sample} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button loading={pending} onClick={onConfirm}>
            {t('calendars.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Sample({ moves }: { moves: Forecast['sample'] }) {
  const absolute = useFormatAbsolute();
  const due = (at: string | null) => (at ? absolute(at) : t('calendars.notDue'));
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table fz="sm" aria-label={t('calendars.sample')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('calendars.sample')}</Table.Th>
            <Table.Th>{t('calendars.before')}</Table.Th>
            <Table.Th>{t('calendars.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moves.slice(0, 8).map((move) => (
            <Table.Tr key={move.task_id}>
              <Table.Td>
                <Link to={`/tasks/${move.task_id}`} target="_blank">
                  {move.number}
                </Link>
              </Table.Td>
              <Table.Td>{due(move.before)}</Table.Td>
              <Table.Td>
                {due(move.after)}
                {move.newly_breached && (
                  <Text component="span" size="sm" c="red">
                    {' '}
                    {t('calendars.breached')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
