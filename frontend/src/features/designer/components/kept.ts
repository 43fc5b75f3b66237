interface Entry<Value> {
  id: string;
  /** What the value is made of; compared one by one. */
  parts: readonly unknown[];
  make: () => Value;
}

/**
 * Keeps values whose parts are the same as last time, so that a step that did not change is the
 * same object to React and is not drawn again.
 */
export class Kept<Value> {
  #known = new Map<string, { parts: readonly unknown[]; value: Value }>();

  renew(entries: readonly Entry<Value>[]): Value[] {
    const next = new Map<string, { parts: readonly unknown[]; value: Value }>();
    for (const { id, parts, make } of entries) {
      const known = this.#known.get(id);
      const unchanged = known?.parts.every((part, index) => Object.is(part, parts[index]));
      next.set(id, unchanged && known ? known : { parts, value: make() });
    }
    this.#known = next;
    return [...next.values()].map(({ value }) => value);
  }
}
