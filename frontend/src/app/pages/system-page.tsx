import { Button, SimpleGrid } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';

import { SERVICES } from '@/features/system/api/use-health';
import { ServiceCard } from '@/features/system/components/service-card';
import { t } from '@/shared/lib/i18n';
import { Page } from '@/shared/ui/page';

export function SystemPage() {
  const queryClient = useQueryClient();
  const asking = useIsFetching({ queryKey: ['health'] }) > 0;

  return (
    <Page
      title={t('nav.system')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={asking}
          onClick={() => void queryClient.invalidateQueries({ queryKey: ['health'] })}
        >
          {t('system.checkNow')}
        </Button>
      }
    >
      <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="md">
        {SERVICES.map((service) => (
          <ServiceCard key={service} service={service} />
        ))}
      </SimpleGrid>
    </Page>
  );
}
