import { Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconExternalLink, IconPaperclip } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { QueryView } from '@/shared/ui/query-view';

import { useRefreshFiles, useTicketFiles } from '../api/use-ticket-files';
import { ticketFilesPath, type CommentFile } from '../files';
import { useUploads } from '../use-uploads';
import { DropZone } from './drop-zone';
import { FileRow } from './file-row';
import classes from './files.module.css';
import { PickButton } from './pick-button';
import { TransferList } from './transfer-list';

interface FilesPanelProps {
  number: string;
  /** Files of the conversation, which comes by another way. */
  commentFiles: CommentFile[];
}

/** All files of a ticket: added to it, written about, and linked by whoever sent it. */
export function FilesPanel({ number, commentFiles }: FilesPanelProps) {
  const query = useTicketFiles(number);
  return (
    <QueryView query={query}>
      {({ files, links, may_add: mayAdd, may_add_internal: mayChoose }) => (
        <Stack gap="md">
          {mayAdd && <Adding key={number} number={number} mayChoose={mayChoose} />}
          {files.length + links.length + commentFiles.length === 0 && (
            <EmptyState icon={IconPaperclip} title={t('files.none')} hint={t('files.noneHint')} />
          )}
          <Part title={t('files.ofTicket')} count={files.length}>
            {files.map((file) => (
              <FileRow
                key={file.id}
                placed={{ of: 'ticket', number, file }}
                showVisibility={mayChoose}
              />
            ))}
          </Part>
          <Part title={t('files.ofConversation')} count={commentFiles.length}>
            {commentFiles.map((file) => (
              <FileRow key={file.id} placed={{ of: 'comment', file }} showVisibility={false} />
            ))}
          </Part>
          <Part title={t('files.links')} count={links.length}>
            {links.map(({ filename, url }) => (
              <li key={url} className={classes.row}>
                <IconExternalLink size={18} aria-hidden />
                <Anchor href={url} target="_blank" rel="noreferrer noopener" inherit>
                  {filename}
                </Anchor>
              </li>
            ))}
          </Part>
        </Stack>
      )}
    </QueryView>
  );
}

type Visibility = 'internal' | 'requester';

function Adding({ number, mayChoose }: { number: string; mayChoose: boolean }) {
  const uploads = useUploads(useRefreshFiles(number));
  const [visibility, setVisibility] = useState<Visibility>('internal');
  const fields = { visibility: mayChoose ? visibility : 'requester' };
  const add = (files: File[]) => uploads.add(files, { path: ticketFilesPath(number), fields });

  return (
    <DropZone onFiles={add}>
      <Group gap="xs" mb={6}>
        <PickButton onPick={add} />
        {mayChoose && (
          <SegmentedControl
            size="xs"
            value={visibility}
            onChange={(value) => setVisibility(value as Visibility)}
            aria-label={t('files.audience')}
            data={[
              { value: 'internal', label: t('composer.internal') },
              { value: 'requester', label: t('composer.requester') },
            ]}
          />
        )}
      </Group>
      <Text size="xs" c="dimmed" mb={6}>
        {t('files.dropHint')}
      </Text>
      <TransferList uploads={uploads} />
    </DropZone>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <Text component="h2" fw={600} size="sm" mb={6}>
        {title}
      </Text>
      <ul className={classes.list} aria-label={title}>
        {children}
      </ul>
    </section>
  );
}
