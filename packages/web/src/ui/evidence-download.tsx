import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import styles from './evidence-download.module.css';

/** Everything that the ledger holds of a request, in one file that is checked without this server. */
export function EvidenceDownload({ requestId }: { readonly requestId: string }) {
  return (
    <div className={styles.evidence}>
      <Button
        component="a"
        href={`/approvals/${encodeURIComponent(requestId)}/evidence`}
        download={`evidence-${requestId}.json`}
        size="xs"
        variant="default"
        className="quiet-button"
        leftSection={<IconFileCertificate size={14} stroke={1.75} />}
      >
        Evidence bundle
      </Button>
      <p className={styles.why}>
        Its records, their proofs and the signed checkpoint. Check it without this server:{' '}
        <code>countersign evidence verify FILE</code>
      </p>
    </div>
  );
}
