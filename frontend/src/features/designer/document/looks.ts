/** What is shown on a drawing besides the drawing itself. */
export type Tone = 'added' | 'removed' | 'changed' | 'visited' | 'current' | 'stuck';

export interface StepLook {
  tone?: Tone;
  /** How many problems the step has; their worst severity colours the mark. */
  problems?: number;
  severity?: 'error' | 'warning';
  /** People that work on the step can go to. */
  members?: number;
  open?: number;
  atRisk?: number;
  breached?: number;
  dwell?: string;
}

export interface WayLook {
  tone?: Tone;
  /** How often it was taken lately. */
  taken?: number;
  problems?: number;
}

export interface Looks {
  steps: ReadonlyMap<string, StepLook>;
  ways: ReadonlyMap<string, WayLook>;
}

export const PLAIN: Looks = { steps: new Map(), ways: new Map() };

/** Several layers in one; later ones win field by field. */
export function layered(...layers: Looks[]): Looks {
  return {
    steps: joined(layers.map(({ steps }) => steps)),
    ways: joined(layers.map(({ ways }) => ways)),
  };
}

function joined<Look extends object>(layers: ReadonlyMap<string, Look>[]): Map<string, Look> {
  const result = new Map<string, Look>();
  for (const layer of layers) {
    for (const [key, look] of layer) {
      const known = result.get(key);
      result.set(key, known ? { ...known, ...look } : look);
    }
  }
  return result;
}
