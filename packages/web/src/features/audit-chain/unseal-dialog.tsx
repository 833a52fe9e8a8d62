import { Button, Group, Modal, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { formatCount } from '../../lib/time.ts';
import type { Refusal } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import styles from './unseal-dialog.module.css';
import type { Unsealing } from './use-unseal.ts';
import type { Verification } from './use-verification.ts';
import { recordsOf } from './verification-words.ts';

interface UnsealDialogProps {
  readonly organization: { readonly name: string; readonly slug: string };
  readonly epoch: number;
  readonly unsealing: Unsealing;
  readonly verification: Verification;
}

const LONGEST = 4096;

/** Says what unsealing does, asks why, and takes the organization's slug as the second act. */
export default function UnsealDialog({ organization, epoch, unsealing, verification }: UnsealDialogProps) {
  const { isOpen, busy, refusal, clear } = unsealing;
  const [reason, setReason] = useState('');
  const [slug, setSlug] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [verifying, setVerifying] = useState(false);
  const formId = useId();
  const askPassword = refusal?.code === 'REAUTHENTICATE';
  useEffect(() => {
    if (!isOpen) return;
    setReason('');
    setSlug('');
    setPassword('');
    setTried(false);
  }, [isOpen]);

  const { current, starting } = verification;
  const isVerified = verifying && !starting && current?.state !== 'RUNNING';
  useEffect(() => {
    if (!isVerified) return;
    setVerifying(false);
    clear();
  }, [isVerified, clear]);
  const verify = (): void => {
    setVerifying(true);
    verification.start();
  };

  const noReason = reason.trim() === '';
  const wrongSlug = slug.trim() !== organization.slug;
  const noPassword = askPassword && password === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (noReason || wrongSlug || noPassword || busy || verifying) return;
    void unsealing.unseal(reason.trim(), password);
  };
  return (
    <Modal opened={isOpen} onClose={unsealing.close} title={`Unseal ${organization.name}`} size={600}>
      <form id={formId} onSubmit={submit} noValidate>
        <ul className={styles.consequences}>
          <li>This ledger is closed for good as it is, break and all. Nothing in it is mended.</li>
          <li>
            Epoch {epoch + 1} opens. Its first record pins the size, the root and the break of epoch {epoch}, and your
            reason.
          </li>
          <li>It is recorded under your name, in the new epoch and in the ledger of the platform.</li>
          <li>Submitting, deciding, issuing and configuring go on at once.</li>
          <li>It cannot be undone.</li>
        </ul>
        <div className={styles.fields}>
          <Textarea
            label="Reason"
            description="Why you go on with what is there. It stands in both ledgers for good."
            required
            data-autofocus
            autosize
            minRows={3}
            maxRows={10}
            maxLength={LONGEST}
            value={reason}
            error={tried && noReason ? 'Say why; it is written into the ledger.' : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label={`Type ${organization.slug} to confirm`}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={slug}
            error={
              tried && wrongSlug ? `Type the organization's slug, ${organization.slug}, as it stands here.` : undefined
            }
            onChange={(event) => setSlug(event.currentTarget.value)}
          />
          {askPassword && (
            <PasswordInput
              label="Password"
              description="You have been away for a while: say again that it is you."
              autoComplete="current-password"
              value={password}
              error={tried && noPassword ? 'Your password is needed.' : undefined}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
        </div>
        {verifying && current?.state === 'RUNNING' && (
          <p className={`${styles.running} tabular`} role="status">
            Verifying: {formatCount(current.verified)} of {recordsOf(current.total)}. Then it can be unsealed.
          </p>
        )}
        {refusal !== null && !verifying && <Refused refusal={refusal} onVerify={verify} />}
      </form>
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="subtle" onClick={unsealing.close}>
          Cancel
        </Button>
        <Button type="submit" form={formId} loading={busy || verifying}>
          Close epoch {epoch} and open epoch {epoch + 1}
        </Button>
      </Group>
    </Modal>
  );
}

interface RefusedProps {
  readonly refusal: Refusal;
  readonly onVerify: () => void;
}

/** What kept it from being done; where the whole ledger has to be verified first, that is started here. */
function Refused({ refusal, onVerify }: RefusedProps) {
  const mustVerify = refusal.code === 'CONFLICT' && /verify the whole/i.test(refusal.message);
  return (
    <div className={styles.error}>
      <ErrorState
        title={refusal.code === 'REAUTHENTICATE' ? 'Say again that it is you' : 'The ledger was not unsealed'}
        retry={mustVerify ? onVerify : undefined}
        retryLabel="Verify the whole ledger"
      >
        {refusal.message}
      </ErrorState>
    </div>
  );
}
