import { Drawer, UnstyledButton } from '@mantine/core';
import { IconBell, IconCheck, IconLogout, IconSearch, IconUser } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../lib/session.ts';
import styles from './more-sheet.module.css';
import { isWithin, type Place } from './places.ts';
import { ThemeSwitch } from './theme-switch.tsx';

interface MoreSheetProps {
  readonly places: readonly Place[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onPalette: () => void;
}

/** What has no room in the bar of a phone: the other places, the organizations, and whoever is signed in. */
export function MoreSheet({ places, opened, onClose, onPalette }: MoreSheetProps) {
  const { current, memberships, person, selectOrganization, signOut } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Drawer opened={opened} onClose={onClose} position="bottom" title="More" size="auto" padding="lg" radius="lg">
      <div className={styles.sheet}>
        <Group>
          <li>
            <UnstyledButton
              className={styles.line}
              onClick={() => {
                onClose();
                onPalette();
              }}
            >
              <IconSearch size={20} stroke={1.75} aria-hidden="true" />
              Search everything
            </UnstyledButton>
          </li>
          {places.map((place) => (
            <li key={place.to}>
              <Link
                to={place.to}
                className={styles.line}
                data-current={isWithin(pathname, place) || undefined}
                aria-current={pathname === place.to ? 'page' : undefined}
                onClick={onClose}
              >
                <place.icon size={20} stroke={1.75} aria-hidden="true" />
                {place.label}
              </Link>
            </li>
          ))}
        </Group>
        {memberships.length > 0 && (
          <Group title="Organization">
            {memberships.map(({ organization: { id, name }, role }) => {
              const isCurrent = id === current?.organization.id;
              return (
                <li key={id}>
                  <UnstyledButton
                    className={styles.line}
                    aria-pressed={isCurrent}
                    onClick={() => {
                      selectOrganization(id);
                      onClose();
                      void navigate({ to: '/approvals' });
                    }}
                  >
                    <span className={styles.name}>{name}</span>
                    <span className={styles.beside}>
                      {isCurrent ? <IconCheck size={16} stroke={2.5} aria-hidden="true" /> : role.toLowerCase()}
                    </span>
                  </UnstyledButton>
                </li>
              );
            })}
          </Group>
        )}
        <Group title={person.name}>
          <li>
            <Link to="/account/notifications" className={styles.line} onClick={onClose}>
              <IconBell size={20} stroke={1.75} aria-hidden="true" />
              Notifications
            </Link>
          </li>
          <li>
            <Link to="/account" className={styles.line} onClick={onClose}>
              <IconUser size={20} stroke={1.75} aria-hidden="true" />
              Account
            </Link>
          </li>
          <li>
            <UnstyledButton className={styles.line} onClick={signOut}>
              <IconLogout size={20} stroke={1.75} aria-hidden="true" />
              Sign out
            </UnstyledButton>
          </li>
        </Group>
        <ThemeSwitch />
      </div>
    </Drawer>
  );
}

function Group({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title ?? 'Places'}>
      {title !== undefined && <h3 className={styles.title}>{title}</h3>}
      <ul>{children}</ul>
    </section>
  );
}
