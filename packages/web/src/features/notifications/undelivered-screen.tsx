import { useOrganization } from '../../lib/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { UndeliveredList } from './undelivered-list.tsx';

/** Mails about one organization that could not be delivered. */
export default function UndeliveredScreen() {
  const { id, viewerCanManage } = useOrganization();
  return (
    <>
      <PageHeader
        title="Undelivered mail"
        about="Mails about this organization that a mail server refused for good, or that were tried for four days in vain, each with what was said."
      />
      {viewerCanManage.allowed ? (
        <UndeliveredList organizationId={id} />
      ) : (
        <EmptyState title="Only for admins of the organization">{viewerCanManage.reasons.join(' ')}</EmptyState>
      )}
    </>
  );
}
