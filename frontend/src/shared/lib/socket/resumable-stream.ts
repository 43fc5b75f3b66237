import { backoff } from './backoff';
import { Sequence } from './sequence';

export type StreamState =
  'connecting' | 'live' | 'catching_up' | 'reconnecting' | 'denied' | 'closed';

export interface StreamStatus {
  state: StreamState;
  /** Events still to come while catching up. */
  behind: number;
}

export interface Frame {
  type: string;
  seq?: number;
  [field: string]: unknown;
}

export interface StreamHandlers {
  /** A numbered event: in order, each once. */
  onEvent: (frame: Frame) => void;
  /** A passing signal without a number, such as typing. */
  onSignal?: (frame: Frame) => void;
  /** What is shown may be incomplete: load it anew. */
  onResync: () => void;
  onStatus: (status: StreamStatus) => void;
}

export interface StreamOptions {
  url: string;
  handlers: StreamHandlers;
  /** Renew an expired session; false when the person has to sign in again. */
  renewSession: () => Promise<boolean>;
  open?: (url: string) => WebSocket;
}

const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
const UNAUTHORISED = 4401;
const FORBIDDEN = 4403;
const TRIES_WHEN_NEW = 6;
// The person now follows another stream of the same ticket, with numbers of its own.
const CONNECT_AGAIN = 1012;

/**
 * A WebSocket that survives losing its connection: it reconnects with growing pauses and asks
 * for every event after the last one it took, so that nothing is missed and nothing comes twice.
 */
export class ResumableStream {
  readonly #options: StreamOptions;
  readonly #sequence = new Sequence();
  #socket: WebSocket | null = null;
  #attempt = 0;
  #newest = 0;
  #stopped = false;
  #retryTimer: number | undefined;
  #pingTimer: number | undefined;
  #pongTimer: number | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  start(): void {
    window.addEventListener('online', this.#reconnectNow);
    window.addEventListener('offline', this.#lose);
    this.#report('connecting');
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    window.removeEventListener('online', this.#reconnectNow);
    window.removeEventListener('offline', this.#lose);
    window.clearTimeout(this.#retryTimer);
    this.#drop();
  }

  /** Send a frame if connected; false when it could not be sent. */
  send(frame: Frame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    const open = this.#options.open ?? ((url: string) => new WebSocket(url));
    const socket = open(this.#options.url);
    this.#socket = socket;
    socket.onmessage = (message) => this.#receive(JSON.parse(String(message.data)) as Frame);
    socket.onclose = (event) => void this.#closed(event.code);
  }

  #receive(frame: Frame): void {
    switch (frame.type) {
      case 'connection_established':
        return this.#established(frame.seq ?? 0);
      case 'resync':
        return this.#restartAt(frame.seq ?? this.#newest);
      case 'reauth':
        return void this.#reauthenticate();
      case 'pong':
        return window.clearTimeout(this.#pongTimer);
      default:
        return typeof frame.seq === 'number'
          ? this.#take(frame, frame.seq)
          : this.#options.handlers.onSignal?.(frame);
    }
  }

  #established(newest: number): void {
    this.#attempt = 0;
    this.#newest = newest;
    this.#pingTimer = window.setInterval(this.#ping, PING_EVERY_MS);
    if (this.#sequence.last === null) this.#restartAt(newest);
    // Also with nothing missed: the server holds new events back until the client has spoken.
    this.#askForMissed();
    this.#reportProgress();
  }

  #restartAt(seq: number): void {
    this.#sequence.startAt(seq);
    this.#newest = seq;
    this.#options.handlers.onResync();
    this.#reportProgress();
  }

  #take(frame: Frame, seq: number): void {
    this.#newest = Math.max(this.#newest, seq);
    const verdict = this.#sequence.take(seq);
    if (verdict === 'next') this.#options.handlers.onEvent(frame);
    if (verdict === 'gap') this.#askForMissed();
    this.#reportProgress();
  }

  #askForMissed(): void {
    this.send({ type: 'resume', after: this.#sequence.last ?? 0 });
  }

  async #reauthenticate(): Promise<void> {
    // The server reads the session when a connection opens, so a renewed one needs a new connection.
    if (await this.#options.renewSession()) this.#socket?.close();
  }

  readonly #ping = (): void => {
    if (!this.send({ type: 'ping', timestamp: new Date().toISOString() })) return;
    this.#pongTimer = window.setTimeout(this.#lose, PONG_WITHIN_MS);
  };

  /** Give up a connection that no longer answers; its own close event may take minutes. */
  readonly #lose = (): void => {
    if (!this.#socket) return;
    this.#drop();
    void this.#closed(0);
  };

  #drop(): void {
    window.clearInterval(this.#pingTimer);
    window.clearTimeout(this.#pongTimer);
    if (!this.#socket) return;
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
    this.#socket.close();
    this.#socket = null;
  }

  async #closed(code: number): Promise<void> {
    this.#drop();
    if (this.#stopped) return;
    if (code === CONNECT_AGAIN) this.#sequence.forget();
    if (code === FORBIDDEN && this.#refusedForGood()) return this.#report('denied');
    if (code === UNAUTHORISED && !(await this.#options.renewSession()))
      return this.#report('closed');
    this.#report(this.#sequence.last === null ? 'connecting' : 'reconnecting');
    this.#retryTimer = window.setTimeout(() => this.#connect(), backoff(this.#attempt));
    this.#attempt += 1;
  }

  /** A ticket just handed in is not known everywhere yet; one lost after it was seen is lost. */
  #refusedForGood(): boolean {
    return this.#sequence.last !== null || this.#attempt >= TRIES_WHEN_NEW;
  }

  readonly #reconnectNow = (): void => {
    if (this.#socket || this.#stopped) return;
    window.clearTimeout(this.#retryTimer);
    this.#connect();
  };

  #reportProgress(): void {
    const behind = this.#sequence.behind(this.#newest);
    this.#options.handlers.onStatus({ state: behind > 0 ? 'catching_up' : 'live', behind });
  }

  #report(state: StreamState): void {
    this.#options.handlers.onStatus({ state, behind: 0 });
  }
}
