import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { TrustProfileVersionsDocument, type TrustProfileVersionsQuery } from '../../gql/generated/graphql.ts';
import { formatExact } from '../../lib/time.ts';
import { failureOf } from '../../lib/user-error.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Section } from '../../ui/section.tsx';
import { DifferencesTable } from './differences-table.tsx';
import styles from './trust-profiles.module.css';

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
    <Section title="Versions" hint="A request is judged by the stricter of the version that it matched and this one.">
      {error && <ErrorState title="The versions could not be read">{failureOf(error).message}</ErrorState>}
      {fetching && !list && <p className={styles.hint}>Reading the versions…</p>}
      {list?.nodes.map((one) => (
        <VersionEntry key={one.version} version={one} />
      ))}
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
  const who = one.changedBy === null || one.changedBy === undefined ? '' : ` by ${one.changedBy.name}`;
  const second = one.approvedBy ? `, approved by ${one.approvedBy.name}` : '';
  return (
    <article className={styles.version} aria-label={`Version ${one.version}`}>
      <strong>Version {one.version}</strong>{' '}
      <span className={styles.meta}>
        {formatExact(new Date(one.changedAt))}
        {who}
        {second}
      </span>
      {one.differences.length > 0 ? (
        <DifferencesTable label={`What version ${one.version} changed`} rows={one.differences} />
      ) : (
        <p className={styles.hint}>The first version.</p>
      )}
    </article>
  );
}
