import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import {
  AuditVerificationProgressDocument,
  CancelVerificationDocument,
  type VerificationPartsFragment,
  VerifyAuditChainDocument,
} from '../../gql/generated/graphql.ts';
import { type Pace, type ProgressSample, paceOf, withSample } from '../../lib/pace.ts';
import { refusalOf } from '../../lib/user-error.ts';
import type { Chain } from './use-chain.ts';
import { newestVerification } from './verification-epoch.ts';

export interface Verification {
  /** The newest one of the present epoch: running, or the last that ended. */
  readonly current: VerificationPartsFragment | null;
  readonly pace: Pace | null;
  readonly starting: boolean;
  readonly stopping: boolean;
  readonly failure: { readonly title: string; readonly message: string } | null;
  readonly start: () => void;
  readonly stop: () => void;
}

type Asked = 'start' | 'stop' | null;

/** Follows whatever verification runs, whoever asked for it; starts one, and stops one that somebody started. */
export function useVerification(organizationId: string, chain: Chain | null, onVerdict: () => void): Verification {
  const client = useClient();
  const [heard, setHeard] = useState<VerificationPartsFragment | null>(null);
  const [samples, setSamples] = useState<readonly ProgressSample[]>([]);
  const [asked, setAsked] = useState<Asked>(null);
  const [failure, setFailure] = useState<Verification['failure']>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    setHeard(null);
    setFailure(null);
  }, [organizationId]);

  useEffect(() => {
    const { unsubscribe } = client
      .subscription(AuditVerificationProgressDocument, { organizationId })
      .subscribe(({ data }) => {
        if (!data) return;
        const step = data.auditVerification;
        const sample = { at: performance.now(), verified: Number(step.verified) };
        setHeard(step);
        setSamples((kept) => (step.state === 'RUNNING' ? withSample(kept, sample) : []));
        if (step.state === 'RUNNING') return;
        onVerdict();
        // The feed ends with a verdict; the next verification is told by the next one.
        setRound((number) => number + 1);
      });
    return unsubscribe;
  }, [client, organizationId, onVerdict, round]);

  const start = useCallback(async () => {
    setAsked('start');
    setFailure(null);
    const { data, error } = await client.mutation(VerifyAuditChainDocument, { organizationId }).toPromise();
    setAsked(null);
    const refused = refusalOf(error, data?.verifyAuditChain.userErrors);
    if (refused) setFailure({ title: 'The verification did not start', message: refused.message });
    const begun = data?.verifyAuditChain.verification;
    if (begun) setHeard((known) => newestVerification([known, begun], begun.epoch));
  }, [client, organizationId]);

  const stop = useCallback(async () => {
    setAsked('stop');
    setFailure(null);
    const { data, error } = await client
      .mutation(CancelVerificationDocument, { input: { organizationId } })
      .toPromise();
    const refused = refusalOf(error, data?.cancelVerification.userErrors);
    // It ends at its next step, and says so itself.
    if (!refused) return;
    setAsked(null);
    setFailure({ title: 'The verification was not stopped', message: refused.message });
  }, [client, organizationId]);

  const last = chain?.lastVerification ?? null;
  const current = newestVerification([heard, last], chain?.epoch ?? 1);
  const running = current?.state === 'RUNNING';
  useEffect(() => {
    if (!running) setAsked((before) => (before === 'stop' ? null : before));
  }, [running]);
  return {
    current,
    pace: running ? paceOf(samples, Number(current.total)) : null,
    starting: asked === 'start',
    stopping: asked === 'stop' && running,
    failure,
    start: () => void start(),
    stop: () => void stop(),
  };
}
