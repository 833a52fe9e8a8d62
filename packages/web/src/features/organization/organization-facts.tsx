import type { ManagedOrganizationFragment } from '../../gql/generated/graphql.ts';
import { formatDay, formatExact } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import styles from './organization.module.css';

/** What an organization is known by, and what never changes of it. */
export function OrganizationFacts({ organization }: { readonly organization: ManagedOrganizationFragment }) {
  const { id, slug, createdAt, sealed, environments, name, viewerCanManage } = organization;
  const founded = new Date(createdAt);
  const now = useNow(60_000);
  return (
    <div className={styles.facts}>
      <FactList
        wide
        facts={[
          ...(viewerCanManage.allowed
            ? []
            : [
                { label: 'Name', value: name },
                { label: 'Environments', value: environments.join(', ') },
              ]),
          {
            label: 'Id',
            value: (
              <span className={styles.copied}>
                <span className="mono">{id}</span>
                <CopyButton compact value={id} label="Copy the id of the organization" />
              </span>
            ),
          },
          { label: 'Slug', value: <span className="mono">{slug}</span> },
          { label: 'Since', value: <span title={formatExact(founded)}>{formatDay(founded, now)}</span> },
          {
            label: 'Ledger',
            value: sealed ? (
              <StateWord state="fail">Sealed: it does not verify, and nothing can be changed</StateWord>
            ) : (
              <StateWord state="pass">Open</StateWord>
            ),
          },
        ]}
      />
    </div>
  );
}
