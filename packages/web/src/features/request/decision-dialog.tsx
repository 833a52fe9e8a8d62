import type { ReactNode } from 'react';
import type { ReasonKind, RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { useOfferedReasons } from '../../lib/offered-reasons.ts';
import { approvalsOf } from '../../lib/request-words.ts';
import type { Refusal } from '../../lib/user-error.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { ReviewChanges } from '../../ui/review-changes.tsx';
import { approvalConsequence } from './consequence.ts';
import type { DecisionKind, DecisionState } from './use-decision.ts';

interface Wording {
  readonly title: string;
  readonly action: string;
  readonly reason: 'required' | 'optional' | 'none';
  readonly label?: string;
  readonly hint?: string;
  readonly consequence: string;
}

function wordingOf(kind: DecisionKind, request: RequestDetailFragment): Wording {
  switch (kind) {
    case 'approve':
      return {
        title: 'Approve',
        action: approvalsOf(request) + 1 >= request.requiredApprovals ? 'Approve and issue' : 'Approve',
        reason: request.approvalNeedsReason ? 'required' : 'optional',
        consequence: `${approvalConsequence(request)}. Afterwards it can only be undone by revoking the certificate.`,
      };
    case 'reject':
      return {
        title: 'Reject',
        action: 'Reject',
        reason: 'required',
        hint: `${request.requester.name} reads it, and it is written into the ledger.`,
        consequence: 'This ends the request, whatever others have said. To ask again takes a new one.',
      };
    case 'void':
      return {
        title: 'Void',
        action: 'Void',
        reason: 'required',
        hint: 'It is written into the ledger.',
        consequence: 'This ends the request as a mistake or as no longer wanted. No certificate is issued.',
      };
    case 'withdraw':
      return {
        title: 'Withdraw',
        action: 'Withdraw',
        reason: 'optional',
        consequence: 'You take your request back. Nobody needs to decide it any more.',
      };
    case 'comment':
      return {
        title: 'Comment',
        action: 'Comment',
        reason: 'required',
        label: 'Comment',
        consequence: 'Everybody who sees the request reads it, and it is written into the ledger for good.',
      };
  }
}

const STALE_HINT =
  'The page behind this shows the request as it stands now. Look at it again, then decide; your reason is kept.';

const OFFERED: Readonly<Partial<Record<DecisionKind, ReasonKind>>> = {
  approve: 'APPROVE',
  reject: 'REJECT',
  void: 'VOID',
};

function errorOf(refusal: Refusal | null): { title: string; detail?: ReactNode } | null {
  if (refusal === null) return null;
  if (refusal.code === 'STALE_REVIEW') {
    const detail = (
      <>
        {STALE_HINT}
        <ReviewChanges changes={refusal.changes ?? []} />
      </>
    );
    return { title: 'The request is not what you looked at any more', detail };
  }
  return { title: refusal.message };
}

/** Restates the names and what will happen, and takes the reason. */
export function DecisionDialog({
  request,
  decision,
}: {
  readonly request: RequestDetailFragment;
  readonly decision: DecisionState;
}) {
  const wording = wordingOf(decision.open ?? 'approve', request);
  const kind = decision.open === null ? null : (OFFERED[decision.open] ?? null);
  const choices = useOfferedReasons(request.organization.id, kind);
  return (
    <ReasonDialog
      opened={decision.open !== null}
      title={wording.title}
      names={request.domains}
      consequence={wording.consequence}
      action={wording.action}
      reason={wording.reason}
      reasonLabel={wording.label ?? 'Reason'}
      choices={choices}
      {...(wording.hint === undefined ? {} : { reasonHint: wording.hint })}
      askPassword={decision.refusal?.code === 'REAUTHENTICATE'}
      busy={decision.busy}
      error={errorOf(decision.refusal)}
      onAnswer={(given) => void decision.answer(given)}
      onClose={decision.close}
    />
  );
}
