import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { LedgerSizeDocument } from '../../gql/generated/graphql.ts';
import { formatBytes } from '../../lib/bytes.ts';
import { exportAddress, isNarrowed, type RecordSearch } from './record-search.ts';
import styles from './records-screen.module.css';
import { type Download, useDownload } from './use-download.ts';

/** Of a larger ledger the browser writes the file to the disk as it comes, instead of the page holding it. */
const LARGEST_HELD = 20_000n;

interface ExportButtonsProps {
  readonly organizationId: string;
  readonly search: RecordSearch;
}

/** The records that are shown, as a file; with its progress where the page can hold it. */
export function ExportButtons({ organizationId, search }: ExportButtonsProps) {
  const [{ data }] = useQuery({ query: LedgerSizeDocument, variables: { organizationId } });
  const { current, start, stop } = useDownload();
  const isLarge = data !== undefined && BigInt(data.auditChain.size) > LARGEST_HELD;
  const what = isNarrowed(search) ? 'these' : 'all';
  return (
    <div className={styles.export}>
      {(['csv', 'jsonl'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={exportAddress(organizationId, search, format)}
          download
          variant="default"
          className="quiet-button"
          leftSection={<IconDownload size={16} stroke={1.75} />}
          onClick={(event) => {
            if (isLarge) return;
            event.preventDefault();
            start(exportAddress(organizationId, search, format), format.toUpperCase());
          }}
        >
          {`Export ${what} as ${format.toUpperCase()}`}
        </Button>
      ))}
      <span className={styles.progress} role="status">
        {progressWords(current)}
        {current.state === 'running' && (
          <button type="button" className="text-link" onClick={stop}>
            Stop
          </button>
        )}
      </span>
    </div>
  );
}

function progressWords(download: Download): string {
  switch (download.state) {
    case 'none':
      return '';
    case 'running':
      return `${download.format}: ${formatBytes(download.bytes)} so far `;
    case 'done':
      return `${download.format} saved, ${formatBytes(download.bytes)}`;
    case 'failed':
      return `Not saved: ${download.message}`;
  }
}
