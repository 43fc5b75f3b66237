import type { Attaching } from '@/features/conversation/components/composer';
import { PickButton } from '@/features/files/components/pick-button';
import { TransferList } from '@/features/files/components/transfer-list';
import { commentFilesPath } from '@/features/files/files';
import { useUploads } from '@/features/files/use-uploads';

/** Files for the next comment: they wait until it is written, then follow it. */
export function useAttaching(): { attaching: Attaching; take: (files: File[]) => void } {
  const uploads = useUploads();
  const take = (files: File[]) => uploads.add(files);
  const waiting = uploads.transfers.filter(({ state }) => state === 'waiting');

  return {
    take,
    attaching: {
      names: waiting.filter(({ target }) => !target).map(({ file }) => file.name),
      send: (commentId) => void uploads.start({ path: commentFilesPath(commentId) }),
      pick: <PickButton onPick={take} compact />,
      list: <TransferList uploads={uploads} />,
    },
  };
}
