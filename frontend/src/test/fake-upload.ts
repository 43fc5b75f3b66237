import { vi } from 'vitest';

export interface FakeRequest {
  path: string;
  headers: Record<string, string>;
  form: FormData;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void };
  aborted: boolean;
  /** Let the server answer. */
  answer: (status: number, body?: object) => void;
}

/** Takes the place of the network for what is sent with progress; requests are in order. */
export function startFakeUploads(): FakeRequest[] {
  const requests: FakeRequest[] = [];

  class Request implements FakeRequest {
    path = '';
    headers: Record<string, string> = {};
    form = new FormData();
    upload = {};
    aborted = false;
    status = 0;
    responseText = '';
    onload?: () => void;
    onabort?: () => void;

    open(_: string, path: string) {
      this.path = path;
    }
    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }
    send(form: FormData) {
      this.form = form;
      requests.push(this);
    }
    abort() {
      this.aborted = true;
      this.onabort?.();
    }
    answer(status: number, body: object = {}) {
      this.status = status;
      this.responseText = JSON.stringify(body);
      this.onload?.();
    }
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  return requests;
}
