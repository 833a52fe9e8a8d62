import { ADMIN_PLACES } from './admin-places.ts';
import { PLACES } from './places.ts';

const OTHERS = [
  { to: '/audit-chain/in-this-browser', label: 'Verify in this browser' },
  { to: '/account/notifications', label: 'Notifications' },
  { to: '/account', label: 'Account' },
  { to: '/sign-in', label: 'Sign in' },
  { to: '/setup', label: 'Set up' },
  { to: '/invitation', label: 'Invitation' },
  { to: '/forgot-password', label: 'Forgotten password' },
  { to: '/reset-password', label: 'New password' },
] as const;

const ALL = [...ADMIN_PLACES, ...PLACES, ...OTHERS].toSorted((one, other) => other.to.length - one.to.length);

/** What a tab is called: how many wait for whoever looks at it, which screen, which product. */
export function screenTitle(pathname: string, forMe: number): string {
  const place = ALL.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  const name = place === undefined ? 'Countersign' : `${place.label} · Countersign`;
  return forMe > 0 ? `(${forMe}) ${name}` : name;
}
