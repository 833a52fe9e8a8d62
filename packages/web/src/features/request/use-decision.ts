import { useState } from 'react';
import { useClient } from 'urql';
import {
  ApproveRequestDocument,
  CommentOnRequestDocument,
  ConfirmPasswordDocument,
  RejectRequestDocument,
  type RequestDetailFragment,
  VoidRequestDocument,
  WithdrawRequestDocument,
} from '../../gql/generated/graphql.ts';
import { useSession } from '../../lib/session.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import type { ReasonDialogAnswer } from '../../ui/reason-dialog.tsx';

export const DECISIONS = ['approve', 'reject', 'void', 'withdraw', 'comment'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

export interface DecisionState {
  readonly open: DecisionKind | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly start: (kind: DecisionKind) => void;
  readonly close: () => void;
  readonly answer: (given: ReasonDialogAnswer) => Promise<void>;
}

/** One dialog at a time; what the server refuses is said in it, and the request is read anew. */
export function useDecision(request: RequestDetailFragment, onDone: () => void): DecisionState {
  const client = useClient();
  const { person } = useSession();
  const [open, setOpen] = useState<DecisionKind | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const send = async (kind: DecisionKind, { reason, reasonId }: ReasonDialogAnswer): Promise<Refusal | null> => {
    const requestId = request.id;
    const { revision } = request;
    switch (kind) {
      case 'approve': {
        const { data, error } = await client
          .mutation(ApproveRequestDocument, { input: { requestId, revision, reason: reason || null, reasonId } })
          .toPromise();
        return refusalOf(error, data?.approveRequest.userErrors);
      }
      case 'reject': {
        const { data, error } = await client
          .mutation(RejectRequestDocument, { input: { requestId, revision, reason: reason || null, reasonId } })
          .toPromise();
        return refusalOf(error, data?.rejectRequest.userErrors);
      }
      case 'void': {
        const { data, error } = await client
          .mutation(VoidRequestDocument, { input: { requestId, reason: reason || null, reasonId } })
          .toPromise();
        return refusalOf(error, data?.voidRequest.userErrors);
      }
      case 'withdraw': {
        const { data, error } = await client
          .mutation(WithdrawRequestDocument, { input: { requestId, reason: reason || null } })
          .toPromise();
        return refusalOf(error, data?.withdrawRequest.userErrors);
      }
      case 'comment': {
        const { data, error } = await client
          .mutation(CommentOnRequestDocument, { input: { requestId, text: reason } })
          .toPromise();
        return refusalOf(error, data?.commentOnRequest.userErrors);
      }
    }
  };

  const answer = async (given: ReasonDialogAnswer): Promise<void> => {
    const { password } = given;
    if (open === null) return;
    setBusy(true);
    setRefusal(null);
    let refused: Refusal | null = null;
    if (password !== '') {
      const { data, error } = await client
        .mutation(ConfirmPasswordDocument, { input: { email: person.email, password } })
        .toPromise();
      refused = refusalOf(error, data?.signIn.userErrors);
    }
    refused ??= await send(open, given);
    setBusy(false);
    setRefusal(refused);
    if (refused === null) setOpen(null);
    onDone();
  };

  return {
    open,
    busy,
    refusal,
    start(kind) {
      setRefusal(null);
      setOpen(kind);
    },
    close: () => setOpen(null),
    answer,
  };
}
