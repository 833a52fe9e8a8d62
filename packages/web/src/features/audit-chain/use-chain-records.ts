import { useCallback, useEffect, useRef, useState } from 'react';
import { type Client, useClient } from 'urql';
import {
  AuditChainRecordDocument,
  AuditChainRecordsDocument,
  type AuditFilter,
  type ChainRecordFragment,
} from '../../gql/generated/graphql.ts';
import { ledgerName } from '../../lib/ledger-place.ts';

const PAGE = 100;
/** Records shown above the one that was asked for. */
const ABOVE = 3;

export interface ChainRecords {
  readonly records: readonly ChainRecordFragment[];
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly failure: string | null;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** The ledger whose records are read. */
interface ChosenLedger {
  readonly organizationId: string;
  /** From 1. */
  readonly epoch: number;
  readonly isClosed: boolean;
}

interface Loaded {
  readonly records: readonly ChainRecordFragment[];
  readonly cursor: string | null;
  readonly hasMore: boolean;
}

const NOTHING: Loaded = { records: [], cursor: null, hasMore: true };

/**
 * The records of a ledger, newest first, a page at a time; `around` begins a few records above that sequence number.
 * Pages are kept as they came: a chain that is looked at does not move.
 */
export function useChainRecords(
  { organizationId, epoch, isClosed }: ChosenLedger,
  types: readonly string[] | null,
  around: string | null,
): ChainRecords {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>(NOTHING);
  const [loading, setLoading] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const asked = useRef<AbortSignal | null>(null);
  const filter = useRef<AuditFilter | null>(null);
  const typesKey = types?.join(' ') ?? '';

  const load = useCallback(
    async (before: Loaded, signal: AbortSignal) => {
      setLoading(true);
      const answer = await readPage(client, organizationId, filter.current, before);
      if (signal.aborted) return;
      setLoading(false);
      setFailure(typeof answer === 'string' ? answer : null);
      if (typeof answer !== 'string') setLoaded(answer);
    },
    [client, organizationId],
  );

  useEffect(() => {
    const stop = new AbortController();
    asked.current = stop.signal;
    setLoaded(NOTHING);
    const begin = async () => {
      setLoading(true);
      const to = around === null ? null : await momentAbove(client, ledgerName(organizationId, epoch), around);
      if (stop.signal.aborted) return;
      const chosen = typesKey === '' ? null : typesKey.split(' ');
      filter.current = { types: chosen, to, epoch: isClosed ? epoch : null };
      await load(NOTHING, stop.signal);
    };
    void begin();
    return () => stop.abort();
  }, [client, organizationId, epoch, isClosed, typesKey, around, attempt, load]);

  const loadMore = useCallback(() => {
    if (!loading && loaded.hasMore && failure === null && asked.current) void load(loaded, asked.current);
  }, [load, loaded, loading, failure]);
  const reload = useCallback(() => setAttempt((number) => number + 1), []);
  return { records: loaded.records, hasMore: loaded.hasMore, loading, failure, loadMore, reload };
}

async function readPage(
  client: Client,
  organizationId: string,
  filter: AuditFilter | null,
  before: Loaded,
): Promise<Loaded | string> {
  const variables = { organizationId, filter, first: PAGE, after: before.cursor };
  const { data, error } = await client
    .query(AuditChainRecordsDocument, variables, { requestPolicy: 'network-only' })
    .toPromise();
  if (!data)
    return error?.networkError
      ? 'The server cannot be reached.'
      : (error?.graphQLErrors[0]?.message ?? 'No answer came.');
  const { nodes, pageInfo } = data.auditRecords;
  return {
    records: [...before.records, ...nodes],
    cursor: pageInfo.endCursor ?? null,
    hasMore: pageInfo.hasNextPage,
  };
}

/** A moment just past the record a few above `sequence`: time never runs back in a ledger, so it ends the page there. */
async function momentAbove(client: Client, ledger: string, sequence: string): Promise<string | null> {
  const id = `${ledger}:${BigInt(sequence) + BigInt(ABOVE)}`;
  const { data } = await client.query(AuditChainRecordDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
  if (!data?.node || !('occurredAt' in data.node)) return null;
  return new Date(Date.parse(data.node.occurredAt) + 1).toISOString();
}
