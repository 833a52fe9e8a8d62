import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { KeyCap } from './key-cap.tsx';
import styles from './permission-button.module.css';

export interface PermissionState {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
}

interface PermissionButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'fullWidth' | 'leftSection'> {
  readonly label: string;
  /** Undefined while it is being found out: the button keeps its place and refuses nobody yet. */
  readonly permission: PermissionState | undefined;
  readonly onClick: () => void;
  readonly shortcut?: string;
  readonly loading?: boolean;
  /** A word or two of the reason, inside the button where there is room. */
  readonly brief?: string | undefined;
}

/**
 * A button that says why where it may not be pressed: dashed, still focusable, its reason beside its name and in its
 * tooltip, so that nobody has to guess.
 */
export function PermissionButton(props: PermissionButtonProps) {
  const { label, permission, onClick, shortcut, brief, leftSection, loading, ...rest } = props;
  const reasonId = useId();
  const cap: ReactNode = shortcut ? <KeyCap>{shortcut}</KeyCap> : undefined;
  if (permission === undefined || permission.allowed) {
    const isUnknown = permission === undefined;
    return (
      <Button
        {...rest}
        leftSection={leftSection}
        rightSection={cap}
        aria-keyshortcuts={shortcut}
        aria-busy={isUnknown}
        aria-disabled={isUnknown}
        loading={loading === true}
        onClick={isUnknown ? (event) => event.preventDefault() : onClick}
      >
        {label}
      </Button>
    );
  }
  const reason = permission.reasons.join(' ');
  return (
    <Tooltip label={reason} disabled={reason === ''}>
      <Button
        {...rest}
        variant="default"
        className={styles.refused}
        leftSection={<IconBan size={16} stroke={1.75} />}
        aria-disabled="true"
        aria-describedby={reasonId}
        onClick={(event) => event.preventDefault()}
      >
        {label}
        {brief && (
          <span className={styles.brief} aria-hidden="true">
            {brief}
          </span>
        )}
        <span id={reasonId} hidden>
          {reason}
        </span>
      </Button>
    </Tooltip>
  );
}
