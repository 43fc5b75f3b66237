/** The part of the Web Locks API in use: one holder at a time, in the order of asking. */
export class FakeLocks {
  #last: Promise<unknown> = Promise.resolve();

  request<T>(_name: string, run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
