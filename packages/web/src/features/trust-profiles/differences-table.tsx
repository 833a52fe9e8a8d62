import type { FieldDifferenceRowFragment } from '../../gql/generated/graphql.ts';
import { capitalised } from '../../lib/words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';

const COLUMNS: readonly Column<FieldDifferenceRowFragment>[] = [
  { label: 'What', cell: ({ label }) => capitalised(label) },
  { label: 'Before', cell: ({ before }) => before },
  { label: 'After', cell: ({ after }) => after },
];

/** What differs between two versions, field by field. */
export function DifferencesTable({
  label,
  rows,
}: {
  readonly label: string;
  readonly rows: readonly FieldDifferenceRowFragment[];
}) {
  return <DataTable label={label} rows={rows} rowKey={({ field }) => field} columns={COLUMNS} />;
}
