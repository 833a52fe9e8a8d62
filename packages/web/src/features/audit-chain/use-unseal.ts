import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { ConfirmPasswordDocument, UnsealLedgerDocument } from '../../gql/generated/graphql.ts';
import { useSession } from '../../lib/session.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';

export interface Unsealing {
  readonly isOpen: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly open: () => void;
  readonly close: () => void;
  /** What was refused may hold no longer. */
  readonly clear: () => void;
  readonly unseal: (reason: string, password: string) => Promise<void>;
}

/** Closes the sealed ledger and opens the next epoch; what the server refuses is said in the dialog. */
export function useUnseal(organizationId: string, onUnsealed: () => void): Unsealing {
  const client = useClient();
  const { person } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const unseal = async (reason: string, password: string): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    let refused: Refusal | null = null;
    if (password !== '') {
      const input = { email: person.email, password };
      const { data, error } = await client.mutation(ConfirmPasswordDocument, { input }).toPromise();
      refused = refusalOf(error, data?.signIn.userErrors);
    }
    if (refused === null) {
      const input = { organizationId, reason };
      const { data, error } = await client.mutation(UnsealLedgerDocument, { input }).toPromise();
      refused = refusalOf(error, data?.unsealLedger.userErrors);
    }
    setBusy(false);
    setRefusal(refused);
    if (refused !== null) return;
    setIsOpen(false);
    onUnsealed();
  };

  const open = (): void => {
    setRefusal(null);
    setIsOpen(true);
  };
  const clear = useCallback(() => setRefusal(null), []);
  return { isOpen, busy, refusal, open, close: () => setIsOpen(false), clear, unseal };
}
