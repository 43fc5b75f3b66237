import { ApiError } from '@/shared/lib/api-error';

import type { Design } from '../document/design';
import { dropUnsaved, keepUnsaved } from '../document/unsaved';
import { fetchSaved, type Saved } from './fetch-saved';
import { isSaved, savePart } from './save-part';

export type SaveState =
  | { is: 'saved'; at: number | null }
  | { is: 'unsaved' }
  | { is: 'saving' }
  /** The service is away; it is asked again by itself. */
  | { is: 'waiting'; error: unknown }
  /** It will not take this draft; the next change is tried again. */
  | { is: 'refused'; error: unknown }
  /** Somebody else saved in between; nothing is written until a person decides. */
  | { is: 'stale'; theirs: Saved };

const AFTER_CHANGE_MS = 700;
const RETRY_MS = [2_000, 5_000, 15_000];

/** Saves a draft a moment after each change, and keeps it in the browser until then. */
export class Autosave {
  readonly #id: string;
  #saved: Saved;
  #design: Design;
  #state: SaveState = { is: 'saved', at: null };
  #timer: number | undefined;
  #running: Promise<void> | null = null;
  #failures = 0;
  readonly #listeners = new Set<() => void>();

  /** `theirs`: what somebody else has saved since `saved`, when that is known from the start. */
  constructor(id: string, saved: Saved, theirs: Saved | null = null) {
    this.#id = id;
    this.#saved = saved;
    this.#design = saved.design;
    if (theirs) this.#state = { is: 'stale', theirs };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  state = (): SaveState => this.#state;
  saved = (): Saved => this.#saved;

  /** The draft as it is now. */
  change(design: Design): void {
    if (design === this.#design) return;
    this.#design = design;
    this.#keep();
    if (this.#state.is === 'stale') return;
    if (!this.#running) this.#tell(this.#isDone() ? { is: 'saved', at: null } : { is: 'unsaved' });
    this.#later(AFTER_CHANGE_MS);
  }

  /** Go on from `saved`, which somebody has seen and decided about. */
  rebase(saved: Saved, design: Design): void {
    this.#saved = saved;
    this.#design = design;
    this.#keep();
    this.#tell(this.#isDone() ? { is: 'saved', at: null } : { is: 'unsaved' });
    this.#later(0);
  }

  /** Something other than the draft has changed, by this person: its version goes on. */
  accept(workflow: Saved['workflow']): void {
    this.#saved = { ...this.#saved, workflow, version: workflow.version };
    this.#tell(this.#state);
  }

  /** Save now; whether everything is safe then. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.#timer);
    if (this.#state.is !== 'stale') {
      this.#running ??= this.#run().finally(() => (this.#running = null));
      await this.#running;
    }
    return this.#isDone();
  }

  #isDone(): boolean {
    return isSaved(this.#saved, this.#design);
  }

  #keep(): void {
    if (this.#isDone()) return dropUnsaved(this.#id);
    const { design: base, version } = this.#saved;
    keepUnsaved(this.#id, { base, version, design: this.#design, at: Date.now() });
  }

  #later(after: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.flush(), after);
  }

  async #run(): Promise<void> {
    try {
      while (!this.#isDone()) {
        this.#tell({ is: 'saving' });
        this.#saved = await savePart(this.#id, this.#saved, this.#design);
        this.#failures = 0;
        this.#keep();
        this.#tell({ is: 'saved', at: Date.now() });
      }
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    const status = error instanceof ApiError ? error.status : 0;
    const theirs = status === 409 || status === 412 ? await this.#newer() : null;
    if (theirs) return this.#tell({ is: 'stale', theirs });
    if (status >= 400 && status < 500 && status !== 429) {
      return this.#tell({ is: 'refused', error });
    }
    this.#tell({ is: 'waiting', error });
    this.#later(RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? 0);
    this.#failures += 1;
  }

  /** What somebody else saved; a conflict may also be about a name that is taken. */
  async #newer(): Promise<Saved | null> {
    const theirs = await fetchSaved(this.#id).catch(() => null);
    return theirs && theirs.version !== this.#saved.version ? theirs : null;
  }

  #tell(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
