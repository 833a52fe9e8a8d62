import { useQuery } from 'urql';
import { type CertificateDetailFragment, CertificateDocument } from '../../gql/generated/graphql.ts';
import { useRequestEvents } from '../../lib/live.ts';
import { failureOf, type Refusal } from '../../lib/user-error.ts';

export interface OpenCertificate {
  readonly certificate: CertificateDetailFragment | null;
  readonly loading: boolean;
  readonly failure: Refusal | null;
  readonly read: () => void;
}

/** The certificate that is open, read again whenever the ledger has something new about it or about its renewals. */
export function useCertificate(id: string): OpenCertificate {
  const [{ data, fetching, error }, execute] = useQuery({ query: CertificateDocument, variables: { id } });
  const certificate = data?.node?.__typename === 'Certificate' ? data.node : null;
  const read = (): void => execute({ requestPolicy: 'network-only' });
  useRequestEvents(({ request, renewsCertificateId }) => {
    if (request.id === certificate?.requestId || renewsCertificateId === id) read();
  });
  return {
    certificate,
    loading: fetching && data === undefined,
    failure: error && data === undefined ? failureOf(error) : null,
    read,
  };
}
