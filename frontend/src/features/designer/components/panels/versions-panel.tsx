import { Button, Select, Stack, Text } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useState } from 'react';

import { t } from '@/shared/lib/i18n';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { QueryView } from '@/shared/ui/query-view';
import { RelativeTime } from '@/shared/ui/relative-time';
import { Row, Rows } from '@/shared/ui/rows';
import type { Saved } from '@/features/designer/api/fetch-saved';
import { useComparison, type VersionName } from '@/features/designer/api/use-comparison';
import { useRestore } from '@/features/designer/api/use-restore';
import { useVersions } from '@/features/designer/api/use-versions';
import { stepRef, wayRef, WORKFLOW } from '@/features/designer/document/elements';
import type { Difference } from '@/features/designer/document/differences';
import { useDesigner } from '@/features/designer/hooks/designer-context';

import { DifferenceList } from '../difference-list';

export interface Pair {
  from: VersionName;
  to: VersionName;
}

interface VersionsPanelProps {
  draftVersion: number;
  pair: Pair;
  onCompare: (pair: Pair) => void;
  /** The version new tickets start on. */
  published: number | null;
  /** Running tickets shall be moved to that version. */
  onMove: (toVersion: number) => void;
  /** The times of that version shall hold for running tickets. */
  onRecount: (version: number) => void;
  /** The draft was replaced by a published version. */
  onRestored: (saved: Saved) => void;
}

/** The published versions: compare any two, or make one the draft again. */
export function VersionsPanel(props: VersionsPanelProps) {
  const { draftVersion, pair, published, onCompare, onMove, onRecount, onRestored } = props;
  const { workflowId, readOnly } = useDesigner();
  const versions = useVersions(workflowId);
  const [restoring, setRestoring] = useState<number | null>(null);

  return (
    <QueryView query={versions}>
      {(rows) =>
        rows.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('designer.versions.none')}
          </Text>
        ) : (
          <Stack gap="md">
            <PairFields
              numbers={rows.map(({ number }) => number)}
              pair={pair}
              onChange={onCompare}
            />
            <Changes draftVersion={draftVersion} pair={pair} />
            <Rows label={t('designer.versions.list')}>
              {rows.map((version) => (
                <Row
                  key={version.number}
                  title={t('designer.versions.one', { number: version.number })}
                  facts={[
                    version.deployed_by_name,
                    <RelativeTime key="at" at={version.deployed_at} />,
                    version.note,
                  ]}
                >
                  {!readOnly && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      leftSection={<IconRestore size={14} aria-hidden />}
                      aria-label={t('designer.versions.restoreOne', { number: version.number })}
                      onClick={() => setRestoring(version.number)}
                    >
                      {t('designer.versions.restore')}
                    </Button>
                  )}
                </Row>
              ))}
            </Rows>
            {!readOnly && published !== null && (
              <>
                <Button size="xs" variant="default" onClick={() => onMove(published)}>
                  {t('designer.migration.open', { version: published })}
                </Button>
                <Button size="xs" variant="default" onClick={() => onRecount(published)}>
                  {t('recounting.open', { version: published })}
                </Button>
              </>
            )}
            {restoring !== null && (
              <RestoreDialog
                number={restoring}
                draftVersion={draftVersion}
                onRestored={onRestored}
                onClose={() => setRestoring(null)}
              />
            )}
          </Stack>
        )
      }
    </QueryView>
  );
}

interface PairFieldsProps {
  numbers: number[];
  pair: Pair;
  onChange: (pair: Pair) => void;
}

function nameOf(text: string): VersionName {
  return text === 'draft' ? text : Number(text);
}

function PairFields({ numbers, pair, onChange }: PairFieldsProps) {
  const data = [
    { value: 'draft', label: t('designer.versions.draft') },
    ...numbers.map((number) => ({
      value: String(number),
      label: t('designer.versions.one', { number }),
    })),
  ];
  const field = (side: keyof Pair) => ({
    data,
    value: String(pair[side]),
    allowDeselect: false,
    label: t(`designer.versions.${side}`),
    onChange: (value: string | null) => value && onChange({ ...pair, [side]: nameOf(value) }),
  });
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
      <Select {...field('from')} />
      <Select {...field('to')} />
    </div>
  );
}

function Changes({ draftVersion, pair }: { draftVersion: number; pair: Pair }) {
  const { workflowId, show } = useDesigner();
  const comparison = useComparison(workflowId, pair.from, pair.to, draftVersion);

  function onShow({ element, key }: Difference) {
    if (element === 'workflow') show(WORKFLOW);
    else show(element === 'step' ? stepRef(key) : wayRef(key));
  }

  return (
    <QueryView query={comparison}>
      {(changes) => (
        <DifferenceList title={t('designer.versions.changes')} changes={changes} onShow={onShow} />
      )}
    </QueryView>
  );
}

interface RestoreDialogProps extends Pick<VersionsPanelProps, 'draftVersion' | 'onRestored'> {
  number: number;
  onClose: () => void;
}

function RestoreDialog({ number, draftVersion, onRestored, onClose }: RestoreDialogProps) {
  const { workflowId } = useDesigner();
  const restore = useRestore(workflowId);
  return (
    <ConfirmDialog
      title={t('designer.versions.restoreOne', { number })}
      confirm={t('designer.versions.restore')}
      pending={restore.isPending}
      error={restore.error}
      onClose={onClose}
      onConfirm={() =>
        restore.mutate(
          { number, version: draftVersion },
          {
            onSuccess: (saved) => {
              onRestored(saved);
              onClose();
            },
          },
        )
      }
    >
      {t('designer.versions.restoreHint')}
    </ConfirmDialog>
  );
}
