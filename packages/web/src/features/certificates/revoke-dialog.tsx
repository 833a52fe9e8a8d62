import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useMutation } from 'urql';
import {
  type CertificateDetailFragment,
  type RevocationReason,
  RevokeCertificateDocument,
} from '../../gql/generated/graphql.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { count } from '../../lib/words.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { REVOCATION_REASONS } from './certificate-words.ts';
import styles from './dialogs.module.css';

interface RevokeDialogProps {
  readonly certificate: CertificateDetailFragment;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const REASONS = Object.keys(REVOCATION_REASONS) as RevocationReason[];

/** Restates the names and what will happen, takes the reason, and has the first name typed: it cannot be undone. */
export function RevokeDialog({ certificate, opened, onClose, onDone }: RevokeDialogProps) {
  const { id, domains, replacedBy } = certificate;
  const [first = ''] = domains;
  const [reason, setReason] = useState<RevocationReason | null>(null);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, revoke] = useMutation(RevokeCertificateDocument);
  useEffect(() => {
    if (!opened) return;
    setReason(null);
    setTyped('');
    setTried(false);
    setRefusal(null);
  }, [opened]);
  const isTyped = typed.trim().toLowerCase() === first;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (reason === null || !isTyped || fetching) return;
    const { data, error } = await revoke({ input: { certificateId: id, reason } });
    const refused = refusalOf(error, data?.revokeCertificate.userErrors);
    setRefusal(refused);
    if (refused) return;
    onDone();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Revoke this certificate?" size="lg">
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Names domains={domains} />
        <p className={styles.consequence}>
          From now on it is on its authority’s revocation list, and whoever asks that list refuses it. This cannot be
          undone. {replacedBy ? 'The one that replaced it stays in force.' : 'Nothing has been issued in its place.'}
        </p>
        <Radio.Group
          className={styles.choice}
          label="Why"
          required
          error={tried && reason === null ? 'Choose why; it is written into the ledger and the list.' : undefined}
          value={reason}
          onChange={(value) => setReason(REASONS.find((known) => known === value) ?? null)}
        >
          <Stack gap={8} mt={8}>
            {REASONS.map((value) => (
              <Radio
                key={value}
                value={value}
                label={REVOCATION_REASONS[value].label}
                description={REVOCATION_REASONS[value].means}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          mt="lg"
          label={`Type ${first} to go on`}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={typed}
          error={tried && !isTyped ? 'This is not its first name.' : undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {refusal && <ErrorState title="It was not revoked">{refusal.message}</ErrorState>}
        <Group justify="flex-end" gap="sm" mt="xl">
          <Button variant="default" data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={fetching}>
            Revoke it
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const MOST_NAMES = 8;

/** The names it is about, always in sight. */
export function Names({ domains }: { readonly domains: readonly string[] }) {
  const more = domains.length - MOST_NAMES;
  return (
    <ul className={styles.names} aria-label="Names">
      {domains.slice(0, MOST_NAMES).map((name) => (
        <li key={name}>
          <HostName name={name} />
        </li>
      ))}
      {more > 0 && <li className={styles.more}>and {count(more, 'more name', 'more names')}</li>}
    </ul>
  );
}
