import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronUp } from '@tabler/icons-react';
import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { formatMoment } from '../../lib/time.ts';
import { count, place } from '../../lib/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { Pipeline } from '../../ui/pipeline.tsx';
import { pipelineSteps } from './pipeline-steps.ts';
import styles from './request-head.module.css';

interface RequestHeadProps {
  readonly request: RequestDetailFragment;
  readonly now: Date;
  readonly order: readonly string[];
  readonly onOpen: (id: string) => void;
  readonly onBack: (() => void) | null;
}

/** Which request it is, where in the queue, and where in its life. */
export function RequestHead({ request, now, order, onOpen, onBack }: RequestHeadProps) {
  const [first = ''] = request.domains;
  const more = request.domains.length - 1;
  const index = order.indexOf(request.id);
  const before = index > 0 ? order[index - 1] : undefined;
  const after = index >= 0 ? order[index + 1] : undefined;
  return (
    <header className={styles.head}>
      <div className={styles.meta}>
        {onBack && (
          <UnstyledButton className={styles.back} onClick={onBack}>
            <IconChevronLeft size={16} stroke={2} aria-hidden="true" />
            Approvals
          </UnstyledButton>
        )}
        <span className={`${styles.id} mono`}>{request.id}</span>
        <CopyButton value={request.id} label="Copy the id" compact />
        <span className={styles.revision}>Revision {request.revision}</span>
        {index >= 0 && (
          <span className={styles.place}>
            {place(index + 1)} of {order.length}
            <ActionIcon
              size={24}
              aria-label="Previous request"
              disabled={before === undefined}
              onClick={() => before && onOpen(before)}
            >
              <IconChevronUp size={16} stroke={1.75} />
            </ActionIcon>
            <ActionIcon
              size={24}
              aria-label="Next request"
              disabled={after === undefined}
              onClick={() => after && onOpen(after)}
            >
              <IconChevronDown size={16} stroke={1.75} />
            </ActionIcon>
          </span>
        )}
      </div>
      <div className={styles.main}>
        <div className={styles.names}>
          <h1 className={styles.title}>
            <HostName name={first} size="title" />
          </h1>
          <p className={styles.sub}>
            {more > 0 && <>and {count(more, 'more name', 'more names')} · </>}
            <strong>{request.environment}</strong> · asked by {request.requester.name} at{' '}
            {formatMoment(new Date(request.requestedAt), now)}
          </p>
        </div>
        <Pipeline steps={pipelineSteps(request, now)} />
      </div>
    </header>
  );
}
