import type { UploadOptions } from '@/api/upload';
import { ApiError } from '@/shared/lib/api-error';
import { t } from '@/shared/lib/i18n';
import { uuid } from '@/shared/lib/uuid';

import { sizeOf } from './files';

/** Where files go. */
export interface Target {
  path: string;
  fields?: Record<string, string>;
}

/** A file on its way. `refused` cannot be helped; what failed can be tried again. */
export interface Transfer {
  id: string;
  file: File;
  state: 'waiting' | 'sending' | 'failed' | 'refused';
  share: number;
  problem?: string;
  target: Target | null;
}

type Send = (path: string, file: File, options: UploadOptions) => Promise<void>;

/** Sends files one after the other; what has arrived is no longer in it. */
export class UploadQueue {
  private transfers: Transfer[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly aborts = new Map<string, AbortController>();
  private tail = Promise.resolve();

  constructor(
    private readonly send: Send,
    private readonly onArrived: (target: Target) => void = () => undefined,
  ) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = () => this.transfers;

  /** Take files; without a target they wait for `start`. */
  add(files: File[], maxBytes: number, target: Target | null = null): void {
    const taken = files.map((file): Transfer => {
      const problem = problemWith(file, maxBytes);
      const state = problem ? 'refused' : 'waiting';
      return { id: uuid(), file, state, share: 0, target, ...(problem && { problem }) };
    });
    this.set([...this.transfers, ...taken]);
    if (target) void this.start(target, taken);
  }

  /** Send what waits to `target`. Resolves when each has arrived or failed. */
  start(target: Target, which = this.transfers): Promise<void> {
    for (const { id, state } of which) {
      if (state !== 'waiting') continue;
      this.change(id, { target });
      this.tail = this.tail.then(() => this.transfer(id));
    }
    return this.tail;
  }

  retry(id: string): void {
    const failed = this.find(id);
    if (failed?.state !== 'failed') return;
    this.change(id, { state: 'waiting', share: 0, problem: undefined });
    this.tail = this.tail.then(() => this.transfer(id));
  }

  /** Call off a file, wherever it is; one that was refused leaves the list. */
  cancel(id: string): void {
    this.aborts.get(id)?.abort();
    this.set(this.transfers.filter((each) => each.id !== id));
  }

  private async transfer(id: string): Promise<void> {
    const waiting = this.find(id);
    if (!waiting?.target) return;
    const { file, target } = waiting;
    const abort = new AbortController();
    this.aborts.set(id, abort);
    this.change(id, { state: 'sending' });
    const onProgress = (share: number) => this.change(id, { share });
    try {
      await this.send(target.path, file, { ...target, key: id, signal: abort.signal, onProgress });
      this.set(this.transfers.filter((each) => each.id !== id));
      this.onArrived(target);
    } catch (error) {
      this.change(id, { state: 'failed', problem: reasonOf(error, file) });
    } finally {
      this.aborts.delete(id);
    }
  }

  private find(id: string): Transfer | undefined {
    return this.transfers.find((each) => each.id === id);
  }

  private change(id: string, change: Partial<Transfer>): void {
    this.set(this.transfers.map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  private set(transfers: Transfer[]): void {
    this.transfers = transfers;
    for (const listener of this.listeners) listener();
  }
}

function problemWith(file: File, maxBytes: number): string | undefined {
  if (file.size === 0) return t('files.empty', { name: file.name });
  if (file.size <= maxBytes) return undefined;
  return t('files.tooLarge', { name: file.name, limit: sizeOf(maxBytes) });
}

function reasonOf(error: unknown, file: File): string {
  if (!(error instanceof ApiError)) return t('files.notSent', { name: file.name });
  return error.problemOf('file') ?? error.message;
}
