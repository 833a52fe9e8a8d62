import { ActionIcon, Menu } from '@mantine/core';
import { type Icon, IconDots } from '@tabler/icons-react';
import { Fragment, useId } from 'react';
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

const reasonOf = ({ permission }: RowAction): string | null =>
  permission?.allowed === false ? permission.reasons.join(' ') : null;

/** What can be done with a row. What may not be done stays in the list, can be reached, and says why. */
export function RowMenu({ of, actions }: RowMenuProps) {
  const sharedId = useId();
  const [first = null] = actions.map(reasonOf);
  // What holds for every entry is said once, above them.
  const shared = first !== null && actions.every((action) => reasonOf(action) === first) ? first : null;
  return (
    <Menu position="bottom-end" width={264} withInitialFocusPlaceholder={false} portalProps={{ target: '#content' }}>
      <Menu.Target>
        <ActionIcon className={styles.button} aria-label={`Actions for ${of}`}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {shared !== null && <Menu.Label id={sharedId}>{shared}</Menu.Label>}
        {actions.map((action) => (
          <Fragment key={action.label}>
            {action.ends === true && <Menu.Divider />}
            <Item action={action} describedBy={shared === null ? undefined : sharedId} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemProps {
  readonly action: RowAction;
  /** Where its reason stands already. */
  readonly describedBy: string | undefined;
}

function Item({ action, describedBy }: ItemProps) {
  const { label, icon: Sign, onClick } = action;
  const reason = reasonOf(action);
  const isRefused = reason !== null;
  return (
    <Menu.Item
      className={isRefused ? styles.refused : undefined}
      classNames={{ itemSection: styles.icon }}
      leftSection={<Sign size={16} stroke={1.75} />}
      aria-disabled={isRefused || undefined}
      aria-describedby={describedBy}
      closeMenuOnClick={!isRefused}
      onClick={isRefused ? undefined : onClick}
    >
      {label}
      {isRefused && describedBy === undefined && <span className={styles.reason}>{reason}</span>}
    </Menu.Item>
  );
}
