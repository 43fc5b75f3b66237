import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';

import { ApiError, isStale } from './api-error';
import { t } from './i18n';

const closing = () => ({ closeButtonProps: { 'aria-label': t('common.close') } });

export function showSuccess(message: string): void {
  notifications.show({ ...closing(), message, color: 'teal', icon: <IconCheck size={16} /> });
}

/** Say why something did not work, with the id to quote when asking for help. */
export function showFailure(error: unknown): void {
  const known = error instanceof ApiError ? error : null;
  notifications.show({
    ...closing(),
    title: isStale(error) ? t('actions.changed') : (known?.message ?? t('error.unexpected')),
    message: isStale(error) ? whatChanged(error) : referenceOf(known),
    color: 'red',
    icon: <IconAlertTriangle size={16} />,
    autoClose: 10_000,
  });
}

function whatChanged(refusal: ApiError): string {
  return refusal.details.map(({ message }) => message).join(' · ');
}

function referenceOf(known: ApiError | null): string | undefined {
  return known?.correlationId ? t('error.referenceOf', { id: known.correlationId }) : undefined;
}
