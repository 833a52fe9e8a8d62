import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { CheckpointKeysDocument, type CheckpointKeysQuery } from '../../gql/generated/graphql.ts';
import { useOrganization, useSession } from '../../lib/session.ts';

export type LedgerFacts = CheckpointKeysQuery['auditChain'];

/** Whose checkpoints are looked at, and what they are checked with; which ledger it is stands in the address. */
export interface CheckpointLedger {
  readonly organization: { readonly id: string; readonly name: string; readonly slug: string };
  /** For whoever may look at the platform's ledger as well. */
  readonly mayChoose: boolean;
  readonly ownName: string;
  readonly isPlatform: boolean;
  /** A closed one; null: the ledger that is written now. */
  readonly epoch: number | null;
  /** Null while it is read. */
  readonly facts: LedgerFacts | null;
  readonly verifierKeys: readonly string[];
  readonly goTo: (place: { isPlatform: boolean; epoch: number | null }) => void;
}

const PLATFORM = { id: 'platform', name: 'The platform', slug: 'platform' } as const;

export function useCheckpointLedger(): CheckpointLedger {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { platformRole } = useSession();
  const own = useOrganization();
  const isPlatform = search.ledger === 'platform' && platformRole !== null;
  const organization = isPlatform ? PLATFORM : own;
  const variables = useMemo(() => ({ organizationId: organization.id }), [organization.id]);
  const [{ data }] = useQuery({ query: CheckpointKeysDocument, variables });
  const facts = data?.auditChain ?? null;
  const closed = facts?.epochs.find(({ epoch }) => epoch === Number(search.epoch)) ?? null;
  return {
    organization,
    mayChoose: platformRole !== null,
    ownName: own.name,
    isPlatform,
    epoch: closed?.epoch ?? null,
    facts,
    verifierKeys: (closed ?? facts)?.verifierKeys ?? [],
    goTo: ({ isPlatform: ofPlatform, epoch }) =>
      void navigate({
        to: '/checkpoints',
        search: { ledger: ofPlatform ? 'platform' : undefined, epoch: epoch ?? undefined },
      }),
  };
}
