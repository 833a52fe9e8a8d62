import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconBan, IconCheck, IconDots, IconMessage2, IconX } from '@tabler/icons-react';
import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { useIsPhone } from '../../lib/use-media.ts';
import { useNow } from '../../lib/use-now.ts';
import { DecisionBar } from '../../ui/decision-bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Section } from '../../ui/section.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { VerdictStrip } from '../../ui/verdict-strip.tsx';
import { CertificateSection } from './certificate-section.tsx';
import { approvalConsequence } from './consequence.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { PeopleColumn } from './people-column.tsx';
import { timelineEntries } from './record-entries.tsx';
import { RequestHead } from './request-head.tsx';
import { RequestNotices } from './request-notices.tsx';
import styles from './request-pane.module.css';
import { RequesterSection } from './requester-section.tsx';
import { type DecisionState, useDecision } from './use-decision.ts';
import { useRequest } from './use-request.ts';
import { checksOf, verdictOf } from './verdict-words.ts';
import { WhatChanges } from './what-changes.tsx';

interface RequestPaneProps {
  readonly requestId: string;
  /** The queue's order, for stepping through it. */
  readonly order: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onBack: (() => void) | null;
}

/** One request, in the order of deciding. */
export function RequestPane({ requestId, order, onOpen, onBack }: RequestPaneProps) {
  const { request, loading, failure, read } = useRequest(requestId);
  if (request !== null)
    return <LoadedRequest request={request} order={order} onOpen={onOpen} onBack={onBack} onDone={read} />;
  return (
    <section className={styles.message} aria-label="Request">
      {failure ? (
        <ErrorState title="The request could not be read" retry={read}>
          {failure.message}
        </ErrorState>
      ) : loading ? (
        <span className="visually-hidden" role="status">
          Reading the request
        </span>
      ) : (
        <EmptyState
          title="There is no such request"
          action={onBack && <Button onClick={onBack}>Back to approvals</Button>}
        >
          It may belong to an organization that you are no member of.
        </EmptyState>
      )}
    </section>
  );
}

interface LoadedRequestProps extends Omit<RequestPaneProps, 'requestId'> {
  readonly request: RequestDetailFragment;
  readonly onDone: () => void;
}

function LoadedRequest({ request, order, onOpen, onBack, onDone }: LoadedRequestProps) {
  const now = useNow();
  const isPhone = useIsPhone();
  const decision = useDecision(request, onDone);
  const checks = checksOf(request);
  const verdict = verdictOf(request, checks);
  const isOpen = request.status === 'PENDING' || (request.status === 'APPROVED' && request.issuanceStatus !== 'ISSUED');
  useKeys({
    a: () => request.viewerCanApprove.allowed && decision.start('approve'),
    r: () => request.viewerCanReject.allowed && decision.start('reject'),
    v: () => request.viewerCanVoid.allowed && decision.start('void'),
    c: () => request.viewerCanComment.allowed && decision.start('comment'),
  });
  return (
    <article className={styles.pane} aria-label={`Request for ${request.domains[0] ?? request.id}`}>
      <div className={styles.scroll}>
        <RequestHead request={request} now={now} order={order} onOpen={onOpen} onBack={onBack} />
        <div className={styles.body}>
          <RequestNotices request={request} now={now} onDone={onDone} />
          <VerdictStrip state={verdict.state} verdict={verdict.words} checks={checks} shownPassing={isPhone ? 0 : 5}>
            <PeopleColumn request={request} now={now} />
          </VerdictStrip>
          <div className={styles.columns}>
            <div className={styles.column}>
              <WhatChanges request={request} />
              <Section title="Justification">
                <p className={styles.justification}>
                  {request.justification ? <PlainText text={request.justification} /> : 'None was asked for.'}
                </p>
              </Section>
              <RequesterSection request={request} />
            </div>
            <div className={styles.column}>
              <CertificateSection request={request} now={now} />
              <Section
                title="Timeline"
                hint={`${request.records.length} ledger ${request.records.length === 1 ? 'record' : 'records'}`}
              >
                <Timeline
                  entries={timelineEntries(request)}
                  now={now}
                  next={request.viewerCanApprove.allowed ? 'Your decision is written here' : undefined}
                />
              </Section>
            </div>
          </div>
        </div>
      </div>
      {isOpen && <Decide request={request} decision={decision} />}
      <DecisionDialog request={request} decision={decision} />
    </article>
  );
}

