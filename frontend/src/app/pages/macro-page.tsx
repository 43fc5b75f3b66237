import { Text } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';

import { useMacro } from '@/features/macros/api/use-macros';
import { MacroEditor } from '@/features/macros/components/macro-editor';
import { RemoveMacro } from '@/features/macros/components/remove-macro';
import type { Macro } from '@/features/macros/macros';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';
import { QueryView } from '@/shared/ui/query-view';

const back = () => ({ to: '/macros', label: t('macros.back') });

/** One macro, or under `new` one to be made. */
export function MacroPage() {
  const { macroId = 'new' } = useParams();
  return macroId === 'new' ? <NewMacro /> : <KnownMacro id={Number(macroId)} />;
}

function NewMacro() {
  const navigate = useNavigate();
  return (
    <Page title={t('macros.create')} back={back()} narrow>
      <MacroEditor
        macro={null}
        onSaved={(id) => void navigate(`/macros/${id}`, { replace: true })}
        onReload={() => undefined}
      />
    </Page>
  );
}

function KnownMacro({ id }: { id: number }) {
  const macro = useMacro(id);
  return (
    <QueryView query={macro} wholePage>
      {(data) => <Known macro={data} onReload={() => void macro.refetch()} />}
    </QueryView>
  );
}

function Known({ macro, onReload }: { macro: Macro; onReload: () => void }) {
  const navigate = useNavigate();
  return (
    <Page
      title={macro.name}
      back={back()}
      narrow
      actions={
        macro.may_edit && <RemoveMacro macro={macro} onRemoved={() => void navigate('/macros')} />
      }
    >
      {!macro.may_edit && (
        <Text size="sm" c="dimmed" mb="md">
          {t('macros.readOnly')}
        </Text>
      )}
      <MacroEditor
        // The form begins anew with what was saved or loaded.
        key={macro.version}
        macro={macro}
        onSaved={() => undefined}
        onReload={onReload}
      />
    </Page>
  );
}
