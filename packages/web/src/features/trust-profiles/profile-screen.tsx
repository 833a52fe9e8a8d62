import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  RetireProfileDocument,
  TrustProfileByIdDocument,
  type TrustProfileDetailFragment,
} from '../../gql/generated/graphql.ts';
import { failureOf, type Refusal, refusalOf } from '../../lib/user-error.ts';
import { count, KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { Section } from '../../ui/section.tsx';
import { OpenChange } from './open-change.tsx';
import { USAGE_NAMES } from './profile-values.ts';
import styles from './trust-profiles.module.css';
import { VersionsSection } from './versions-section.tsx';
import { approvalsOf, whoMayAsk } from './who-may-ask.ts';

interface Rule {
  readonly label: string;
  readonly value: string;
}

const COLUMNS: readonly Column<Rule>[] = [
  { label: 'Rule', cell: ({ label }) => label },
  { label: 'Value', cell: ({ value }) => value },
];

interface ProfileScreenProps {
  readonly profileId: string;
  readonly onEdit: () => void;
  readonly onRetired: () => void;
}

/** One trust profile: what it says, what waits to change it, and every version that it had. */
export default function ProfileScreen({ profileId, onEdit, onRetired }: ProfileScreenProps) {
  const [isRetiring, setIsRetiring] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ data, fetching, error }, read] = useQuery({ query: TrustProfileByIdDocument, variables: { id: profileId } });
  const [{ fetching: busy }, retire] = useMutation(RetireProfileDocument);
  const profile = data?.trustProfile;
  const reload = (): void => read({ requestPolicy: 'network-only' });
  if (error) {
    return (
      <ErrorState title="The trust profile could not be read" retry={reload}>
        {failureOf(error).message}
      </ErrorState>
    );
  }
  if (!profile) {
    return fetching ? (
      <p className={styles.hint}>Reading the trust profile…</p>
    ) : (
      <EmptyState
        title="There is no such trust profile"
        isPage
        action={
          <Button component={Link} to="/admin/trust-profiles" variant="default">
            All trust profiles
          </Button>
        }
      >
        It belongs to another organization, or its address was mistyped.
      </EmptyState>
    );
  }
  const confirm = async (): Promise<void> => {
    setRefusal(null);
    const { data: answer, error: failed } = await retire({ input: { trustProfileId: profileId } });
    const refused = refusalOf(failed, answer?.retireTrustProfile.userErrors);
    setRefusal(refused);
    if (refused === null) onRetired();
  };
  return (
    <div className={styles.page}>
      <PageHeader title={profile.name}>
        {profile.active && (
          <>
            <PermissionButton
              label="Retire"
              variant="default"
              permission={profile.viewerCanRetire}
              onClick={() => setIsRetiring(true)}
            />
            <PermissionButton label="Edit" permission={profile.viewerCanManage} onClick={onEdit} />
          </>
        )}
      </PageHeader>
      {!profile.active && (
        <EmptyState title="This trust profile has been retired">
          Nothing matches it any more, and what waits under it can be rejected but not approved.
        </EmptyState>
      )}
      {profile.pendingChange && <OpenChange changeId={profile.pendingChange.id} onDone={reload} />}
      <Section title="Rules" hint={`version ${profile.version}`}>
        <DataTable label="Rules" rows={rulesIn(profile)} rowKey={({ label }) => label} columns={COLUMNS} />
      </Section>
      <VersionsSection key={profile.version} profileId={profileId} />
      <ConfirmDialog
        opened={isRetiring}
        title={`Retire ${profile.name}`}
        action="Retire it for good"
        busy={busy}
        refusal={refusal}
        onConfirm={() => void confirm()}
        onClose={() => setIsRetiring(false)}
      >
        <p>
          Its names will belong to no profile: who asks for them is refused.{' '}
          {profile.openRequests === 0
            ? 'No request waits under it.'
            : `${count(profile.openRequests, 'request')} under it ${profile.openRequests === 1 ? 'waits' : 'wait'}, and can then be rejected but no longer approved.`}{' '}
          {profile.pendingChange && 'The change that is proposed for it ends with it. '}
          This cannot be undone.
        </p>
      </ConfirmDialog>
    </div>
  );
}

function rulesIn(profile: TrustProfileDetailFragment): Rule[] {
  const yes = (value: boolean) => (value ? 'Yes' : 'No');
  const hours = (value: number | null | undefined) => (value ? `After ${count(value, 'hour')}` : 'Never');
  const list = (items: readonly string[], none: string) => (items.length === 0 ? none : items.join(', '));
  return [
    { label: 'Covers', value: profile.domains.join(', ') },
    { label: 'Except', value: list(profile.exceptDomains, 'Nothing') },
    { label: 'Environments', value: list(profile.environments, 'All of the organization') },
    { label: 'Certificate authority', value: profile.certificateAuthority.name },
    { label: 'Approved by', value: approvalsOf(profile) },
    { label: 'Requesters may approve their own', value: yes(profile.allowSelfApproval) },
    { label: 'May ask', value: `Admins; ${whoMayAsk(profile)}` },
    { label: 'Justification required', value: yes(profile.requireJustification) },
    { label: 'Reason required to approve', value: yes(profile.mandatoryReason) },
    { label: 'Validity', value: `${profile.defaultValidityDays} days, ${profile.maxValidityDays} at most` },
    { label: 'Keys', value: profile.keyAlgorithms.map((algorithm) => KEY_ALGORITHM_NAMES[algorithm]).join(', ') },
    { label: 'Key comes from', value: profile.keySource === 'CSR_ONLY' ? 'A CSR only' : 'A CSR, or the server' },
    { label: 'Wildcard names', value: yes(profile.allowWildcards) },
    { label: 'For', value: profile.extendedKeyUsages.map((usage) => USAGE_NAMES[usage]).join(', ') },
    { label: 'Warning', value: hours(profile.warnAfterHours) },
    { label: 'Escalation', value: hours(profile.escalateAfterHours) },
    { label: 'Told on escalation', value: list(profile.escalationContacts, 'Who can decide') },
    { label: 'Expiry', value: hours(profile.expireAfterHours) },
    { label: 'Delivered to the known path', value: yes(profile.deliver) },
  ];
}
