import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { ManagedOrganizationDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { DecidingProfiles } from './deciding-profiles.tsx';
import { OrganizationFacts } from './organization-facts.tsx';
import { OrganizationForm } from './organization-form.tsx';

/** What the organization is called, which environments it has, and what an edit of its rules needs. */
export default function OrganizationScreen() {
  const { id: organizationId } = useOrganization();
  const [{ data, fetching, error }, read] = useQuery({
    query: ManagedOrganizationDocument,
    variables: { organizationId },
  });
  const reload = (): void => read({ requestPolicy: 'network-only' });
  const organization = data?.organization;
  const profiles = data?.trustProfiles.nodes ?? [];
  return (
    <>
      <PageHeader
        title="Organization"
        about="What holds for everything in it. A change stands in the ledger, and everybody sees it at once."
      />
      {error && (
        <ErrorState title="The organization could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <LoadingRows what="the organization" />}
      {data && !organization && (
        <EmptyState
          title="This organization is not there for you any more"
          action={
            <Button component={Link} to="/approvals" variant="default">
              To the approvals
            </Button>
          }
        >
          You may have been taken out of it. Choose another one at the top left.
        </EmptyState>
      )}
      {organization && (
        <>
          <OrganizationFacts organization={organization} />
          {organization.viewerCanManage.allowed ? (
            <OrganizationForm key={organization.id} organization={organization} profiles={profiles} />
          ) : (
            <EmptyState title="Only its admins change it">{organization.viewerCanManage.reasons.join(' ')}</EmptyState>
          )}
          <DecidingProfiles profiles={profiles} />
        </>
      )}
    </>
  );
}
