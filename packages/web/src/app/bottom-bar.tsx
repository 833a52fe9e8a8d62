import { UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import styles from './bottom-bar.module.css';
import { ForMeBadge } from './for-me-badge.tsx';
import { MoreSheet } from './more-sheet.tsx';
import { isWithin, type Place } from './places.ts';

interface BottomBarProps {
  readonly places: readonly Place[];
  readonly onPalette: () => void;
}

/** On a phone: the places one goes to most, and More for the rest. */
export function BottomBar({ places, onPalette }: BottomBarProps) {
  const { pathname } = useLocation();
  const [moreOpen, setMoreOpen] = useState(false);
  const onBar = places.filter((place) => place.onBar);
  const rest = places.filter((place) => !place.onBar);
  return (
    <nav className={styles.bar} aria-label="Main">
      <ul className={styles.places}>
        {onBar.map((place) => (
          <li key={place.to} className={styles.item}>
            <Link
              to={place.to}
              className={styles.place}
              data-current={isWithin(pathname, place) || undefined}
              aria-current={pathname === place.to ? 'page' : undefined}
            >
              <place.icon size={20} stroke={1.75} aria-hidden="true" />
              <span className={styles.label}>{place.label}</span>
              {place.to === '/approvals' && (
                <span className={styles.badge}>
                  <ForMeBadge look="mark" />
                </span>
              )}
            </Link>
          </li>
        ))}
        <li className={styles.item}>
          <UnstyledButton
            className={styles.place}
            data-current={rest.some((place) => isWithin(pathname, place)) || undefined}
            aria-haspopup="dialog"
            aria-expanded={moreOpen}
            onClick={() => setMoreOpen(true)}
          >
            <IconDots size={20} stroke={1.75} aria-hidden="true" />
            <span className={styles.label}>More…</span>
          </UnstyledButton>
        </li>
      </ul>
      <MoreSheet places={rest} opened={moreOpen} onClose={() => setMoreOpen(false)} onPalette={onPalette} />
    </nav>
  );
}
