import { Alert, Divider } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { useDesigner } from '../hooks/designer-context';
import { Inspector } from './inspector/inspector';
import { Outline } from './outline';

/** On a phone: the outline to read, and what is chosen in it. */
export function NarrowScreen() {
  const { design } = useDesigner().editing;
  return (
    <div style={{ padding: 12 }}>
      <h1 style={{ margin: '0 0 8px', fontSize: '1.125rem' }}>{design.settings.name}</h1>
      <Alert icon={<IconDeviceMobile size={18} />} p="xs">
        {t('designer.narrow')}
      </Alert>
      <Outline />
      <Divider my="sm" />
      <Inspector error={null} />
    </div>
  );
}
