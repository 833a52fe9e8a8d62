import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CertificateAuthoritiesDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { AuthorityEntry } from './authority-entry.tsx';
import styles from './certificate-authorities.module.css';
import { NewAuthorityDialog } from './new-authority-dialog.tsx';

/** Roots, the authorities that sign under them, and what each signs for. */
export default function CertificateAuthoritiesScreen() {
  const organization = useOrganization();
  const [isOpen, setIsOpen] = useState(false);
  const [{ data, fetching, error }, read] = useQuery({
    query: CertificateAuthoritiesDocument,
    variables: { organizationId: organization.id },
  });
  const authorities = data?.certificateAuthorities.nodes ?? [];
  const profiles = data?.trustProfiles.nodes ?? [];
  const roots = authorities.filter(({ parent }) => !parent);
  const reload = (): void => read({ requestPolicy: 'network-only' });
  return (
    <>
      <PageHeader
        title="Certificate authorities"
        about="A root signs issuing authorities; an issuing authority signs certificates, for the trust profiles that name it."
      >
        <PermissionButton
          label="New authority"
          permission={organization.viewerCanManage}
          onClick={() => setIsOpen(true)}
        />
      </PageHeader>
      {error && (
        <ErrorState title="The authorities could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {fetching && !data && <LoadingRows what="certificate authorities" />}
      {data && authorities.length === 0 && (
        <EmptyState
          title="No certificate authority yet"
          action={
            organization.viewerCanManage.allowed && <Button onClick={() => setIsOpen(true)}>Make the first ones</Button>
          }
        >
          A root and an issuing authority are made together; trust profiles then name the one that issues.
        </EmptyState>
      )}
      <ul className={styles.roots} aria-label="Certificate authorities">
        {roots.map((root) => (
          <li key={root.id}>
            <AuthorityEntry authority={root} parent={null} signs={[]} />
            <ul className={styles.issuing} aria-label={`Under ${root.name}`}>
              {authorities
                .filter(({ parent }) => parent?.id === root.id)
                .map((authority) => (
                  <li key={authority.id}>
                    <AuthorityEntry
                      authority={authority}
                      parent={root}
                      signs={profiles.filter(({ certificateAuthority }) => certificateAuthority.id === authority.id)}
                    />
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      <NewAuthorityDialog
        opened={isOpen}
        organization={organization}
        roots={roots}
        onClose={() => setIsOpen(false)}
        onMade={reload}
      />
    </>
  );
}
