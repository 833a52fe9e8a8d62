import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { InsightsQuery } from '../../gql/generated/graphql.ts';
import { formatCount } from '../../lib/time.ts';
import styles from './headline.module.css';
import { decidedAddress, pendingAddress } from './insight-links.ts';
import { beforeWords, timeFigure } from './insight-words.ts';
import { PlaceLink } from './place-link.tsx';

interface HeadlineProps {
  readonly insights: InsightsQuery['insights'];
  readonly profile: string | undefined;
}

/** The figures that one looks for first, each against the time before. */
export function Headline({ insights, profile }: HeadlineProps) {
  const { figures, before, pending, pendingForViewer: forViewer } = insights;
  const isLate = figures.pastEscalation > 0;
  return (
    <dl className={styles.figures}>
      <Figure number={formatCount(pending)}>
        pending now
        {pending > 0 && ', '}
        {pending > 0 && (
          <PlaceLink className="quiet-link" href={pendingAddress(profile, forViewer)}>
            {forViewer > 0 ? `${formatCount(forViewer)} for you` : 'none for you'}
          </PlaceLink>
        )}
      </Figure>
      <Length seconds={figures.medianSeconds ?? null} before={before.medianSeconds ?? null}>
        median to decide
      </Length>
      <Length seconds={figures.ninetiethSeconds ?? null} before={before.ninetiethSeconds ?? null}>
        nine in ten within
      </Length>
      <Figure number={formatCount(figures.decided)}>
        <PlaceLink className="quiet-link" href={decidedAddress(figures, { profile })}>
          decided
        </PlaceLink>
        , {formatCount(before.decided)} before
        {figures.expired > 0 && (
          <>
            ,{' '}
            <PlaceLink className="quiet-link" href={decidedAddress(figures, { profile, outcome: 'expired' })}>
              {formatCount(figures.expired)} more expired
            </PlaceLink>
          </>
        )}
      </Figure>
      <Figure
        number={formatCount(figures.pastEscalation)}
        isLate={isLate}
        mark={isLate && <IconAlertTriangle size={20} stroke={2} aria-hidden="true" />}
      >
        went{' '}
        <PlaceLink className="quiet-link" href={decidedAddress(figures, { profile, escalated: true })}>
          past escalation
        </PlaceLink>
        , {formatCount(before.pastEscalation)} before
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly number: string;
  readonly rest?: string;
  readonly isLate?: boolean;
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}

function Figure({ number, rest, isLate = false, mark, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt className={styles.words}>{children}</dt>
      <dd className={styles.number} data-late={isLate || undefined}>
        {mark}
        {number}
        {rest !== undefined && <span className={styles.rest}> {rest}</span>}
      </dd>
    </div>
  );
}

interface LengthProps {
  readonly seconds: number | null;
  readonly before: number | null;
  readonly children: string;
}

function Length({ seconds, before, children }: LengthProps) {
  const { number, rest } = seconds === null ? { number: '–', rest: '' } : timeFigure(seconds);
  return (
    <Figure number={number} rest={rest}>
      {children}, {beforeWords(before, seconds)}
    </Figure>
  );
}
