import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconBell, IconCheck, IconKeyboard, IconLogout, IconSearch, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { capsOf } from '../lib/keys.ts';
import { useSession } from '../lib/session.ts';
import { PersonMark } from '../ui/actor-mark.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import styles from './menus.module.css';
import { SCHEMES } from './theme-switch.tsx';

interface UserMenuProps {
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** Who is signed in, how it looks, and the way out. */
export function UserMenu({ onPalette, onKeys }: UserMenuProps) {
  const { person, signOut } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles.button}>
          <PersonMark name={person.name} />
          <span className="visually-hidden">You: {person.name}</span>
          <span className={styles.name} aria-hidden="true">
            {person.name}
          </span>
          <span className={styles.chevron}>
            <KeyCap>{capsOf('mod+k').join(' ')}</KeyCap>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Item leftSection={<IconSearch size={16} stroke={1.75} />} onClick={onPalette}>
          Go to anything
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.75} />} onClick={onKeys}>
          Keys
        </Menu.Item>
        <Menu.Item component={Link} to="/account/notifications" leftSection={<IconBell size={16} stroke={1.75} />}>
          Notifications
        </Menu.Item>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} stroke={1.75} />}>
          Account
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} stroke={1.75} />}
            rightSection={colorScheme === value ? <IconCheck size={14} stroke={2.5} /> : undefined}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