function Decide({ request, decision }: ActionsProps) {
  const isPhone = useIsPhone();
  const isPending = request.status === 'PENDING';
  const words = request.viewerCanApprove.allowed
    ? approvalConsequence(request)
    : isPending
      ? (request.viewerCanApprove.reasons[0] ?? 'You cannot decide this.')
      : request.issuanceStatus === 'FAILED'
        ? 'Approved, but issuing failed.'
        : 'Approved; the certificate follows.';
  return (
    <DecisionBar
      consequence={words}
      detail={
        request.viewerCanApprove.allowed ? `${request.trustProfile.certificateAuthority.name} signs it` : undefined
      }
    >
      {isPending && (
        <>
          <PermissionButton
            label="Approve"
            shortcut="a"
            permission={request.viewerCanApprove}
            leftSection={<IconCheck size={16} stroke={2} />}
            onClick={() => decision.start('approve')}
          />
          <PermissionButton
            label="Reject"
            shortcut="r"
            variant="default"
            permission={request.viewerCanReject}
            leftSection={<IconX size={16} stroke={2} />}
            onClick={() => decision.start('reject')}
          />
        </>
      )}
      {isPhone ? (
        <MoreActions request={request} decision={decision} />
      ) : (
        <QuietActions request={request} decision={decision} />
      )}
    </DecisionBar>
  );
}

interface ActionsProps {
  readonly request: RequestDetailFragment;
  readonly decision: DecisionState;
}

/** What is done seldom, beside what is done often. */
function QuietActions({ request, decision }: ActionsProps) {
  return (
    <>
      <PermissionButton
        label="Void"
        shortcut="v"
        variant="default"
        permission={request.viewerCanVoid}
        brief="admins only"
        onClick={() => decision.start('void')}
      />
      {request.viewerCanWithdraw.allowed && (
        <PermissionButton
          label="Withdraw"
          variant="default"
          permission={request.viewerCanWithdraw}
          onClick={() => decision.start('withdraw')}
        />
      )}
      {request.viewerCanComment.allowed && (
        <PermissionButton
          label="Comment"
          shortcut="c"
          variant="subtle"
          permission={request.viewerCanComment}
          leftSection={<IconMessage2 size={16} stroke={1.75} />}
          onClick={() => decision.start('comment')}
        />
      )}
    </>
  );
}

/** The same behind one button, where there is room for no more; what may not be done says why. */
function MoreActions({ request, decision }: ActionsProps) {
  const actions = [
    { kind: 'comment', label: 'Comment', permission: request.viewerCanComment, Icon: IconMessage2 },
    { kind: 'withdraw', label: 'Withdraw', permission: request.viewerCanWithdraw, Icon: IconArrowBackUp },
    { kind: 'void', label: 'Void', permission: request.viewerCanVoid, Icon: IconBan },
  ] as const;
  return (
    <Menu position="top-end" width={280}>
      <Menu.Target>
        <ActionIcon variant="default" size={44} aria-label="More">
          <IconDots size={20} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ kind, label, permission, Icon }) => (
          <Menu.Item
            key={kind}
            disabled={!permission.allowed}
            leftSection={<Icon size={18} stroke={1.75} />}
            onClick={() => decision.start(kind)}
          >
            {label}
            {!permission.allowed && <span className={styles.why}>{permission.reasons[0]}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
