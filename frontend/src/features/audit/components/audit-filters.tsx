import { NumberInput, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';

import { useFoundPeople } from '@/api/use-found-people';
import { t } from '@/shared/lib/i18n';
import { PersonSelect } from '@/shared/ui/person-select';

import { AUDITS, type AuditFilter, type AuditName } from '../audit';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const found = useFoundPeople(filter.user);
  const changeLater = useDebouncedCallback(
    (facts: Partial<AuditFilter>) => onChange({ ...filter, ...facts }),
    250,
  );
  return (
    <>
      <SegmentedControl
        aria-label={t('audit.which')}
        mb="sm"
        data={AUDITS.map((value) => ({ value, label: t(`audit.of.${value}`) }))}
        value={filter.audit}
        onChange={(audit) => onChange({ ...filter, audit: audit as AuditName })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" mb="md">
        <TextInput
          label={t('audit.search')}
          defaultValue={filter.search}
          maxLength={200}
          onChange={(event) => changeLater({ search: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t('audit.act')}
          placeholder="task."
          defaultValue={filter.action}
          maxLength={60}
          onChange={(event) => changeLater({ action: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={t('audit.object')}
          placeholder="task:7"
          defaultValue={filter.object}
          maxLength={150}
          onChange={(event) => changeLater({ object: event.currentTarget.value.trim() })}
        />
        {filter.audit === 'workflow' && (
          <NumberInput
            label={t('audit.task')}
            value={filter.task ?? ''}
            min={1}
            allowDecimal={false}
            hideControls
            onChange={(task) => changeLater({ task: typeof task === 'number' ? task : null })}
          />
        )}
        <PersonSelect
          label={t('securityLog.person')}
          {...found}
          value={filter.user}
          onChange={(user) => onChange({ ...filter, user })}
        />
        <TextInput
          type="date"
          label={t('securityLog.from')}
          value={filter.from}
          onChange={(event) => onChange({ ...filter, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('securityLog.until')}
          value={filter.until}
          onChange={(event) => onChange({ ...filter, until: event.currentTarget.value })}
        />
      </SimpleGrid>
    </>
  );
}
