import { Tooltip, UnstyledButton } from '@mantine/core';
import type { DragEvent } from 'react';

import { t } from '@/shared/lib/i18n';

import { useDrawing } from '../hooks/use-drawing';
import classes from './palette.module.css';
import { PIECE_ICONS, PIECES, type Piece } from './pieces';

const DRAGGED = 'application/x-tts-piece';

/** The piece that is dropped from the palette; null for anything else. */
export function droppedPiece(event: DragEvent): Piece | null {
  const dragged = event.dataTransfer.getData(DRAGGED);
  return PIECES.find((piece) => piece === dragged) ?? null;
}

/** Pieces to drag onto the canvas; a click puts one after the selected step. */
export function Palette() {
  const { add, addAfter, selectedStep } = useDrawing();

  function place(piece: Piece) {
    if (selectedStep && piece === 'start') add(piece, undefined, selectedStep);
    else if (selectedStep) addAfter(selectedStep, piece);
    else add(piece);
  }

  return (
    <div className={classes.palette} role="toolbar" aria-label={t('designer.palette')}>
      {PIECES.map((piece) => {
        const IconComponent = PIECE_ICONS[piece];
        return (
          <Tooltip key={piece} label={t(`designer.pieceHint.${piece}`)} position="right">
            <UnstyledButton
              className={classes.piece}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.setData(DRAGGED, piece);
                event.dataTransfer.effectAllowed = 'copy';
              }}
              onClick={() => place(piece)}
            >
              <IconComponent size={18} stroke={1.7} aria-hidden />
              {t(`designer.piece.${piece}`)}
            </UnstyledButton>
          </Tooltip>
        );
      })}
    </div>
  );
}
