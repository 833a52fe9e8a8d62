import { useNavigate, useParams } from '@tanstack/react-router';
import EditorScreen from '../features/trust-profiles/editor-screen.tsx';
import ProfileScreen from '../features/trust-profiles/profile-screen.tsx';
import TrustProfilesScreen from '../features/trust-profiles/trust-profiles-screen.tsx';

const LIST = '/admin/trust-profiles';
const ONE = '/admin/trust-profiles/$profileId';

/** The screens of trust profiles, and where each leads. */
export function TrustProfilesPage() {
  const navigate = useNavigate();
  return <TrustProfilesScreen onNew={() => void navigate({ to: '/admin/trust-profiles/new' })} />;
}

export function TrustProfilePage() {
  const navigate = useNavigate();
  const { profileId = '' } = useParams({ strict: false });
  const edit = (): void => void navigate({ to: '/admin/trust-profiles/$profileId/edit', params: { profileId } });
  return (
    <ProfileScreen key={profileId} profileId={profileId} onEdit={edit} onRetired={() => void navigate({ to: LIST })} />
  );
}

export function EditTrustProfilePage() {
  const navigate = useNavigate();
  const { profileId = '' } = useParams({ strict: false });
  const back = (): void => void navigate({ to: ONE, params: { profileId } });
  return <EditorScreen key={profileId} profileId={profileId} onSaved={back} onCancel={back} />;
}

export function NewTrustProfilePage() {
  const navigate = useNavigate();
  return (
    <EditorScreen
      profileId={null}
      onSaved={(profileId) => void navigate({ to: ONE, params: { profileId } })}
      onCancel={() => void navigate({ to: LIST })}
    />
  );
}
