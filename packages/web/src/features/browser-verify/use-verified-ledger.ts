import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { LedgerToVerifyDocument } from '../../gql/generated/graphql.ts';
import { useOrganization, useSession } from '../../lib/session.ts';
import { failureOf } from '../../lib/user-error.ts';

/** The ledger that is to be verified, as the server describes it; none of this is believed. */
export interface VerifiedLedger {
  readonly name: string;
  readonly isPlatform: boolean;
  /** Of a closed epoch; null: the ledger that is written now. */
  readonly epoch: number | null;
  readonly origin: string;
  readonly size: string;
  readonly verifierKeys: readonly string[];
  readonly exportAddress: string;
}

interface Found {
  readonly ledger: VerifiedLedger | null;
  readonly failure: string | null;
  readonly retry: () => void;
}

/** Which ledger it is stands in the address, as on the audit chain. */
export function useVerifiedLedger(): Found {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const { platformRole } = useSession();
  const own = useOrganization();
  const isPlatform = search.ledger === 'platform' && platformRole !== null;
  const organizationId = isPlatform ? 'platform' : own.id;
  const [{ data, error }, read] = useQuery({ query: LedgerToVerifyDocument, variables: { organizationId } });
  const asked = Number(search.epoch);
  const ledger = useMemo(() => {
    if (!data) return null;
    const closed = data.auditChain.epochs.find(({ epoch }) => epoch === asked);
    const { origin, size, verifierKeys } = closed ?? data.auditChain;
    const place = `/ledger/${encodeURIComponent(organizationId)}${closed ? `/${closed.epoch}` : ''}`;
    const name = isPlatform ? 'The platform' : own.name;
    const exportAddress = `${place}/export`;
    return { name, isPlatform, epoch: closed?.epoch ?? null, origin, size, verifierKeys, exportAddress };
  }, [data, asked, organizationId, isPlatform, own.name]);
  const retry = (): void => read({ requestPolicy: 'network-only' });
  return { ledger, failure: data ? null : error ? failureOf(error).message : null, retry };
}
