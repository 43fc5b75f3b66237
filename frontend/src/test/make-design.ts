import {
  blankStep,
  blankWay,
  type Design,
  type Settings,
} from '@/features/designer/document/design';
import { DEFAULT_LADDER } from '@/features/designer/document/ladder';

const SETTINGS: Settings = {
  name: 'Travel',
  description: '',
  category: 'Travel',
  sub_category: 'Visa',
  department: '',
  end_logic: 'none',
  urgent_sla: 'PT4H',
  high_sla: 'PT8H',
  medium_sla: 'P1D',
  low_sla: null,
  coordinator_role: 'Ticket Coordinator',
  calendar: null,
  ladder: DEFAULT_LADDER,
};

/** A check, then an approval that ends the workflow either way. */
export function makeDesign(facts: Partial<Design> = {}): Design {
  return {
    settings: SETTINGS,
    steps: [
      blankStep({ key: 'check', name: 'Check', role: 'IT Support', is_start: true }),
      blankStep({
        key: 'agree',
        name: 'Agree',
        role: 'Manager',
        kind: 'approval',
        weight: 3,
        position: { x: 340, y: 0 },
      }),
    ],
    ways: [
      blankWay({ key: 'checked', from: 'check', to: 'agree' }),
      blankWay({ key: 'yes', from: 'agree', to: null, label: 'Approve', outcome: 'approve' }),
      blankWay({ key: 'no', from: 'agree', to: null, label: 'Reject', outcome: 'reject' }),
    ],
    ...facts,
  };
}
