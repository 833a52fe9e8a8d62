import { Button, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useQuery } from 'urql';
import { InsightProfilesDocument } from '../../gql/generated/graphql.ts';
import { useOrganization } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Headline } from './headline.tsx';
import { csvAddress, daysOf, type InsightSearch, rangeRefusal, readInsightSearch } from './insight-search.ts';
import styles from './insights-screen.module.css';
import { isEmpty, NothingYet } from './nothing-yet.tsx';
import { Plots } from './plots.tsx';
import { RangeMenu } from './range-menu.tsx';
import { useInsights } from './use-insights.ts';
import { Waiting } from './waiting.tsx';

const MINUTE = 60_000;

/** How the organization decides: what waits, how long it took, what became of it, who decided, and what ends soon. */
export default function InsightsScreen() {
  const organization = useOrganization();
  const now = useNow(MINUTE);
  const [search, onSearch] = useInsightSearch();
  const range = daysOf(search, now);
  const refusal = rangeRefusal(range, now);
  const { insights, reading, failure, isAbsent, renew } = useInsights(
    organization.id,
    range,
    search.profile,
    refusal === null,
  );
  return (
    <div className={styles.screen}>
      <div className={styles.page} aria-busy={reading}>
        <PageHeader title="Insights">
          <RangeMenu search={search} now={now} onSearch={onSearch} />
          <ProfileFilter organizationId={organization.id} search={search} onSearch={onSearch} />
          {refusal === null && (
            <Button
              component="a"
              href={csvAddress(organization.id, range, search.profile)}
              download
              variant="default"
              className="quiet-button"
              leftSection={<IconDownload size={16} stroke={1.75} />}
            >
              CSV
            </Button>
          )}
        </PageHeader>
        {refusal !== null && (
          <ErrorState
            title="These days cannot be shown"
            retry={() => onSearch(lastDays(search))}
            retryLabel="Show the last 30 days"
          >
            {refusal.message}
          </ErrorState>
        )}
        {failure !== null && isAbsent && (
          <ErrorState
            title="There is no such trust profile in this organization"
            retry={() => onSearch({ ...search, profile: undefined })}
            retryLabel="Show all profiles"
          />
        )}
        {failure !== null && !isAbsent && (
          <ErrorState title="The figures could not be read" retry={renew}>
            {failure}
          </ErrorState>
        )}
        {insights === undefined && refusal === null && failure === null && <Waiting />}
        {insights !== undefined && failure === null && (
          <>
            <Headline insights={insights} profile={search.profile} />
            {isEmpty(insights) ? (
              <NothingYet profile={search.profile} />
            ) : (
              <Plots insights={insights} search={search} range={range} onSearch={onSearch} />
            )}
          </>
        )}
      </div>
    </div>
  );
}

const lastDays = (search: InsightSearch): InsightSearch => ({ ...search, from: undefined, to: undefined });

interface ProfileFilterProps {
  readonly organizationId: string;
  readonly search: InsightSearch;
  readonly onSearch: (search: InsightSearch) => void;
}

function ProfileFilter({ organizationId, search, onSearch }: ProfileFilterProps) {
  const [{ data }] = useQuery({ query: InsightProfilesDocument, variables: { organizationId } });
  const profiles = (data?.trustProfiles.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const { profile } = search;
  // One that is retired is in no list, and can still be looked at.
  const isListed = profile === undefined || profiles.some(({ value }) => value === profile);
  return (
    <Select
      className={styles.profile}
      aria-label="Profile"
      placeholder="All profiles"
      clearable
      data={isListed ? profiles : [...profiles, { value: profile, label: 'A profile not listed' }]}
      value={profile ?? null}
      onChange={(value) => onSearch({ ...search, profile: value ?? undefined })}
    />
  );
}

function useInsightSearch(): [InsightSearch, (search: InsightSearch) => void] {
  const given: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = useMemo(() => readInsightSearch(given), [given]);
  const onSearch = useCallback(
    (next: InsightSearch) => void navigate({ to: '/insights', search: readInsightSearch({ ...next }), replace: true }),
    [navigate],
  );
  return [search, onSearch];
}
