import { ActionIcon, Menu } from '@mantine/core';
import { type Icon, IconDots } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { PermissionState } from './permission-button.tsx';
import styles from './row-menu.module.css';

export interface RowAction {
  readonly label: string;
  readonly icon: Icon;
  /** Undefined while it is being found out; left out where everybody who sees the row may. */
  readonly permission?: PermissionState | undefined;
  readonly onClick: () => void;
  /** Below a line of its own: what ends something. */
  readonly ends?: boolean;
}

interface RowMenuProps {
  /** What the row is about: `Mara Novak`. */
  readonly of: string;
  readonly actions: readonly RowAction[];
}

/** What can be done with a row. What may not be done stays in the list, can be reached, and says why. */
export function RowMenu({ of, actions }: RowMenuProps) {
  return (
    <Menu position="bottom-end" width={264} withInitialFocusPlaceholder={false} portalProps={{ target: '#content' }}>
      <Menu.Target>
        <ActionIcon className={styles.button} aria-label={`Actions for ${of}`}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Fragment key={action.label}>
            {action.ends === true && <Menu.Divider />}
            <Item action={action} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ action }: { readonly action: RowAction }) {
  const { label, icon: Sign, permission, onClick } = action;
  const isRefused = permission?.allowed === false;
  return (
    <Menu.Item
      className={isRefused ? styles.refused : undefined}
      leftSection={<Sign size={16} stroke={1.75} />}
      aria-disabled={isRefused || undefined}
      closeMenuOnClick={!isRefused}
      onClick={isRefused ? undefined : onClick}
    >
      {label}
      {isRefused && <span className={styles.reason}>{permission.reasons.join(' ')}</span>}
    </Menu.Item>
  );
}
