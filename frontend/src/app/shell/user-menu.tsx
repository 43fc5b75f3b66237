import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUserCog } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useSignOut } from '@/features/session/api/use-sign-out';
import { t } from '@/shared/lib/i18n';
import { rolesHere, useSession } from '@/shared/lib/session';
import { showFailure } from '@/shared/lib/toast';
import { PersonAvatar } from '@/shared/ui/person-avatar';

import classes from './user-menu.module.css';

export function UserMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const session = useSession();
  const signOut = useSignOut();

  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <PersonAvatar name={session.fullName} size={30} tooltip={false} />
          <span className="visually-hidden">{t('user.menu', { name: session.fullName })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <Text fw={600}>{session.fullName}</Text>
          <Text size="xs" c="dimmed">
            {session.email}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            {rolesHere(session).join(', ')}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCog size={16} />}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShowShortcuts}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => signOut.mutate(undefined, { onError: showFailure })}
        >
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
