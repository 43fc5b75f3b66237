import { ActionIcon, Button, Group, SegmentedControl, Text, Tooltip } from '@mantine/core';
import { IconBolt, IconEye, IconLock, IconSend2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { t } from '@/shared/lib/i18n';

import type { Visibility } from '../api/comment';
import classes from './composer.module.css';

interface ComposerBarProps {
  visibility: Visibility;
  /** Undefined where there is no choice. */
  onVisibility?: (visibility: Visibility) => void;
  onMacros?: () => void;
  onSend: () => void;
  isSending: boolean;
  disabled: boolean;
  attach?: ReactNode;
  draft: ReactNode;
}

/** Below the text: who is to read it, what goes along, and the way out. */
export function ComposerBar(props: ComposerBarProps) {
  const { visibility, onVisibility, onMacros, onSend, isSending, disabled, attach, draft } = props;
  const open = onVisibility && visibility === 'requester';
  return (
    <Group justify="space-between" gap="xs" mt={8}>
      {onVisibility ? <AudienceChoice value={visibility} onChange={onVisibility} /> : <span />}
      <Group gap="xs">
        {attach}
        {onMacros && <MacroButton onClick={onMacros} />}
        {draft}
        <Text size="xs" c="dimmed" visibleFrom="sm">
          {t('composer.keys')}
        </Text>
        <Button
          leftSection={<IconSend2 size={16} />}
          onClick={onSend}
          loading={isSending}
          disabled={disabled}
        >
          {t(open ? 'composer.sendToRequester' : 'composer.send')}
        </Button>
      </Group>
    </Group>
  );
}

interface AudienceChoiceProps {
  value: Visibility;
  onChange: (visibility: Visibility) => void;
}

function AudienceChoice({ value, onChange }: AudienceChoiceProps) {
  return (
    <SegmentedControl
      size="xs"
      value={value}
      onChange={(chosen) => onChange(chosen as Visibility)}
      aria-label={t('composer.audience')}
      data={[
        { value: 'internal', label: <Audience icon={IconLock} text={t('composer.internal')} /> },
        { value: 'requester', label: <Audience icon={IconEye} text={t('composer.requester')} /> },
      ]}
    />
  );
}

function Audience({ icon: IconComponent, text }: { icon: typeof IconLock; text: string }) {
  return (
    <span className={classes.audience}>
      <IconComponent size={13} aria-hidden />
      {text}
    </span>
  );
}

function MacroButton({ onClick }: { onClick: () => void }) {
  return (
    <Tooltip label={t('macros.open')}>
      <ActionIcon variant="default" size={36} onClick={onClick} aria-label={t('macros.open')}>
        <IconBolt size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
