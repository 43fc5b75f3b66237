import { useState, useSyncExternalStore } from 'react';

import { upload } from '@/api/upload';

import { useFileRules } from './api/use-file-rules';
import { UploadQueue, type Target, type Transfer } from './upload-queue';

export interface Uploads {
  transfers: Transfer[];
  /** Without a target they wait for `start`. */
  add: (files: File[], target?: Target) => void;
  start: (target: Target) => Promise<void>;
  retry: (id: string) => void;
  cancel: (id: string) => void;
}

/** Files this person is sending; `onArrived` is called for each that was stored. */
export function useUploads(onArrived?: () => void): Uploads {
  const maxBytes = useFileRules().data?.max_bytes ?? Infinity;
  const [queue] = useState(() => new UploadQueue(upload, onArrived));
  const transfers = useSyncExternalStore(queue.subscribe, queue.snapshot);
  return {
    transfers,
    add: (files, target) => queue.add(files, maxBytes, target),
    start: (target) => queue.start(target),
    retry: (id) => queue.retry(id),
    cancel: (id) => queue.cancel(id),
  };
}
