import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type DeliveryPartsFragment, RetryWebhookDeliveryDocument } from '../../gql/generated/graphql.ts';
import { formatExact, formatMoment, formatSecond } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { type Refusal, refusalOf } from '../../lib/user-error.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { Fold } from '../../ui/fold.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { StateText } from './state-text.tsx';
import type { Deliveries } from './use-deliveries.ts';
import { outcomeOf } from './webhook-words.ts';
import styles from './webhooks-screen.module.css';

/** Every attempt of the last 30 days; each opens. */
export function DeliveryLog({ log }: { readonly log: Deliveries }) {
  const { deliveries, loading, failure, hasMore, loadMore, reload } = log;
  const now = useNow(30_000);
  if (failure !== null) {
    return (
      <ErrorState title="The log could not be read" retry={reload}>
        {failure}
      </ErrorState>
    );
  }
  if (!loading && deliveries.length === 0) {
    return (
      <EmptyState title="Nothing was sent yet">
        What happens from now on is sent as it happens. Send a test to see whether it arrives.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.log} aria-label="Attempts, newest first">
        {deliveries.map((delivery) => (
          <li key={delivery.id} className={styles.attempt}>
            <Fold label={<Label delivery={delivery} now={now} />}>
              <Attempt delivery={delivery} now={now} onRetried={reload} />
            </Fold>
          </li>
        ))}
      </ul>
      <div className={styles.end}>
        {loading && 'Reading the log…'}
        {!loading && hasMore && (
          <Button size="xs" variant="default" onClick={loadMore}>
            Older attempts
          </Button>
        )}
        {!loading && !hasMore && 'That is every attempt of the last 30 days.'}
      </div>
    </>
  );
}

function Label({ delivery, now }: { readonly delivery: DeliveryPartsFragment; readonly now: Date }) {
  const { at, eventType, sequence, attempt } = delivery;
  const { mark, word } = outcomeOf(delivery);
  return (
    <span className={styles.label}>
      <time dateTime={at} title={formatExact(new Date(at))}>
        {formatSecond(new Date(at), now)}
      </time>
      <span>{eventType}</span>
      {sequence && <span className={styles.beside}>sequence {sequence}</span>}
      {attempt > 1 && <span className={styles.beside}>attempt {attempt}</span>}
      <StateMark state={mark} />
      <span>{delivery.error ? `${word}, not accepted` : `${word}, accepted`}</span>
    </span>
  );
}

interface AttemptProps {
  readonly delivery: DeliveryPartsFragment;
  readonly now: Date;
  readonly onRetried?: () => void;
}

/** What came of one attempt. */
export function Attempt({ delivery, now, onRetried }: AttemptProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [{ fetching }, retry] = useMutation(RetryWebhookDeliveryDocument);
  const { id, messageId, durationMs, nextAttemptAt, responseBody, sequence } = delivery;
  const again = async (): Promise<void> => {
    const { data, error } = await retry({ input: { deliveryId: id } });
    const refused = refusalOf(error, data?.retryWebhookDelivery.userErrors);
    setRefusal(refused);
    if (refused === null) onRetried?.();
  };
  return (
    <div className={styles.answer}>
      <FactList
        facts={[
          { label: 'Answer', value: <StateText state={outcomeOf(delivery)} /> },
          { label: 'Took', value: `${durationMs} ms` },
          { label: 'Id', value: messageId },
          ...(nextAttemptAt ? [{ label: 'Next', value: formatMoment(new Date(nextAttemptAt), now) }] : []),
        ]}
      />
      {responseBody !== '' && <CodeBlock text={responseBody} label="What the receiver said" />}
      {refusal && <ErrorState title="It was not sent again">{refusal.message}</ErrorState>}
      {onRetried && sequence && (
        <div className={styles.actions}>
          <Button size="xs" variant="default" loading={fetching} onClick={() => void again()}>
            Send this one again
          </Button>
        </div>
      )}
    </div>
  );
}
