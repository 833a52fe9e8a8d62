import { IconChecks, IconCirclePlus, IconFileText, IconLink, IconListCheck, IconSettings } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useLive } from '../lib/live.ts';
import { useSession } from '../lib/session.ts';
import { useKeys } from '../lib/use-keys.ts';
import { Mark } from '../ui/mark.tsx';
import { KeySheet } from './key-sheet.tsx';
import { OrganizationMenu } from './organization-menu.tsx';
import { Palette } from './palette.tsx';
import styles from './shell.module.css';
import { useSealed } from './use-sealed.ts';
import { UserMenu } from './user-menu.tsx';

const SealedBanner = lazy(async () => ({ default: (await import('./sealed-banner.tsx')).SealedBanner }));

const PLACES = [
  { to: '/approvals', label: 'Approvals', icon: IconChecks },
  { to: '/new-request', label: 'New request', icon: IconCirclePlus },
  { to: '/audit-chain', label: 'Audit chain', icon: IconLink },
  { to: '/records', label: 'Records', icon: IconFileText },
  { to: '/admin', label: 'Admin', icon: IconSettings },
] as const;
const FIRST_STEPS = { to: '/first-steps', label: 'First steps', icon: IconListCheck, IconSettings } as const;

/** Navigation beside the page; a rail on narrow screens, a bar below on a phone. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { current, platformRole } = useSession();
  const { numbers } = useLive();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [keysOpen, setKeysOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  useSealed(current?.organization.id ?? null);
  const forMe = numbers?.forMe ?? 0;
  const managesAnything = platformRole !== null || current?.organization.viewerCanManage.allowed === true;
  const places = managesAnything ? [...PLACES, FIRST_STEPS] : PLACES;

  useEffect(() => {
    document.title = forMe > 0 ? `(${forMe}) Countersign` : 'Countersign';
  }, [forMe]);
  useKeys({
    'g q': () => void navigate({ to: '/approvals' }),
    'g n': () => void navigate({ to: '/new-request' }),
    'g a': () => void navigate({ to: '/audit-chain' }),
    'g r': () => void navigate({ to: '/records' }),
    'g m': () => void navigate({ to: '/admin' }),
    '?': () => setKeysOpen(true),
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setPaletteOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <nav className={styles.nav} aria-label="Main">
        <Link to="/approvals" className={styles.brand} aria-label="Countersign, approvals">
          <Mark size={20} />
          <span className={styles.word}>Countersign</span>
        </Link>
        <OrganizationMenu />
        <ul className={styles.places}>
          {places.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className={styles.place}
                data-current={pathname.startsWith(to) || undefined}
                aria-current={pathname === to ? 'page' : undefined}
                title={label}
              >
                <Icon size={16} stroke={1.75} aria-hidden="true" />
                <span className={styles.word}>{label}</span>
                {to === '/approvals' && forMe > 0 && (
                  <span className={`${styles.badge} tabular`}>
                    {forMe}
                    <span className="visually-hidden"> for you to decide</span>
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
        <UserMenu onPalette={() => setPaletteOpen(true)} />
      </nav>
      <main id="content" className={styles.content} tabIndex={-1}>
        {current?.organization.sealed === true && (
          <Suspense>
            <SealedBanner organization={current.organization} />
          </Suspense>
        )}
        {children}
      </main>
      <KeySheet opened={keysOpen} onClose={() => setKeysOpen(false)} />
      <Palette opened={paletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  );
}
