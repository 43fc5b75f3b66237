import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAdjustmentsHorizontal,
  IconColumns3,
  IconHome,
  IconLayoutList,
  IconRowInsertBottom,
  IconTable,
  IconTrash,
} from '@tabler/icons-react';
import { lazy, Suspense } from 'react';

import { t } from '@/shared/lib/i18n';
import { showFailure, showSuccess } from '@/shared/lib/toast';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

import { useArrange } from '../api/use-columns';
import { useDeleteView } from '../api/use-change-views';
import { useAdoptHabits, useHabits } from '../api/use-habits';
import type { Arrangement, Column, SavedView } from '../views';

const ColumnsDialog = lazy(async () => ({
  default: (await import('./columns-dialog')).ColumnsDialog,
}));

interface ViewMenuProps {
  /** A built-in view's word, or a saved view's key. */
  view: string;
  saved: SavedView | null;
  columns: Column[];
  arrangement: Arrangement | undefined;
  layout: 'split' | 'table';
  onLayout: (layout: 'split' | 'table') => void;
  onDeleted: () => void;
}

/** How the list looks, and what becomes of the view. */
export function ViewMenu(props: ViewMenuProps) {
  const { view, saved, columns, arrangement, layout, onLayout, onDeleted } = props;
  const [choosing, choose] = useDisclosure(false);
  const [deleting, del] = useDisclosure(false);
  const arrange = useArrange(view);
  const dense = arrangement?.density === 'compact';
  const other = layout === 'table' ? 'split' : 'table';

  return (
    <>
      <Menu shadow="md" position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('views.arrange')}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={other === 'table' ? <IconTable size={16} /> : <IconLayoutList size={16} />}
            onClick={() => onLayout(other)}
          >
            {t(`views.layout.${other}`)}
          </Menu.Item>
          {layout === 'table' ? (
            <Menu.Item leftSection={<IconColumns3 size={16} />} onClick={choose.open}>
              {t('views.columns')}
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconRowInsertBottom size={16} />}
              onClick={() =>
                arrange.mutate(
                  {
                    columns: arrangement?.columns ?? [],
                    density: dense ? 'comfortable' : 'compact',
                  },
                  { onError: showFailure },
                )
              }
            >
              {t(dense ? 'views.comfortable' : 'views.compact')}
            </Menu.Item>
          )}
          <HabitItems view={view} />
          {saved?.mine && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={del.open}>
              {t('views.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {choosing && (
          <ColumnsDialog
            view={view}
            columns={columns}
            density={arrangement?.density ?? 'comfortable'}
            onClose={choose.close}
          />
        )}
      </Suspense>
      {deleting && saved && <DeleteView view={saved} onDeleted={onDeleted} onClose={del.close} />}
    </>
  );
}

function HabitItems({ view }: { view: string }) {
  const habits = useHabits();
  const adopt = useAdoptHabits();
  if (!habits.data) return null;
  const { default_view: home, after_completing: afterwards } = habits.data;
  return (
    <>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconHome size={16} />}
        disabled={home === view}
        onClick={() =>
          adopt.mutate(
            { default_view: view, after_completing: afterwards },
            { onSuccess: () => showSuccess(t('views.isDefault')), onError: showFailure },
          )
        }
      >
        {t('views.makeDefault')}
      </Menu.Item>
      <Menu.Label>{t('views.afterwards')}</Menu.Label>
      <Menu.RadioGroup
        value={afterwards}
        onChange={(word) =>
          adopt.mutate(
            { default_view: home, after_completing: word === 'next' ? 'next' : 'stay' },
            { onError: showFailure },
          )
        }
      >
        {(['stay', 'next'] as const).map((word) => (
          <Menu.RadioItem key={word} value={word} closeMenuOnClick>
            {t(`views.after.${word}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

interface DeleteViewProps {
  view: SavedView;
  onDeleted: () => void;
  onClose: () => void;
}

function DeleteView({ view, onDeleted, onClose }: DeleteViewProps) {
  const remove = useDeleteView();
  return (
    <ConfirmDialog
      title={t('views.delete')}
      confirm={t('views.delete')}
      dangerous
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(view, {
          onSuccess: () => {
            onClose();
            onDeleted();
          },
        })
      }
      onClose={onClose}
    >
      {t(view.role ? 'views.deleteShared' : 'views.deleteOwn', { name: view.name })}
    </ConfirmDialog>
  );
}
