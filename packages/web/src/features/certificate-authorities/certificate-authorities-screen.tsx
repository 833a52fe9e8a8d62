import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CertificateAuthoritiesDocument, type ListedAuthorityFragment } from '../../gql/generated/graphql.ts';
import { downloadText, fileNameFor } from '../../lib/download.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatDay } from '../../lib/time.ts';
import { failureOf } from '../../lib/user-error.ts';
import { KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { NewAuthorityDialog } from './new-authority-dialog.tsx';

const KINDS: Readonly<Record<ListedAuthorityFragment['kind'], string>> = {
  ROOT: 'Root',
  ISSUING: 'Issuing',
  DEVICE_ROOT: 'Device identities',
};

const COLUMNS: readonly Column<ListedAuthorityFragment>[] = [
  { label: 'Name', cell: ({ name }) => name },
  {
    label: 'Kind',
    cell: ({ kind, parent }) => (parent ? `${KINDS[kind]}, under ${parent.name}` : KINDS[kind]),
  },
  { label: 'Key', cell: ({ keyAlgorithm }) => KEY_ALGORITHM_NAMES[keyAlgorithm] },
  { label: 'Ends', cell: ({ notAfter }) => formatDay(new Date(notAfter), new Date()) },
  {
    label: 'Certificate',
    alignEnd: true,
    cell: ({ name, certificatePem }) => (
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} stroke={1.75} />}
        aria-label={`Download the certificate of ${name}`}
        onClick={() => downloadText(`${fileNameFor(name)}.pem`, certificatePem)}
      >
        PEM
      </Button>
    ),
  },
];

/** Roots and the authorities that sign under them. */
export default function CertificateAuthoritiesScreen() {
  const organization = useOrganization();
  const [isOpen, setIsOpen] = useState(false);
  const [{ data, fetching, error }, read] = useQuery({
    query: CertificateAuthoritiesDocument,
    variables: { organizationId: organization.id },
  });
  const authorities = data?.certificateAuthorities.nodes ?? [];
  const reload = (): void => read({ requestPolicy: 'network-only' });
  return (
    <>
      <PageHeader title="Certificate authorities">
        <PermissionButton
          label="New authority"
          variant="default"
          permission={organization.viewerCanManage}
          onClick={() => setIsOpen(true)}
        />
      </PageHeader>
      {error && (
        <ErrorState title="The authorities could not be read" retry={reload}>
          {failureOf(error).message}
        </ErrorState>
      )}
      {!error && !fetching && authorities.length === 0 && (
        <EmptyState title="No certificate authority yet">
          A root and an issuing authority are made together; trust profiles then name the one that issues.
        </EmptyState>
      )}
      {authorities.length > 0 && (
        <DataTable label="Certificate authorities" rows={authorities} rowKey={({ id }) => id} columns={COLUMNS} />
      )}
      <NewAuthorityDialog
        opened={isOpen}
        organization={organization}
        roots={authorities.filter(({ kind }) => kind === 'ROOT')}
        onClose={() => setIsOpen(false)}
        onMade={reload}
      />
    </>
  );
}
