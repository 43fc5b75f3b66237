import { useCallback, useEffect, useRef, useState } from 'react';

import {
  ResumableStream,
  type Frame,
  type StreamHandlers,
  type StreamStatus,
} from '@/shared/lib/socket/resumable-stream';

import { renewSession } from './refresh';

function socketUrl(path: string): string {
  return `${window.location.origin.replace(/^http/, 'ws')}${path}`;
}

const CONNECTING: StreamStatus = { state: 'connecting', behind: 0 };

/**
 * Follow the stream at `path` (null: none) while the component is shown. The handlers may change
 * from render to render without a reconnect.
 */
export function useStream(path: string | null, handlers: Omit<StreamHandlers, 'onStatus'>) {
  const [status, setStatus] = useState<StreamStatus>(CONNECTING);
  const latest = useRef(handlers);
  const stream = useRef<ResumableStream | null>(null);

  useEffect(() => {
    latest.current = handlers;
  });

  useEffect(() => {
    if (path === null) return;
    const opened = new ResumableStream({
      url: socketUrl(path),
      renewSession: async () => (await renewSession(Date.now())) !== 'ended',
      handlers: {
        onEvent: (frame) => latest.current.onEvent(frame),
        onSignal: (frame) => latest.current.onSignal?.(frame),
        onResync: () => latest.current.onResync(),
        onStatus: setStatus,
      },
    });
    stream.current = opened;
    opened.start();
    return () => {
      opened.stop();
      stream.current = null;
    };
  }, [path]);

  const send = useCallback((frame: Frame) => stream.current?.send(frame) ?? false, []);
  return { status, send };
}
