import { Menu } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import type { Place } from '../document/design';
import { STEP_SIZE } from '../document/design';
import { useDrawing } from '../hooks/use-drawing';
import { PIECE_ICONS, PIECES } from './pieces';

export interface AddingAt {
  /** The step that the new one follows. */
  from: string;
  screen: Place;
  place: Place;
}

/** What a way drawn into the open shall lead to. */
export function AddMenu({ at, onClose }: { at: AddingAt; onClose: () => void }) {
  const { addAfter } = useDrawing();
  const place = { x: at.place.x, y: at.place.y - STEP_SIZE.height / 2 };
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        <span
          aria-hidden
          style={{ position: 'fixed', left: at.screen.x, top: at.screen.y, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('designer.leadTo')}</Menu.Label>
        {PIECES.filter((piece) => piece !== 'start').map((piece) => {
          const IconComponent = PIECE_ICONS[piece];
          return (
            <Menu.Item
              key={piece}
              leftSection={<IconComponent size={16} aria-hidden />}
              onClick={() => addAfter(at.from, piece, place)}
            >
              {t(`designer.piece.${piece}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
