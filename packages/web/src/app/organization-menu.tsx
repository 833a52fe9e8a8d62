import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useSession } from '../lib/session.ts';
import styles from './menus.module.css';

const initialOf = (name: string): string => (Array.from(name)[0] ?? '?').toUpperCase();

/** Which organization the screens are about. */
export function OrganizationMenu() {
  const { current, memberships, selectOrganization } = useSession();
  const navigate = useNavigate();
  if (current === null) return null;
  const { organization } = current;
  const square = (
    <span className={styles.square} aria-hidden="true">
      {initialOf(organization.name)}
    </span>
  );
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={styles.button}>
          {square}
          <span className="visually-hidden">Organization: {organization.name}</span>
          <span className={styles.name} aria-hidden="true">
            {organization.name}
          </span>
          <IconSelector className={styles.chevron} size={14} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Organizations</Menu.Label>
        {memberships.map(({ organization: { id, name }, role }) => (
          <Menu.Item
            key={id}
            rightSection={
              id === organization.id ? (
                <IconCheck size={14} stroke={2.5} />
              ) : (
                <span className={styles.role}>{role.toLowerCase()}</span>
              )
            }
            onClick={() => {
              selectOrganization(id);
              void navigate({ to: '/approvals' });
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
