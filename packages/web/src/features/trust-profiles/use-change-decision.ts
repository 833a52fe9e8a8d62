import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmPasswordDocument, DecideChangeDocument, WithdrawChangeDocument } from '../../gql/generated/graphql.ts';
import { useSession } from '../../lib/session.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';

export type ChangeStep = 'approve' | 'reject' | 'withdraw';

/** One dialog at a time about one pending change. */
export function useChangeDecision(changeId: string, onDone: () => void) {
  const client = useClient();
  const { person } = useSession();
  const [open, setOpen] = useState<ChangeStep | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const send = async (step: ChangeStep, reason: string): Promise<Refusal | null> => {
    if (step === 'withdraw') {
      const input = { changeId, reason: reason || null };
      const { data, error } = await client.mutation(WithdrawChangeDocument, { input }).toPromise();
      return refusalOf(error, data?.withdrawPendingChange.userErrors);
    }
    const verdict = step === 'approve' ? 'APPROVE' : 'REJECT';
    const input = { changeId, verdict, reason: reason || null } as const;
    const { data, error } = await client.mutation(DecideChangeDocument, { input }).toPromise();
    return refusalOf(error, data?.decidePendingChange.userErrors);
  };

  const answer = async (reason: string, password: string): Promise<void> => {
    if (open === null) return;
    setBusy(true);
    let refused: Refusal | null = null;
    if (password !== '') {
      const input = { email: person.email, password };
      const { data, error } = await client.mutation(ConfirmPasswordDocument, { input }).toPromise();
      refused = refusalOf(error, data?.signIn.userErrors);
    }
    refused ??= await send(open, reason);
    setBusy(false);
    setRefusal(refused);
    if (refused === null) setOpen(null);
    onDone();
  };

  return {
    open,
    busy,
    refusal,
    answer,
    start(step: ChangeStep) {
      setRefusal(null);
      setOpen(step);
    },
    close: () => setOpen(null),
  };
}
