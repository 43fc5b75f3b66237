import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowRight,
  IconArrowUp,
  IconDots,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';

import type { Step } from '../document/design';
import { makeStart, reorderStep } from '../document/drawing';
import { stepRef } from '../document/elements';
import { useDesigner } from '../hooks/designer-context';
import { useDrawing } from '../hooks/use-drawing';
import { isKind, PIECE_ICONS, PIECES } from './pieces';

/** What can be done with a step from its row in the outline. */
export function OutlineMenu({ stepKey, name }: { stepKey: string; name: string }) {
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('designer.actionsOf', { name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Items stepKey={stepKey} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Of the open menu only, as it follows every change of the draft. */
function Items({ stepKey }: { stepKey: string }) {
  const { act, editing } = useDesigner();
  const { removeAll } = useDrawing();
  const { steps } = editing.design;
  const nth = steps.findIndex(({ key }) => key === stepKey);
  const step = steps[nth];
  if (!step) return null;
  const reorder = (by: -1 | 1) => act(t('designer.did.reorder'), reorderStep(step.key, by));

  return (
    <>
      <AddAfter step={step} />
      <ConnectTo step={step} />
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        disabled={step.is_start}
        onClick={() => act(t('designer.did.start'), makeStart(step.key))}
      >
        {t('designer.startHere')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowUp size={16} aria-hidden />}
        disabled={nth === 0}
        onClick={() => reorder(-1)}
      >
        {t('designer.moveUp')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown size={16} aria-hidden />}
        disabled={nth === steps.length - 1}
        onClick={() => reorder(1)}
      >
        {t('designer.moveDown')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => removeAll([stepRef(step.key)])}
      >
        {t('designer.remove')}
      </Menu.Item>
    </>
  );
}

function AddAfter({ step }: { step: Step }) {
  const { addAfter } = useDrawing();
  return (
    <>
      <Menu.Label>{t('designer.addAfter')}</Menu.Label>
      {PIECES.filter(isKind).map((piece) => {
        const IconComponent = PIECE_ICONS[piece];
        return (
          <Menu.Item
            key={piece}
            leftSection={<IconComponent size={16} aria-hidden />}
            onClick={() => addAfter(step.key, piece)}
          >
            {t(`designer.piece.${piece}`)}
          </Menu.Item>
        );
      })}
    </>
  );
}

function ConnectTo({ step }: { step: Step }) {
  const { design } = useDesigner().editing;
  const { lead } = useDrawing();
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconArrowRight size={16} aria-hidden />}>
          {t('designer.connectTo')}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => lead(step.key, null)}>{t('graph.end')}</Menu.Item>
        {design.steps.map(({ key, name }) => (
          <Menu.Item key={key} onClick={() => lead(step.key, key)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
