import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useIsWide } from '../lib/use-media.ts';
import { Mark } from '../ui/mark.tsx';
import { ForMeBadge } from './for-me-badge.tsx';
import styles from './navigation.module.css';
import { OrganizationMenu } from './organization-menu.tsx';
import { GROUP_ICONS, grouped, isGroup, isWithin, type Place, type PlaceGroup } from './places.ts';
import { UserMenu } from './user-menu.tsx';

interface NavigationProps {
  readonly places: readonly Place[];
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** Where one can go, beside the page: in words where there is room, as a rail of icons where it is narrower. */
export function Navigation({ places, onPalette, onKeys }: NavigationProps) {
  const isWide = useIsWide();
  return (
    <nav className={styles.nav} aria-label="Main">
      <Link to="/approvals" className={styles.brand} aria-label="Countersign, approvals">
        <Mark size={isWide ? 20 : 24} />
        {isWide && <span>Countersign</span>}
      </Link>
      <OrganizationMenu />
      <ul className={styles.places}>
        {grouped(places).map((entry) =>
          isGroup(entry) ? (
            <li key={entry.label}>{isWide ? <OpenGroup group={entry} /> : <FoldedGroup group={entry} />}</li>
          ) : (
            <li key={entry.to}>
              <PlaceLink place={entry} isWide={isWide} />
            </li>
          ),
        )}
      </ul>
      <UserMenu onPalette={onPalette} onKeys={onKeys} />
    </nav>
  );
}

function PlaceLink({ place, isWide }: { readonly place: Place; readonly isWide: boolean }) {
  const { pathname } = useLocation();
  const { to, label, icon: Icon } = place;
  return (
    <Tooltip label={label} position="right" disabled={isWide}>
      <Link
        to={to}
        className={styles.place}
        data-current={isWithin(pathname, place) || undefined}
        aria-current={pathname === to ? 'page' : undefined}
        aria-keyshortcuts={place.key}
      >
        <Icon size={isWide ? 16 : 20} stroke={1.75} aria-hidden="true" />
        <span className={isWide ? styles.label : 'visually-hidden'}>{label}</span>
        {to === '/approvals' && <ForMeBadge look={isWide ? 'plain' : 'mark'} />}
      </Link>
    </Tooltip>
  );
}

/** Its name leads to its first place; inside, all of them stand beneath it. */
function OpenGroup({ group }: { readonly group: PlaceGroup }) {
  const { pathname } = useLocation();
  const isInside = group.places.some((place) => isWithin(pathname, place));
  const Icon = GROUP_ICONS[group.label];
  return (
    <>
      <Link to={group.places[0].to} className={styles.place}>
        <Icon size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles.label}>{group.label}</span>
      </Link>
      {isInside && (
        <ul className={styles.inside} aria-label={group.label}>
          {group.places.map((place) => (
            <li key={place.to}>
              <Link
                to={place.to}
                className={styles.place}
                data-current={isWithin(pathname, place) || undefined}
                aria-current={pathname === place.to ? 'page' : undefined}
                aria-keyshortcuts={place.key}
              >
                {place.label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function FoldedGroup({ group }: { readonly group: PlaceGroup }) {
  const { pathname } = useLocation();
  const isInside = group.places.some((place) => isWithin(pathname, place));
  const Icon = GROUP_ICONS[group.label];
  return (
    <Menu position="right-start" width={200} trigger="click-hover">
      <Menu.Target>
        <UnstyledButton className={styles.place} data-current={isInside || undefined} aria-label={group.label}>
          <Icon size={20} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{group.label}</Menu.Label>
        {group.places.map(({ to, label, icon: ItemIcon }) => (
          <Menu.Item key={to} component={Link} to={to} leftSection={<ItemIcon size={16} stroke={1.75} />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
