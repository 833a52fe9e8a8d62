import type { DeliveryPartsFragment, ListedWebhookFragment } from '../../gql/generated/graphql.ts';
import { TYPE_CHOICES } from '../../lib/record-words.ts';
import { formatMoment } from '../../lib/time.ts';
import { count } from '../../lib/words.ts';
import type { State } from '../../ui/state-mark.tsx';

/** What a webhook can be told of, by area. */
export const EVENT_CHOICES = TYPE_CHOICES.map(({ group, items }) => ({
  group,
  items: items
    .filter(({ value }) => !value.startsWith('all:'))
    .map(({ value, label }) => ({ value, label: `${label} (${value})` })),
}));

export const eventsInWords = (types: readonly string[]): string =>
  types.length === 0 ? 'All about requests and certificates' : count(types.length, 'type of event', 'types of events');

export interface StateInWords {
  readonly mark: State;
  readonly word: string;
  readonly detail: string | null;
}

/** How a webhook is doing. */
export function webhookState(
  { active, disabledReason, progress }: Pick<ListedWebhookFragment, 'active' | 'disabledReason' | 'progress'>,
  now: Date,
): StateInWords {
  if (!active) {
    return disabledReason
      ? { mark: 'fail', word: 'Turned off by the server', detail: disabledReason }
      : { mark: 'not-allowed', word: 'Off', detail: null };
  }
  if (progress?.failingSince) {
    const since = `since ${formatMoment(new Date(progress.failingSince), now)}`;
    const next = progress.nextAttemptAt
      ? `Next attempt at ${formatMoment(new Date(progress.nextAttemptAt), now)}; what follows waits.`
      : null;
    return { mark: 'warn', word: `Failing ${since}`, detail: next };
  }
  return { mark: 'pass', word: 'On', detail: null };
}

/** How an attempt ended. */
export function outcomeOf({ statusCode, error }: Pick<DeliveryPartsFragment, 'statusCode' | 'error'>): StateInWords {
  const status = statusCode === null || statusCode === undefined ? 'No answer' : String(statusCode);
  return error ? { mark: 'fail', word: status, detail: error } : { mark: 'pass', word: status, detail: null };
}
