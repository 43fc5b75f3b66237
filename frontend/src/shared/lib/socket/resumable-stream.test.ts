import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ResumableStream, type Frame, type StreamStatus } from './resumable-stream';

class FakeSocket {
  readyState: number = WebSocket.OPEN;
  sent: Frame[] = [];
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;

  send(text: string) {
    this.sent.push(JSON.parse(text) as Frame);
  }

  close() {
    this.readyState = WebSocket.CLOSED;
  }

  receive(frame: Frame) {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  breakOff(code = 1006) {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.(new CloseEvent('close', { code }));
  }
}

let sockets: FakeSocket[];
let taken: number[];
let signals: string[];
let resyncs: number;
let statuses: StreamStatus[];
let renewSession: () => Promise<boolean>;
let stream: ResumableStream;

function socket(): FakeSocket {
  const last = sockets.at(-1);
  if (!last) throw new Error('no connection was opened');
  return last;
}

function state() {
  return statuses.at(-1)?.state;
}

const event = (seq: number): Frame => ({ type: 'comment_update', seq });
const established = (seq: number): Frame => ({ type: 'connection_established', seq });
const nextConnection = () => vi.advanceTimersByTimeAsync(15_000);

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, taken, signals, statuses, resyncs] = [[], [], [], [], 0];
  renewSession = () => Promise.resolve(true);
  stream = new ResumableStream({
    url: 'ws://tts.test/ws/comments/HD-1/',
    renewSession: () => renewSession(),
    open: () => {
      sockets.push(new FakeSocket());
      return socket() as unknown as WebSocket;
    },
    handlers: {
      onEvent: (frame) => taken.push(frame.seq ?? -1),
      onSignal: (frame) => signals.push(frame.type),
      onResync: () => (resyncs += 1),
      onStatus: (status) => statuses.push(status),
    },
  });
  stream.start();
});

afterEach(() => {
  stream.stop();
  vi.useRealTimers();
});

describe('at first', () => {
  it('loads everything anew once and is live', () => {
    socket().receive(established(7));

    expect(resyncs).toBe(1);
    expect(state()).toBe('live');
  });

  it('tells the server where it stands, because the server waits for that', () => {
    socket().receive(established(7));

    expect(socket().sent).toEqual([{ type: 'resume', after: 7 }]);
  });
});

describe('while connected', () => {
  beforeEach(() => socket().receive(established(7)));

  it('takes events in order and each once', () => {
    for (const seq of [8, 8, 9, 8]) socket().receive(event(seq));

    expect(taken).toEqual([8, 9]);
  });

  it('asks for what is missing instead of taking an event early', () => {
    socket().receive(event(10));

    expect(taken).toEqual([]);
    expect(socket().sent.at(-1)).toEqual({ type: 'resume', after: 7 });
    expect(statuses.at(-1)).toEqual({ state: 'catching_up', behind: 3 });
  });

  it('hands on signals that have no number', () => {
    socket().receive({ type: 'typing', user_id: 3 });

    expect(signals).toEqual(['typing']);
  });

  it('loads everything anew when the server cannot replay', () => {
    socket().receive({ type: 'resync', seq: 90 });
    socket().receive(event(91));

    expect(resyncs).toBe(2);
    expect(taken).toEqual([91]);
  });

  it('gives up a connection that does not answer a ping', async () => {
    await vi.advanceTimersByTimeAsync(25_000 + 10_000);

    expect(state()).toBe('reconnecting');
  });
});

describe('after a lost connection', () => {
  beforeEach(async () => {
    socket().receive(established(7));
    socket().receive(event(8));
    socket().breakOff();
    await vi.advanceTimersByTimeAsync(0);
  });

  it('says so', () => {
    expect(state()).toBe('reconnecting');
  });

  it('gets what it missed, in order and without doubles, and loads nothing anew', async () => {
    await nextConnection();
    socket().receive(established(10));
    expect(statuses.at(-1)).toEqual({ state: 'catching_up', behind: 2 });
    expect(socket().sent).toEqual([{ type: 'resume', after: 8 }]);

    for (const seq of [8, 9, 10]) socket().receive(event(seq));

    expect(taken).toEqual([8, 9, 10]);
    expect(resyncs).toBe(1);
    expect(state()).toBe('live');
  });

  it('tries again, with growing pauses, until it succeeds', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await nextConnection();
      socket().breakOff();
    }
    await nextConnection();

    expect(sockets).toHaveLength(5);
  });

  it('hears from the browser that the network is gone', async () => {
    await nextConnection();
    socket().receive(established(2));

    window.dispatchEvent(new Event('offline'));

    expect(state()).toBe('reconnecting');
  });

  it('comes back at once when the network does', () => {
    window.dispatchEvent(new Event('online'));

    expect(sockets).toHaveLength(2);
  });

  it('does not come back after it was stopped', async () => {
    stream.stop();
    await nextConnection();

    expect(sockets).toHaveLength(1);
  });
});

describe('when it is refused', () => {
  it('stays away from a ticket the person may no longer see', async () => {
    socket().receive(established(7));
    socket().breakOff(4403);
    await nextConnection();

    expect(state()).toBe('denied');
    expect(sockets).toHaveLength(1);
  });

  it('gives a new ticket a moment to become known', async () => {
    socket().breakOff(4403);
    await nextConnection();
    socket().receive(established(0));

    expect(state()).toBe('live');
  });

  it('gives up on a ticket that stays unknown', async () => {
    for (let attempt = 0; attempt < 10 && state() !== 'denied'; attempt += 1) {
      socket().breakOff(4403);
      await nextConnection();
    }

    expect(state()).toBe('denied');
    expect(sockets).toHaveLength(7);
  });

  it('renews an expired session and comes back', async () => {
    socket().breakOff(4401);
    await nextConnection();

    expect(sockets).toHaveLength(2);
  });

  it('stops when the session cannot be renewed', async () => {
    renewSession = () => Promise.resolve(false);
    socket().breakOff(4401);
    await nextConnection();

    expect(state()).toBe('closed');
    expect(sockets).toHaveLength(1);
  });

  it('starts afresh when what the person may see has changed', async () => {
    socket().receive(established(7));
    socket().breakOff(1012);
    await nextConnection();
    socket().receive(established(3));

    expect(resyncs).toBe(2);
    expect(state()).toBe('live');
  });
});
