import { Alert, Button, Code, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { FactList } from '@/shared/ui/fact-list';
import { FormFailure } from '@/shared/ui/form-failure';
import { Section } from '@/shared/ui/section';

import { useVerify } from '../api/use-verify';
import type { AuditFilter, Report } from '../audit';

/** Whether the audit is as it was written, on the days that are chosen. */
export function VerifyCard({ filter }: { filter: AuditFilter }) {
  const verify = useVerify(filter);
  return (
    <Section
      title={t('audit.verifyTitle')}
      hint={t('audit.verifyHint')}
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t('audit.verify')}
        </Button>
      }
    >
      <div role="status">
        <FormFailure error={verify.error} />
        {verify.data && <Verdict report={verify.data} />}
      </div>
    </Section>
  );
}

function Verdict({ report }: { report: Report }) {
  return (
    <Stack gap="sm">
      {report.intact ? (
        <Alert color="teal" icon={<IconShieldCheck size={18} />} title={t('audit.intact')}>
          {t('audit.checked', { count: report.checked })}
        </Alert>
      ) : (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('audit.tampered')}>
          <Found report={report} />
        </Alert>
      )}
      <FactList
        facts={[
          { label: t('audit.waiting'), value: report.waiting ? String(report.waiting) : null },
          {
            label: t('audit.head'),
            value: report.head ? (
              <Code style={{ overflowWrap: 'anywhere' }}>{report.head}</Code>
            ) : null,
          },
        ]}
      />
    </Stack>
  );
}

function Found({ report }: { report: Report }) {
  const all = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <List size="sm">
        {report.findings.map(({ kind, text }) => (
          <List.Item key={kind + text}>
            <strong>{t(`audit.finding.${kind}`)}</strong>: {text}
          </List.Item>
        ))}
      </List>
      {all > report.findings.length && (
        <Text size="sm">{t('audit.more', { count: all - report.findings.length })}</Text>
      )}
    </>
  );
}
