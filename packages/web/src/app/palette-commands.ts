import type { NavigateFn } from '@tanstack/react-router';
import { capsOf } from '../lib/keys.ts';
import type { Session } from '../lib/session.ts';
import { offeredActions } from '../lib/use-keys.ts';
import { ADMIN_PLACES } from './admin-places.ts';
import type { Place } from './places.ts';

export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** It is a host name: shown as one. */
  readonly isName?: boolean;
  readonly hint: string;
  readonly caps?: readonly string[] | undefined;
  readonly run: () => void;
}

interface CommandSources {
  readonly places: readonly Place[];
  readonly session: Session;
  readonly navigate: NavigateFn;
  readonly setTheme: (theme: 'light' | 'dark' | 'auto') => void;
}

const QUEUES = [
  { tab: 'waiting', label: 'Waiting on others' },
  { tab: 'mine', label: 'My requests' },
  { tab: 'decided', label: 'Decided' },
] as const;

const THEMES = [
  { theme: 'light', label: 'Light theme' },
  { theme: 'dark', label: 'Dark theme' },
  { theme: 'auto', label: 'Theme of the system' },
] as const;

/** What can be done from anywhere, and what the open screen offers; all of it known without asking the server. */
export function commandsOf({ places, session, navigate, setTheme }: CommandSources): readonly Command[] {
  const { memberships, platformRole, current, selectOrganization, signOut } = session;
  const goTo = 'Go to';
  return [
    ...offeredActions().map(
      ({ key, does, run }): Command => ({
        id: `key-${key}`,
        group: 'On this screen',
        label: capitalised(does),
        hint: 'this request',
        caps: capsOf(key),
        run,
      }),
    ),
    ...places.map(
      ({ to, label, hint, key }): Command => ({
        id: to,
        group: goTo,
        label,
        hint,
        caps: key === undefined ? undefined : capsOf(key),
        run: () => void navigate({ to }),
      }),
    ),
    ...QUEUES.map(
      ({ tab, label }): Command => ({
        id: `queue-${tab}`,
        group: goTo,
        label,
        hint: 'approvals',
        run: () => void navigate({ to: '/approvals', search: { tab } }),
      }),
    ),
    ...ADMIN_PLACES.filter(({ of }) => of === 'organization' || platformRole !== null).map(
      ({ to, label }): Command => ({ id: to, group: goTo, label, hint: 'admin', run: () => void navigate({ to }) }),
    ),
    ...memberships
      .filter(({ organization }) => organization.id !== current?.organization.id)
      .map(
        ({ organization, role }): Command => ({
          id: organization.id,
          group: 'Organizations',
          label: organization.name,
          hint: `as ${role.toLowerCase()}`,
          run: () => {
            selectOrganization(organization.id);
            void navigate({ to: '/approvals' });
          },
        }),
      ),
    ...THEMES.map(
      ({ theme, label }): Command => ({ id: theme, group: 'Theme', label, hint: '', run: () => setTheme(theme) }),
    ),
    {
      id: 'account',
      group: 'You',
      label: 'Account',
      hint: 'password, sessions',
      run: () => void navigate({ to: '/account' }),
    },
    { id: 'sign-out', group: 'You', label: 'Sign out', hint: '', run: signOut },
  ];
}

/** Those that hold every word of the text, somewhere; those whose name begins with it first. */
export function matching(commands: readonly Command[], text: string): readonly Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label, hint, group }) => {
    const held = `${label} ${hint} ${group}`.toLowerCase();
    return words.every((word) => held.includes(word));
  });
  const begins = ({ label }: Command): number => (label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return words.length === 0 ? found : found.toSorted((one, other) => begins(one) - begins(other));
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
