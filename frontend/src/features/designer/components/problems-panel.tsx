import { Badge, Collapse, Text, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBulb,
  IconChevronDown,
  IconChevronUp,
  IconCircleCheck,
  IconExclamationCircle,
} from '@tabler/icons-react';

import { t } from '@/shared/lib/i18n';
import { problemInWords } from '@/shared/lib/i18n/server-words';

import type { Problem } from '../api/use-problems';
import { useDesigner } from '../hooks/designer-context';
import classes from './problems-panel.module.css';

interface ProblemsPanelProps {
  opened: boolean;
  onToggle: () => void;
}

function countOf(problems: readonly Problem[], severity: string): number {
  return problems.filter((problem) => problem.severity === severity).length;
}

/** What keeps the workflow from being published, and what is only unwise. */
export function ProblemsPanel({ opened, onToggle }: ProblemsPanelProps) {
  const { problems } = useDesigner();
  const errors = countOf(problems, 'error');
  const warnings = countOf(problems, 'warning');
  const hints = problems.length - errors - warnings;
  const Chevron = opened ? IconChevronDown : IconChevronUp;

  return (
    <section className={classes.panel} aria-label={t('designer.problems')}>
      <UnstyledButton className={classes.head} aria-expanded={opened} onClick={onToggle}>
        <Chevron size={16} aria-hidden />
        <Text component="span" size="sm" fw={620}>
          {t('designer.problems')}
        </Text>
        {errors > 0 && <Badge color="red">{t('designer.errorCount', { count: errors })}</Badge>}
        {warnings > 0 && (
          <Badge color="yellow">{t('designer.warningCount', { count: warnings })}</Badge>
        )}
        {hints > 0 && <Badge color="gray">{t('designer.hintCount', { count: hints })}</Badge>}
        {problems.length === 0 && (
          <Badge color="teal" leftSection={<IconCircleCheck size={13} aria-hidden />}>
            {t('designer.noProblems')}
          </Badge>
        )}
      </UnstyledButton>
      <Collapse expanded={opened && problems.length > 0}>
        <ul className={classes.list}>
          {problems.map(problemInWords).map((problem) => (
            <li key={problem.code + problem.element + problem.message}>
              <ProblemRow problem={problem} />
            </li>
          ))}
        </ul>
      </Collapse>
    </section>
  );
}

function ProblemRow({ problem }: { problem: Problem }) {
  const { show } = useDesigner();
  return (
    <UnstyledButton
      className={classes.problem}
      onClick={() => show(problem.element, problem.field)}
    >
      <SeverityIcon severity={problem.severity} />
      <span>
        <span className={classes.message}>{problem.message}.</span>{' '}
        <span className={classes.fix}>{problem.how_to_fix}.</span>
      </span>
    </UnstyledButton>
  );
}

const ICONS: Record<string, typeof IconBulb> = {
  error: IconExclamationCircle,
  warning: IconAlertTriangle,
};

export function SeverityIcon({ severity }: { severity: string }) {
  const IconComponent = ICONS[severity] ?? IconBulb;
  return (
    <span className={classes.severity} data-severity={severity}>
      <IconComponent size={16} aria-hidden />
      <span className="visually-hidden">{t(`designer.severity.${severity as 'error'}`)}:</span>
    </span>
  );
}
