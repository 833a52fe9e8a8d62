import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { RetireProfileDocument, TrustProfileByIdDocument } from '../../gql/generated/graphql.ts';
import { failureOf, type Refusal, refusalOf } from '../../lib/user-error.ts';
import { count } from '../../lib/words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { OpenChange } from './open-change.tsx';
import { ProfileRules } from './profile-rules.tsx';
import styles from './profile-screen.module.css';
import { VersionsSection } from './versions-section.tsx';

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
      <LoadingRows what="the trust profile" rows={8} />
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
      <PageHeader
        title={profile.name}
        beside={
          <span className={styles.version}>
            {profile.active ? `version ${profile.version}, in force` : `retired at version ${profile.version}`}
          </span>
        }
      >
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
        <EmptyState
          title="This trust profile has been retired"
          action={
            <Button component={Link} to="/admin/trust-profiles" variant="default">
              All trust profiles
            </Button>
          }
        >
          Nothing matches it any more, and what waits under it can be rejected but not approved.
        </EmptyState>
      )}
      {profile.pendingChange && <OpenChange changeId={profile.pendingChange.id} onDone={reload} />}
      <ProfileRules profile={profile} />
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
