import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { FieldDifferenceRowFragment } from '../../gql/generated/graphql.ts';
import { capitalised, count } from '../../lib/words.ts';
import { HostName } from '../../ui/host-name.tsx';
import { differenceLines, NAME_FIELDS } from './difference-lines.ts';
import styles from './differences.module.css';

interface DifferencesProps {
  readonly label: string;
  readonly rows: readonly FieldDifferenceRowFragment[];
}

/** What differs between two versions: what goes, what comes, and that the rest stays. */
export function Differences({ label, rows }: DifferencesProps) {
  return (
    <dl className={styles.rows} aria-label={label}>
      {rows.map((row) => {
        const { removed, added, kept } = differenceLines(row);
        const isName = NAME_FIELDS.has(row.field);
        return (
          <div key={row.field} className={styles.row}>
            <dt className={styles.label}>{capitalised(row.label)}</dt>
            <dd className={styles.values}>
              {removed.map((item) => (
                <Line key={item} kind="removed" item={item} isName={isName} />
              ))}
              {added.map((item) => (
                <Line key={item} kind="added" item={item} isName={isName} />
              ))}
              {kept > 0 && (
                <p className={styles.same}>
                  {count(kept, 'other')} {kept === 1 ? 'stays' : 'stay'}
                </p>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface LineProps {
  readonly kind: 'added' | 'removed';
  readonly item: string;
  readonly isName: boolean;
}

function Line({ kind, item, isName }: LineProps) {
  const Icon = kind === 'added' ? IconPlus : IconMinus;
  return (
    <div className={styles.change} data-kind={kind}>
      <Icon size={14} stroke={2.5} aria-hidden="true" />
      <span className="visually-hidden">{kind === 'added' ? 'after: ' : 'before: '}</span>
      <span className={styles.what}>{isName && item !== 'none' ? <HostName name={item} /> : item}</span>
    </div>
  );
}
