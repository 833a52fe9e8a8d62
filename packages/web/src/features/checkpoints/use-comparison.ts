import { useState } from 'react';
import { type Client, useClient } from 'urql';
import { CheckpointConsistencyDocument } from '../../gql/generated/graphql.ts';
import { isSignedBy, readCheckpoint } from '../../lib/ledger/checkpoint.ts';
import { failureOf } from '../../lib/user-error.ts';
import { type Compared, type Comparison, comparisonOf } from './compare-checkpoints.ts';

export interface Comparing {
  readonly comparison: Comparison | null;
  readonly busy: boolean;
  readonly failure: string | null;
  readonly compare: (one: string, other: string) => void;
}

/** Has the server prove that one checkpoint continues another, and checks the proof and both signatures here. */
export function useComparison(organizationId: string, verifierKeys: readonly string[]): Comparing {
  const client = useClient();
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const compare = async (one: string, other: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    setComparison(null);
    const both = await Promise.all([one, other].map((note) => readCompared(note, verifierKeys)));
    const [earlier, later] = both
      .filter((read) => read !== null)
      .toSorted((a, b) => Number(BigInt(a.size) - BigInt(b.size)));
    if (earlier === undefined || later === undefined) setFailure('What was pasted is no checkpoint of a ledger.');
    else if (BigInt(earlier.size) === 0n) setFailure('A checkpoint of no record is continued by every other one.');
    else {
      const answer = await proofBetween(client, organizationId, earlier.size, later.size);
      if (typeof answer === 'string') setFailure(answer);
      else setComparison(comparisonOf(earlier, later, answer));
    }
    setBusy(false);
  };
  return { comparison, busy, failure, compare: (one, other) => void compare(one, other) };
}

async function readCompared(note: string, verifierKeys: readonly string[]): Promise<Compared | null> {
  const read = readCheckpoint(note);
  return read && { size: read.size, root: read.root, isSigned: await isSignedBy(note, verifierKeys) };
}

async function proofBetween(
  client: Client,
  organizationId: string,
  from: string,
  to: string,
): Promise<readonly string[] | string> {
  const { data, error } = await client
    .query(CheckpointConsistencyDocument, { organizationId, from, to }, { requestPolicy: 'network-only' })
    .toPromise();
  if (data) return data.auditChain.consistencyProof.hashes;
  return error ? failureOf(error).message : 'No answer came.';
}
