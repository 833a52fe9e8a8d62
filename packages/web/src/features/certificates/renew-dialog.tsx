import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useMutation } from 'urql';
import {
  type CertificateDetailFragment,
  RenewCertificateDocument,
  type RenewCertificateMutation,
} from '../../gql/generated/graphql.ts';
import { standingOf } from '../../lib/expiry.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatDay } from '../../lib/time.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { count } from '../../lib/words.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './dialogs.module.css';
import { Names } from './revoke-dialog.tsx';

interface RenewDialogProps {
  readonly certificate: CertificateDetailFragment;
  readonly now: Date;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Asked = NonNullable<RenewCertificateMutation['submitRequest']['request']>;

/** Asks for the same names anew: an ordinary request, which says what it renews. */
export function RenewDialog({ certificate, now, opened, onClose, onDone }: RenewDialogProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    if (opened) setAsked(null);
  }, [opened]);
  return (
    <Modal opened={opened} onClose={onClose} title="Renew this certificate" size="lg">
      {asked === null ? (
        <RenewForm
          certificate={certificate}
          now={now}
          onClose={onClose}
          onAsked={(request) => {
            setAsked(request);
            onDone();
          }}
        />
      ) : (
        <Done asked={asked} onClose={onClose} />
      )}
    </Modal>
  );
}

interface RenewFormProps extends Pick<RenewDialogProps, 'certificate' | 'now' | 'onClose'> {
  readonly onAsked: (asked: Asked) => void;
}

function RenewForm({ certificate, now, onClose, onAsked }: RenewFormProps) {
  const organization = useOrganization();
  const { id, domains, environment, notAfter, request, trustProfile } = certificate;
  const canMakeKey = trustProfile?.keySource !== 'CSR_ONLY';
  const [keySource, setKeySource] = useState<string>(canMakeKey && request?.keyOrigin === 'SERVER' ? 'server' : 'csr');
  const [csr, setCsr] = useState('');
  const [justification, setJustification] = useState(
    `Renewal of the certificate that ends on ${formatDay(new Date(notAfter), now)}.`,
  );
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, ask] = useMutation(RenewCertificateDocument);
  const wantsCsr = keySource === 'csr';
  const lacksCsr = wantsCsr && csr.trim() === '';
  const refusedAt = (field: string): string | undefined => (refusal?.field[0] === field ? refusal.message : undefined);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (lacksCsr || fetching) return;
    const { data, error } = await ask({
      input: {
        organizationId: organization.id,
        domains,
        environment,
        commonName: request?.commonName ?? null,
        justification: justification.trim() === '' ? null : justification,
        csr: wantsCsr ? csr : null,
        renewsCertificateId: id,
      },
    });
    const refused = refusalOf(error, data?.submitRequest.userErrors);
    setRefusal(refused);
    if (!refused && data?.submitRequest.request) onAsked(data.submitRequest.request);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Names domains={domains} />
      <p className={styles.consequence}>
        The same names in <strong>{environment}</strong>, under {trustProfile?.name ?? 'whichever profile takes them'}.{' '}
        {trustProfile?.requireApproval === false
          ? 'No approval is needed: it is issued at once.'
          : `It waits until ${count(trustProfile?.requiredApprovals ?? 1, 'person approves', 'people approve')}.`}{' '}
        {standingOf(certificate, now) === 'revoked' || standingOf(certificate, now) === 'expired'
          ? 'This one stays as it is.'
          : 'This one stays in force until it ends or is revoked.'}
      </p>
      <Radio.Group className={styles.choice} label="Key" value={keySource} onChange={setKeySource}>
        <Stack gap={8} mt={8}>
          <Radio value="csr" label="I have a CSR" description="The key never leaves you. Best: a new key." />
          <Radio
            value="server"
            label="Make the key here"
            disabled={!canMakeKey}
            description={
              canMakeKey
                ? 'A new key, handed to whoever asks, then destroyed.'
                : `${trustProfile?.name ?? 'The profile'} takes CSRs only.`
            }
          />
        </Stack>
      </Radio.Group>
      {wantsCsr && (
        <Textarea
          mt="md"
          label="CSR"
          description="PEM, with these very names in it."
          placeholder="-----BEGIN CERTIFICATE REQUEST-----"
          autosize
          minRows={4}
          maxRows={10}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={csr}
          error={refusedAt('csr') ?? (tried && lacksCsr ? 'Paste the CSR, or have the key made here.' : undefined)}
          onChange={(event) => setCsr(event.currentTarget.value)}
        />
      )}
      <Textarea
        mt="md"
        label="Justification"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4096}
        value={justification}
        error={refusedAt('justification')}
        onChange={(event) => setJustification(event.currentTarget.value)}
      />
      {refusal && refusedAt('csr') === undefined && refusedAt('justification') === undefined && (
        <ErrorState title="It was not asked for">{refusal.message}</ErrorState>
      )}
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={fetching}>
          Ask for the renewal
        </Button>
      </Group>
    </form>
  );
}

function Done({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { id, status, requiredApprovals } = asked;
  return (
    <>
      <p className={styles.done} role="status">
        <StateMark state="pass" size={18} />
        {status === 'PENDING'
          ? `Asked for. It waits for ${count(requiredApprovals, 'approval')}; this screen says when it is issued.`
          : 'Asked for. It needs no approval and is issued now.'}
      </p>
      <Group justify="flex-end" gap="sm" mt="xl">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button renderRoot={(props) => <Link to="/approvals/$requestId" params={{ requestId: id }} {...props} />}>
          Open the request
        </Button>
      </Group>
    </>
  );
}
