import { Group } from '@mantine/core';

import { t } from '@/shared/lib/i18n';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import { useEditors } from '../api/use-editors';
import { useDesigner } from '../hooks/designer-context';

/** Who else has this draft open just now. */
export function Editors() {
  const { workflowId, readOnly } = useDesigner();
  const editors = useEditors(workflowId, !readOnly);
  if (editors.length === 0) return null;
  const names = editors.map(({ name }) => name).join(', ');
  return (
    <Group gap={4} role="status">
      {editors.map(({ user_id: id, name }) => (
        <PersonAvatar key={id} name={name} size={22} tooltip={false} />
      ))}
      <span style={{ fontSize: '0.75rem' }}>{t('designer.editors', { names })}</span>
    </Group>
  );
}
