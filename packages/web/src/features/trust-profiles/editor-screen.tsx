import { useQuery } from 'urql';
import { TrustProfileByIdDocument, TrustProfileChoicesDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
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
    <div className={styles.page}>
      <PageHeader title={title} />
      {error && <ErrorState title="The trust profile could not be read">{failureOf(error).message}</ErrorState>}
      {!error && !isReady && (choices.fetching || read.fetching) && <p className={styles.hint}>Reading…</p>}
      {!error && profileId !== null && !read.fetching && profile === null && (
        <EmptyState title="There is no such trust profile">
          Its address was mistyped, or it is another organization’s.
        </EmptyState>
      )}
      {permission?.allowed === false && (
        <EmptyState title="You may not change this">{permission.reasons.join(' ')}</EmptyState>
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
    </div>
  );
}
