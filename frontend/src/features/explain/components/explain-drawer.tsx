import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelpCircle } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { ExplainedTask } from '../explain';
import { LazyExplainPanel } from './lazy-explain-panel';

/** A button that opens the explanation beside whatever is shown. */
export function ExplainDrawer({ task }: { task: ExplainedTask }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        aria-haspopup="dialog"
        leftSection={<IconHelpCircle size={15} aria-hidden />}
        onClick={open}
      >
        {t('explain.open')}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        title={t('explain.title', { number: task.number })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened && <LazyExplainPanel task={task} />}
      </Drawer>
    </>
  );
}
