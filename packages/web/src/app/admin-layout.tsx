import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useSession } from '../lib/session.ts';
import styles from './admin-layout.module.css';
import { ADMIN_PLACES } from './admin-places.ts';
import { ChangesBadge } from './changes-badge.tsx';
import { isWithin } from './places.ts';
import { UndeliveredBadge } from './undelivered-badge.tsx';

const GROUPS = [
  { of: 'organization', label: 'Organization' },
  { of: 'platform', label: 'Platform' },
] as const;

/** What is managed, place by place: a list beside the page, a row above it where it is narrow. */
export function AdminLayout() {
  const { current, platformRole } = useSession();
  const { pathname } = useLocation();
  const places = useRef<HTMLElement>(null);
  useEffect(() => {
    if (pathname === '') return;
    places.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div className={styles.layout}>
      <nav ref={places} className={styles.places} aria-label="Admin">
        {GROUPS.map(({ of, label }) => {
          const places = ADMIN_PLACES.filter(
            (place) => place.of === of && (of === 'organization' || platformRole !== null),
          );
          if (places.length === 0) return null;
          return (
            <div key={of} className={styles.group}>
              <h2 className={styles.label}>{of === 'organization' ? (current?.organization.name ?? label) : label}</h2>
              <ul className={styles.list}>
                {places.map((place) => (
                  <li key={place.to}>
                    <Link
                      to={place.to}
                      className={styles.place}
                      data-current={isWithin(pathname, place) || undefined}
                      aria-current={pathname === place.to ? 'page' : undefined}
                    >
                      {place.label}
                      {'counts' in place && place.counts === 'undelivered' && (
                        <UndeliveredBadge
                          organizationId={of === 'organization' ? (current?.organization.id ?? null) : null}
                        />
                      )}
                      {'counts' in place && place.counts === 'changes' && current !== null && (
                        <ChangesBadge organizationId={current.organization.id} at={pathname} />
                      )}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
      <div className={styles.page}>
        <Outlet />
      </div>
    </div>
  );
}
