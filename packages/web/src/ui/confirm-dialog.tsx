import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../lib/user-error.ts';
import { ErrorState } from './error-state.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode;
  /** What the button does, as a verb: `Remove Mara`. */
  readonly action: string;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone; the safe way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, action, busy, refusal, onConfirm, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      {children}
      {refusal && <ErrorState title="Nothing was changed">{refusal.message}</ErrorState>}
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button loading={busy} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
