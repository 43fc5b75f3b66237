import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { changeStep, inOrder } from '@/features/designer/document/drawing';
import { stepKeyOf } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { useDrawing } from '@/features/designer/hooks/use-drawing';
import { RoleInput } from './role-input';

/** What can be done to several elements at once. */
export function SelectionInspector() {
  const { act, editing, readOnly } = useDesigner();
  const { duplicate, removeAll } = useDrawing();
  const keys = editing.selection.map(stepKeyOf).filter((key) => key !== null);
  const chosen = editing.design.steps.filter(({ key }) => keys.includes(key));
  const roles = new Set(chosen.map(({ role }) => role));

  return (
    <Stack gap="sm">
      <Text size="sm">{t('designer.selected', { count: editing.selection.length })}</Text>
      {!readOnly && (
        <>
          {chosen.length > 0 && (
            <RoleInput
              label={t('designer.step.role')}
              value={roles.size === 1 ? ([...roles][0] ?? '') : ''}
              onChange={(role) =>
                act(
                  t('designer.did.change'),
                  inOrder(...keys.map((key) => changeStep(key, { role }))),
                )
              }
            />
          )}
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={duplicate}
            >
              {t('designer.duplicate')}
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconTrash size={15} aria-hidden />}
              onClick={() => removeAll()}
            >
              {t('designer.remove')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
