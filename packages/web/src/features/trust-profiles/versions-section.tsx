import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { TrustProfileVersionsDocument, type TrustProfileVersionsQuery } from '../../gql/generated/graphql.ts';
import { formatExact, formatMoment } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { failureOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { Differences } from './differences.tsx';
import styles from './versions-section.module.css';

type Version = NonNullable<TrustProfileVersionsQuery['trustProfile']>['versions']['nodes'][number];

/** Every version that was ever in force, newest first, a page at a time. */
export function VersionsSection({ profileId }: { readonly profileId: string }) {
  const [places, setPlaces] = useState<readonly (string | null)[]>([null]);
  const after = places.at(-1) ?? null;
  const [{ data, error, fetching }] = useQuery({
    query: TrustProfileVersionsDocument,
    variables: { id: profileId, after },
    requestPolicy: 'cache-and-network',
  });
  const list = data?.trustProfile?.versions;
  const next = list?.pageInfo.hasNextPage === true ? (list.pageInfo.endCursor ?? null) : null;
  return (
    <Section title="Versions" hint="a request is judged by the stricter of the version that it matched and the newest">
      {error && <ErrorState title="The versions could not be read">{failureOf(error).message}</ErrorState>}
      {fetching && !list && <LoadingRows what="the versions" rows={2} />}
      <ol className={styles.versions}>
        {list?.nodes.map((one) => (
          <VersionEntry key={one.version} version={one} />
        ))}
      </ol>
      <div className={styles.actions}>
        {places.length > 1 && (
          <Button size="xs" variant="default" onClick={() => setPlaces(places.slice(0, -1))}>
            Newer
          </Button>
        )}
        {next !== null && (
          <Button size="xs" variant="default" onClick={() => setPlaces([...places, next])}>
            Older
          </Button>
        )}
      </div>
    </Section>
  );
}

function VersionEntry({ version: one }: { readonly version: Version }) {
  const now = useNow(60_000);
  const at = new Date(one.changedAt);
  const who = one.changedBy === null || one.changedBy === undefined ? '' : ` by ${one.changedBy.name}`;
  const second = one.approvedBy ? `, approved by ${one.approvedBy.name}` : '';
  return (
    <li className={styles.entry}>
      <article aria-label={`Version ${one.version}`}>
        <header className={styles.head}>
          <span className={styles.number}>Version {one.version}</span>
          <span className={styles.meta}>
            {one.differences.length > 0 ? 'changed' : 'made'}
            {who}
            {second}
          </span>
          <time className={styles.when} title={formatExact(at)}>
            {formatMoment(at, now)}
          </time>
        </header>
        {one.differences.length > 0 && (
          <Differences label={`What version ${one.version} changed`} rows={one.differences} />
        )}
      </article>
    </li>
  );
}
