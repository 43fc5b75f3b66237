import { ActionIcon, Button, Group as Row, Select, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import { stepOf, waysFrom, type Step } from '@/features/designer/document/design';
import { reorderWay } from '@/features/designer/document/drawing';
import { wayRef } from '@/features/designer/document/elements';
import { useDesigner } from '@/features/designer/hooks/designer-context';
import { useDrawing } from '@/features/designer/hooks/use-drawing';
import { Group } from './group';

const END = '';

/** The ways out of a step in the order they are offered, and a way to add one. */
export function WaysOut({ step }: { step: Step }) {
  const { act, editing, readOnly, select } = useDesigner();
  const { lead, removeAll } = useDrawing();
  const { design } = editing;
  const targets = [
    ...design.steps.map(({ key, name }) => ({ value: key, label: name })),
    { value: END, label: t('graph.end') },
  ];
  const ways = waysFrom(design, step.key);

  return (
    <Group title={t('designer.step.waysOut')}>
      {ways.map((way, index) => {
        const target = way.to === null ? t('graph.end') : (stepOf(design, way.to)?.name ?? way.to);
        const name = t('graph.way', { label: way.label, target });
        return (
          <Row key={way.key} gap={2} wrap="nowrap">
            <Button
              variant="subtle"
              size="compact-sm"
              justify="flex-start"
              flex={1}
              onClick={() => select([wayRef(way.key)])}
            >
              <Text truncate inherit>
                {name}
              </Text>
            </Button>
            {!readOnly && (
              <>
                <ActionIcon
                  aria-label={t('designer.earlier', { name })}
                  disabled={index === 0}
                  onClick={() => act(t('designer.did.reorder'), reorderWay(way.key, -1))}
                >
                  <IconArrowUp size={15} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('designer.later', { name })}
                  disabled={index === ways.length - 1}
                  onClick={() => act(t('designer.did.reorder'), reorderWay(way.key, 1))}
                >
                  <IconArrowDown size={15} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={t('designer.removeNamed', { name })}
                  onClick={() => removeAll([wayRef(way.key)])}
                >
                  <IconTrash size={15} aria-hidden />
                </ActionIcon>
              </>
            )}
          </Row>
        );
      })}
      {!readOnly && (
        <Select
          aria-label={t('designer.addWay')}
          placeholder={t('designer.addWay')}
          data={targets}
          value={null}
          searchable
          onChange={(target) => target !== null && lead(step.key, target || null)}
        />
      )}
    </Group>
  );
}
