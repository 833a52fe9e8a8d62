import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { TrustProfileByIdDocument, TrustProfileChoicesDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProfileEditor } from './profile-editor.tsx';
import styles from './trust-profiles.module.css';

interface EditorScreenProps {
  /** Null: a new one. */
  readonly profileId: string | null;
  readonly onSaved: (profileId: string) => void;
  readonly onCancel: () => void;
}

/** A trust profile to be written, once everything that it can name has been read. */
export default function EditorScreen({ profileId, onSaved, onCancel }: EditorScreenProps) {
  const organization = useOrganization();
  const [choices] = useQuery({
    query: TrustProfileChoicesDocument,
    variables: { organizationId: organization.id },
    requestPolicy: 'network-only',
  });
  const [read] = useQuery({
    query: TrustProfileByIdDocument,
    variables: { id: profileId ?? '' },
    pause: profileId === null,
    requestPolicy: 'network-only',
  });
  const profile = read.data?.trustProfile ?? null;
  const error = choices.error ?? read.error;
  const title = profileId === null ? 'New trust profile' : (profile?.name ?? 'Trust profile');
  const permission = profileId === null ? organization.viewerCanManage : profile?.viewerCanManage;
  const isReady = choices.data !== undefined && (profileId === null || profile !== null) && !read.stale;
  return (
    <>
      <PageHeader
        title={title}
        {...(profile === null
          ? {}
          : { beside: <span className={styles.hint}>version {profile.version} in force</span> })}
      />
      {error && <ErrorState title="The trust profile could not be read">{failureOf(error).message}</ErrorState>}
      {!error && !isReady && (choices.fetching || read.fetching) && <LoadingRows what="the trust profile" rows={8} />}
      {!error && profileId !== null && !read.fetching && profile === null && (
        <EmptyState title="There is no such trust profile" action={<AllProfiles />}>
          Its address was mistyped, or it is another organization’s.
        </EmptyState>
      )}
      {permission?.allowed === false && (
        <EmptyState title="You may not change this" action={<AllProfiles />}>
          {permission.reasons.join(' ')}
        </EmptyState>
      )}
      {profile?.active === false && (
        <EmptyState title="This trust profile has been retired" action={<AllProfiles />}>
          It cannot be changed any more. A new one can take its names.
        </EmptyState>
      )}
      {isReady && choices.data && permission?.allowed === true && profile?.active !== false && (
        <ProfileEditor
          key={profile?.version ?? 'new'}
          organizationId={organization.id}
          profile={profile}
          choices={choices.data}
          onSaved={onSaved}
          onCancel={onCancel}
        />
      )}
    </>
  );
}

function AllProfiles() {
  return (
    <Button component={Link} to="/admin/trust-profiles" variant="default">
      All trust profiles
    </Button>
  );
}
