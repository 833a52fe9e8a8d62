import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import {
  AuditVerificationProgressDocument,
  type VerificationPartsFragment,
  VerifyAuditChainDocument,
} from '../../gql/generated/graphql.ts';
import { type Pace, type ProgressSample, paceOf, withSample } from './verification-pace.ts';

export interface Verification {
  /** The newest one known: running, or the last that ended. */
  readonly current: VerificationPartsFragment | null;
  readonly pace: Pace | null;
  readonly starting: boolean;
  readonly failure: string | null;
  readonly start: () => void;
}

/** Follows whatever verification runs, whoever asked for it, and starts one. `last` is what the chain said when it was read. */
export function useVerification(
  organizationId: string,
  last: VerificationPartsFragment | null,
  onVerdict: () => void,
): Verification {
  const client = useClient();
  const [heard, setHeard] = useState<VerificationPartsFragment | null>(null);
  const [samples, setSamples] = useState<readonly ProgressSample[]>([]);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  const hear = useCallback((verification: VerificationPartsFragment) => {
    setHeard(verification);
    const running = verification.state === 'RUNNING';
    const sample = { at: performance.now(), verified: Number(verification.verified) };
    setSamples((kept) => (running ? withSample(kept, sample) : []));
  }, []);

  useEffect(() => {
    const { unsubscribe } = client
      .subscription(AuditVerificationProgressDocument, { organizationId })
      .subscribe(({ data }) => {
        if (!data) return;
        hear(data.auditVerification);
        if (data.auditVerification.state !== 'RUNNING') onVerdict();
      });
    return unsubscribe;
  }, [client, organizationId, hear, onVerdict, round]);

  const start = useCallback(async () => {
    setStarting(true);
    setFailure(null);
    setRound((number) => number + 1);
    const { data, error } = await client.mutation(VerifyAuditChainDocument, { organizationId }).toPromise();
    setStarting(false);
    const refused = data?.verifyAuditChain.userErrors[0]?.message ?? (error ? 'The verification did not start.' : null);
    setFailure(refused);
    const begun = data?.verifyAuditChain.verification;
    if (begun) setHeard((known) => (known?.state === 'RUNNING' ? known : begun));
  }, [client, organizationId]);

  const current = heard ?? last;
  const pace = current?.state === 'RUNNING' ? paceOf(samples, Number(current.total)) : null;
  return { current, pace, starting, failure, start: () => void start() };
}
