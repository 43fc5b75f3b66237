import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowRight,
  IconArrowUpCircle,
  IconChevronDown,
  IconDownload,
  IconFlag,
  IconHandGrab,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserShare,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure } from '@/shared/lib/toast';

import { useExport, type ExportColumns } from '../api/use-export';
import { ACTS, type Act, type Chosen } from '../bulk';
import classes from './bulk-bar.module.css';

const BulkDialog = lazy(async () => ({ default: (await import('./bulk-dialog')).BulkDialog }));

const ICONS: Record<Act, Icon> = {
  claim: IconHandGrab,
  release: IconArrowBackUp,
  transfer: IconUserShare,
  escalate: IconArrowUpCircle,
  hold: IconPlayerPause,
  resume: IconPlayerPlay,
  priority: IconFlag,
  transition: IconArrowRight,
};

interface BulkBarProps {
  count: number;
  chosen: Chosen;
  /** Offers everything that matches; undefined when that is chosen or there is no more. */
  onChooseAll?: () => void;
  onClear: () => void;
  /** Those on the screen; a file has all of them otherwise. */
  columns?: ExportColumns;
}

/** What can be done with the tasks that are chosen. */
export function BulkBar({ count, chosen, onChooseAll, onClear, columns }: BulkBarProps) {
  const file = useExport();
  const [act, setAct] = useState<Act | null>(null);
  const all = 'filter' in chosen;
  return (
    <div className={classes.bar} role="region" aria-label={t('bulk.title')}>
      <Group gap={6} wrap="nowrap">
        <ActionIcon variant="subtle" size="sm" aria-label={t('bulk.clear')} onClick={onClear}>
          <IconX size={15} />
        </ActionIcon>
        <span role="status" className={classes.count}>
          {all ? t('bulk.allMatching') : t('bulk.chosen', { count })}
        </span>
        {onChooseAll && (
          <Button size="compact-xs" variant="subtle" onClick={onChooseAll}>
            {t('bulk.chooseAll')}
          </Button>
        )}
      </Group>
      <Menu shadow="md" position="bottom-end">
        <Menu.Target>
          <Button size="xs" rightSection={<IconChevronDown size={14} />}>
            {t('bulk.act')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTS.map((name) => {
            const IconComponent = ICONS[name];
            return (
              <Menu.Item
                key={name}
                leftSection={<IconComponent size={16} />}
                onClick={() => setAct(name)}
              >
                {t(`bulk.name.${name}`)}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} />}
        loading={file.isPending}
        onClick={() => file.mutate({ chosen, columns }, { onError: showFailure })}
      >
        {t('csv.save')}
      </Button>
      <Suspense>
        {act && (
          <BulkDialog act={act} chosen={chosen} onClose={() => setAct(null)} onDone={onClear} />
        )}
      </Suspense>
    </div>
  );
}
