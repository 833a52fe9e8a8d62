import { Button, Group, Modal } from '@mantine/core';
import type { Refusal } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { Differences } from './differences.tsx';
import styles from './save-dialog.module.css';
import type { Meaning } from './use-meaning.ts';

interface SaveDialogProps {
  /** What the edit comes to; null: the dialog is closed. */
  readonly meaning: Meaning | null;
  readonly nextVersion: number;
  readonly hasOpenChange: boolean;
  readonly openRequests: number;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** Says what an edit changes, and who else must agree, before it is sent. */
export function SaveDialog(props: SaveDialogProps) {
  const { meaning, nextVersion, hasOpenChange, openRequests, busy, refusal, onSave, onClose } = props;
  if (meaning === null) return null;
  const { differences, widens, needsSecondAdmin } = meaning;
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={needsSecondAdmin ? 'Propose this change' : `Save as version ${nextVersion}`}
    >
      <div className={styles.body}>
        {differences.length > 0 && <Differences label="What changes" rows={differences} />}
        {widens.length > 0 && (
          <div>
            <p className={styles.widening}>
              <StateMark state="warn" />
              {needsSecondAdmin
                ? 'This widens the profile: it needs a second admin. Until another admin has approved it, nothing changes.'
                : 'This widens the profile, and is in force at once.'}
            </p>
            <ul className={styles.ways}>
              {widens.map((way) => (
                <li key={way}>{way}</li>
              ))}
            </ul>
          </div>
        )}
        {!needsSecondAdmin && widens.length === 0 && (
          <p>It is in force at once, for everything that is asked from then on.</p>
        )}
        {!needsSecondAdmin && hasOpenChange && (
          <p>The change that waits for a second admin edits the version in force now. Saving this supersedes it.</p>
        )}
        {!needsSecondAdmin && openRequests > 0 && (
          <p>What waits for its decision is judged by the stricter of both versions, and must be looked at again.</p>
        )}
        {refusal && <ErrorState title="Nothing was saved">{refusal.message}</ErrorState>}
      </div>
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="subtle" onClick={onClose}>
          Go on editing
        </Button>
        <Button loading={busy} data-autofocus onClick={onSave}>
          {needsSecondAdmin ? 'Propose it' : 'Save it'}
        </Button>
      </Group>
    </Modal>
  );
}
