import { Anchor } from '@mantine/core';

import { t } from '@/shared/lib/i18n';

import { addressOf, type Placed } from '../files';

/** The name of a file: shown in a new tab where a browser may, else saved; a mere name otherwise. */
export function FileLink({ placed }: { placed: Placed }) {
  const { file } = placed;
  if (file.state !== 'available') return <>{file.filename}</>;
  const how = file.inline
    ? { target: '_blank', rel: 'noreferrer noopener' }
    : { download: file.filename };
  return (
    <Anchor
      href={addressOf(placed)}
      inherit
      aria-label={t(file.inline ? 'files.open' : 'files.save', { name: file.filename })}
      {...how}
    >
      {file.filename}
    </Anchor>
  );
}
