import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';

import { startFakeServer, type FakeServer } from '@/test/fake-server';
import { startFakeUploads, type FakeRequest } from '@/test/fake-upload';
import { renderScreen } from '@/test/render';

import { FilesPanel } from './components/files-panel';

const PATH = '/api/ticket/tickets/HD-1/attachments/';
const NOTHING = { files: [], links: [], may_add: true, may_add_internal: true };

let server: FakeServer;
let requests: FakeRequest[];

function picture(name = 'shot.png', content = 'x') {
  return new File([content], name, { type: 'image/png' });
}

function stored(change: object = {}) {
  return {
    id: '5f0c1e9a-0000-4000-8000-000000000001',
    filename: 'shot.png',
    media_type: 'image/png',
    size: 2048,
    sha256: '',
    state: 'available',
    suspicion: '',
    inline: true,
    visibility: 'internal',
    uploaded_by: { id: 11, name: 'Maria Reyes' },
    uploaded_at: '2026-11-21T10:00:00Z',
    deleted_at: null,
    ...change,
  };
}

async function show(answer: object = NOTHING) {
  server.on(`GET ${PATH}`, answer);
  server.on('GET /api/ticket/attachments/rules/', { max_bytes: 10, kinds: [] });
  renderScreen(<FilesPanel number="HD-1" commentFiles={[]} />);
  await waitFor(() => expect(server.asked).toContain('GET /api/ticket/attachments/rules/'));
  await screen.findByText(/drop or paste/i);
}

async function pick(...files: File[]) {
  await userEvent.upload(screen.getByLabelText('Choose files'), files);
}

beforeEach(() => {
  server = startFakeServer();
  requests = startFakeUploads();
});

it('sends one file after the other and asks for the list again', async () => {
  await show();
  await pick(picture('a.png'), picture('b.png'));

  await waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]?.path).toBe(PATH);
  expect(requests[0]?.form.get('visibility')).toBe('internal');
  server.on(`GET ${PATH}`, { ...NOTHING, files: [stored({ filename: 'a.png' })] });
  requests[0]?.answer(201);

  expect(await screen.findByRole('link', { name: 'Open a.png in a new tab' })).toBeVisible();
  await waitFor(() => expect((requests[1]?.form.get('file') as File).name).toBe('b.png'));
});

it('says how far it is', async () => {
  await show();
  await pick(picture());
  await waitFor(() => expect(requests).toHaveLength(1));

  requests[0]?.upload.onprogress?.({ loaded: 30, total: 40 });

  expect(await screen.findByRole('progressbar')).toHaveAttribute('aria-valuenow', '75');
});

it('calls a file off', async () => {
  await show();
  await pick(picture());
  await userEvent.click(await screen.findByRole('button', { name: 'Stop sending shot.png' }));

  expect(requests[0]?.aborted).toBe(true);
  expect(screen.queryByText('shot.png')).not.toBeInTheDocument();
});

it('says by name what was refused, and tries again under the same key', async () => {
  await show();
  await pick(picture());
  await waitFor(() => expect(requests).toHaveLength(1));
  const details = [{ field: 'file', message: 'shot.png is, by its content, none of: PNG' }];
  requests[0]?.answer(400, { error: 'Validation failed', code: 'VALIDATION_ERROR', details });

  expect(await screen.findByText('shot.png is, by its content, none of: PNG')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try shot.png again' }));
  await waitFor(() => expect(requests).toHaveLength(2));
  expect(requests[1]?.headers['Idempotency-Key']).toBe(requests[0]?.headers['Idempotency-Key']);
});

it('does not send what is too large', async () => {
  await show();
  await pick(picture('film.png', 'x'.repeat(11)));

  expect(await screen.findByText('film.png is larger than 10 B.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Take film.png off the list' }));
  expect(screen.queryByText('film.png')).not.toBeInTheDocument();
  expect(requests).toHaveLength(0);
});

it('removes a file after asking', async () => {
  await show({ ...NOTHING, files: [stored()] });
  server.on(`DELETE ${PATH}${stored().id}/`, () => new Response(null, { status: 204 }));

  await userEvent.click(screen.getByRole('button', { name: 'Remove shot.png' }));
  server.on(`GET ${PATH}`, { ...NOTHING, files: [stored({ state: 'deleted' })] });
  await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));

  expect(await screen.findByText(/Removed · Maria Reyes/)).toBeVisible();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

it('offers nothing of others to remove, and no file in quarantine to open', async () => {
  const foreign = { uploaded_by: { id: 12, name: 'Omar' } };
  await show({
    ...NOTHING,
    files: [stored({ ...foreign, state: 'quarantined', inline: false, suspicion: 'Virus: Test' })],
    links: [{ filename: 'old.png', url: 'https://hdts.example.com/old.png' }],
  });

  expect(screen.getByText(/In quarantine: Virus: Test/)).toBeVisible();
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['old.png']);
  expect(screen.queryByRole('button', { name: /Remove|Release/ })).not.toBeInTheDocument();
});
