import { useState } from 'react';
import { useClient } from 'urql';
import { AuditRecordProofDocument, type AuditRecordProofQuery } from '../../gql/generated/graphql.ts';
import { isSignedBy, readCheckpoint } from '../../lib/ledger/checkpoint.ts';
import { rootOfProof } from '../../lib/ledger/inclusion.ts';
import { failureOf } from '../../lib/user-error.ts';

type AuditRecordNode = Extract<NonNullable<AuditRecordProofQuery['node']>, { proof: unknown }>;

export interface ProofFinding {
  readonly proof: AuditRecordNode['proof'];
  /** The root that the proof leads to is the one that the checkpoint states. */
  readonly leadsToRoot: boolean;
  /** Null where this browser cannot tell. */
  readonly isSigned: boolean | null;
}

export interface RecordProofState {
  readonly finding: ProofFinding | null;
  readonly busy: boolean;
  readonly failure: string | null;
  readonly prove: () => void;
}

interface Provable {
  readonly id: string;
  readonly sequence: string;
}

/** Asks for the proof that a record is in its ledger, and checks it here; `leaf` is the hash computed from its text here. */
export function useRecordProof(record: Provable, leaf: string, verifierKeys: readonly string[]): RecordProofState {
  const client = useClient();
  const [finding, setFinding] = useState<ProofFinding | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const prove = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const { data, error } = await client
      .query(AuditRecordProofDocument, { id: record.id }, { requestPolicy: 'network-only' })
      .toPromise();
    const proof = data?.node && 'proof' in data.node ? data.node.proof : null;
    if (proof === null) {
      setFailure(error ? failureOf(error).message : 'The server knows no such record.');
    } else {
      const root = rootOfProof({
        sequence: BigInt(record.sequence),
        size: BigInt(proof.size),
        leaf,
        hashes: proof.hashes,
      });
      const signed = proof.checkpoint ? readCheckpoint(proof.checkpoint) : null;
      const isSigned = proof.checkpoint ? await isSignedBy(proof.checkpoint, verifierKeys) : null;
      const stated = signed ? signed.size === proof.size && signed.root === root : proof.root === root;
      setFinding({ proof, leadsToRoot: root !== null && stated, isSigned });
    }
    setBusy(false);
  };
  return { finding, busy, failure, prove: () => void prove() };
}
