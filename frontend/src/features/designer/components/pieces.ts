import {
  IconClipboardCheck,
  IconFlag,
  IconHourglass,
  IconPlayerPlay,
  IconPlugConnected,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';

import type { StepKind } from '../document/design';

/** What the palette holds: the kinds of steps, and the two signs a step can get. */
export type Piece = StepKind | 'start' | 'end';

export const PIECES: readonly Piece[] = ['start', 'task', 'approval', 'integration', 'wait', 'end'];

export const PIECE_ICONS: Record<Piece, Icon> = {
  start: IconPlayerPlay,
  task: IconClipboardCheck,
  approval: IconUserCheck,
  integration: IconPlugConnected,
  wait: IconHourglass,
  end: IconFlag,
};

export function isKind(piece: Piece): piece is StepKind {
  return piece !== 'start' && piece !== 'end';
}
