import { ActionIcon, Burger, Drawer, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLayoutSidebar, IconSearch } from '@tabler/icons-react';
import { useCallback } from 'react';
import { Link, Outlet, useNavigate } from 'react-router';

import { IncidentBar } from '@/features/degraded/components/incident-bar';
import { NotificationBell } from '@/features/notifications/components/notification-bell';
import { useOfferActs } from '@/shared/hooks/use-acts';
import { useShortcuts } from '@/shared/hooks/use-shortcuts';
import { t } from '@/shared/lib/i18n';
import { useSession } from '@/shared/lib/session';
import { BrandMark } from '@/shared/ui/brand-mark';

import { LazyPalette } from '../palette/lazy-palette';
import { destinationsFor } from './destinations';
import { Navigation } from './navigation';
import classes from './shell.module.css';
import { ShortcutSheet } from './shortcut-sheet';
import { ThemeSwitch } from './theme-switch';
import { useRail } from './use-rail';
import { UserMenu } from './user-menu';

function focusMain() {
  document.getElementById('main')?.focus();
}

export function Shell() {
  const session = useSession();
  const navigate = useNavigate();
  const { phone, narrow, setNarrow } = useRail();
  const [menuOpen, menu] = useDisclosure(false);
  const [sheetOpen, sheet] = useDisclosure(false);
  const [paletteOpen, palette] = useDisclosure(false);
  const destinations = destinationsFor(session);

  useShortcuts({
    '?': sheet.toggle,
    'mod+k': palette.open,
    ...Object.fromEntries(destinations.map(({ key, path }) => [`g ${key}`, () => navigate(path)])),
  });
  useOfferActs([{ id: 'keys', label: t('shortcuts.title'), run: sheet.open }]);
  const closeMenu = useCallback(() => menu.close(), [menu]);

  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          focusMain();
        }}
      >
        {t('nav.skip')}
      </a>
      {!phone && (
        <aside className={classes.rail}>
          <Link to="/" className={classes.brand} aria-label={t('nav.home')}>
            <BrandMark size={28} />
            {!narrow && <span>{t('app.name')}</span>}
          </Link>
          <Navigation destinations={destinations} narrow={narrow} />
          <Tooltip label={t(narrow ? 'nav.widen' : 'nav.narrow')} position="right">
            <ActionIcon
              className={classes.fold}
              aria-label={t(narrow ? 'nav.widen' : 'nav.narrow')}
              aria-expanded={!narrow}
              onClick={() => setNarrow(!narrow)}
            >
              <IconLayoutSidebar size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </aside>
      )}
      <header className={classes.header}>
        {phone && (
          <Burger opened={menuOpen} onClick={menu.toggle} size="sm" aria-label={t('nav.menu')} />
        )}
        <UnstyledButton className={classes.search} onClick={palette.open}>
          <IconSearch size={16} aria-hidden />
          <span>{t('palette.open')}</span>
          <kbd>{t('palette.keys')}</kbd>
        </UnstyledButton>
        <div className={classes.tools}>
          <NotificationBell />
          <ThemeSwitch />
          <UserMenu onShowShortcuts={sheet.open} />
        </div>
      </header>
      <div className={classes.notice}>
        <IncidentBar />
      </div>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      {phone && (
        <Drawer
          opened={menuOpen}
          onClose={menu.close}
          size={260}
          title={t('app.name')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <Navigation destinations={destinations} onNavigate={closeMenu} />
        </Drawer>
      )}
      <ShortcutSheet opened={sheetOpen} onClose={sheet.close} destinations={destinations} />
      <LazyPalette opened={paletteOpen} onClose={palette.close} destinations={destinations} />
    </div>
  );
}
