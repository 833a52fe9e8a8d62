import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMutation } from 'urql';
import { type RequestDetailFragment, RetryIssuanceDocument } from '../../gql/generated/graphql.ts';
import { formatDuration } from '../../lib/time.ts';
import { refusalOf } from '../../lib/user-error.ts';
import { count } from '../../lib/words.ts';
import { PermissionButton } from '../../ui/permission-button.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './request-notices.module.css';

interface RequestNoticesProps {
  readonly request: RequestDetailFragment;
  readonly now: Date;
  readonly onDone: () => void;
}

/** What stands in the way of a request, and what to do about it; nothing where nothing does. */
export function RequestNotices({ request, now, onDone }: RequestNoticesProps) {
  const { quorum } = request;
  return (
    <>
      {quorum && !quorum.isReachable && (
        <Notice tone="warn" title={tooFew(quorum)}>
          {quorum.explanation.replace(/^[^.]*\.\s*/, '')}
        </Notice>
      )}
      {request.status === 'APPROVED' && request.issuanceStatus === 'FAILED' && (
        <FailedIssuance request={request} now={now} onDone={onDone} />
      )}
    </>
  );
}

function tooFew({ given, canStillDecide, required }: NonNullable<RequestDetailFragment['quorum']>): string {
  const people = given + canStillDecide;
  return people === 0 ? 'Nobody can decide this' : `Only ${people} of ${required} needed people can decide this`;
}

function FailedIssuance({ request, now, onDone }: RequestNoticesProps) {
  const [{ data, error, fetching }, retry] = useMutation(RetryIssuanceDocument);
  const refusal = refusalOf(error, data?.retryIssuance.userErrors);
  const next = request.nextAttemptAt ? new Date(request.nextAttemptAt).getTime() - now.getTime() : null;
  const tried = `${count(request.issuanceAttempts, 'attempt')} failed${request.issuanceError ? ` (${request.issuanceError})` : ''}.`;
  const then =
    next === null
      ? 'It is not tried again by itself.'
      : next > 0
        ? `It is tried again in ${formatDuration(next)}.`
        : 'It is tried again now.';
  return (
    <Notice tone="fail" title="The certificate could not be issued">
      <p>
        {tried} {then}
      </p>
      {refusal && (
        <p className={styles.refusal} role="alert">
          {refusal.message}
        </p>
      )}
      <PermissionButton
        label="Retry now"
        size="xs"
        variant="default"
        permission={request.viewerCanRetryIssuance}
        loading={fetching}
        leftSection={<IconRefresh size={14} stroke={1.75} />}
        onClick={() => void retry({ input: { requestId: request.id } }).then(onDone)}
      />
    </Notice>
  );
}

interface NoticeProps {
  readonly tone: 'warn' | 'fail';
  readonly title: string;
  readonly children: ReactNode;
}

function Notice({ tone, title, children }: NoticeProps) {
  return (
    <section className={styles.notice} data-tone={tone} aria-label={title}>
      <StateMark state={tone} size={18} />
      <div className={styles.words}>
        <h2 className={styles.title}>{title}</h2>
        {children}
      </div>
    </section>
  );
}
