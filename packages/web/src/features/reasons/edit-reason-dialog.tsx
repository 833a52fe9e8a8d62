import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { Refusal } from '../../lib/user-error.ts';

interface EditReasonDialogProps {
  /** Of the entry that is edited; empty for a new one; null: closed. */
  readonly text: string | null;
  readonly isNew: boolean;
  readonly busy: boolean;
  readonly onSave: (text: string) => Promise<Refusal | null>;
  readonly onClose: () => void;
}

const LONGEST = 200;

/** Takes the words of an entry. */
export function EditReasonDialog({ text, isNew, busy, onSave, onClose }: EditReasonDialogProps) {
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setValue(text ?? '');
    setProblem(null);
  }, [text]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (value.trim() === '') return setProblem('Write the reason.');
    const refused = await onSave(value.trim());
    if (refused === null) onClose();
    else setProblem(refused.message);
  };
  return (
    <Modal opened={text !== null} onClose={onClose} title={isNew ? 'New reason' : 'Edit reason'}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label="Reason"
          description="One line. Decisions that were made with it keep the words of then."
          required
          data-autofocus
          maxLength={LONGEST}
          value={value}
          error={problem}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm" mt="xl">
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {isNew ? 'Add reason' : 'Save'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
