import type { MailStateFragment } from '../../gql/generated/graphql.ts';
import { formatAgo, formatCount, formatExact } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { FactList } from '../../ui/fact-list.tsx';

/** How mail gets on: an outage of the mail server shows here first. */
export function DeliveryFacts({ delivery }: { readonly delivery: MailStateFragment }) {
  const now = useNow();
  const { waiting, oldestWaitingAt, lastDeliveredAt, trouble } = delivery;
  const moment = (at: string) => <span title={formatExact(new Date(at))}>{formatAgo(new Date(at), now)}</span>;
  return (
    <FactList
      facts={[
        { label: 'Waiting', value: formatCount(waiting) },
        ...(oldestWaitingAt ? [{ label: 'Oldest', value: moment(oldestWaitingAt) }] : []),
        {
          label: 'Delivered',
          value: lastDeliveredAt ? moment(lastDeliveredAt) : 'nothing in the last two weeks',
        },
        ...(trouble ? [{ label: 'Last trouble', value: trouble }] : []),
      ]}
    />
  );
}
