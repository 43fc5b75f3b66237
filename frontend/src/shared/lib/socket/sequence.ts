export type Verdict = 'next' | 'known' | 'gap';

/**
 * Watches the gapless numbers of a stream. Events come again after a reconnect and a hint may
 * overtake a replay, so only the number decides what is new.
 */
export class Sequence {
  #last: number | null = null;

  /** The number of the last event taken, or null before the first `startAt`. */
  get last(): number | null {
    return this.#last;
  }

  startAt(seq: number): void {
    this.#last = seq;
  }

  /** What comes next belongs to another stream. */
  forget(): void {
    this.#last = null;
  }

  /** Judge an event; one that is `next` counts as taken. */
  take(seq: number): Verdict {
    if (this.#last === null || seq > this.#last + 1) return 'gap';
    if (seq <= this.#last) return 'known';
    this.#last = seq;
    return 'next';
  }

  /** How many events the server has that were not taken, when its newest is `newest`. */
  behind(newest: number): number {
    return this.#last === null ? 0 : Math.max(0, newest - this.#last);
  }
}
