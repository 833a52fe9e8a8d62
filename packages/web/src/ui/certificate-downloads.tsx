import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { downloadText, fileNameFor } from '../lib/download.ts';
import { pkcs7Pem } from '../lib/pkcs7.ts';
import styles from './certificate-downloads.module.css';
import { CopyButton } from './copy-button.tsx';

interface CertificateDownloadsProps {
  /** Its first name: what the files are called. */
  readonly name: string;
  readonly pem: string;
  /** The issuing CA and its root. */
  readonly chainPem: string;
}

/** A certificate in the forms in which servers take it. */
export function CertificateDownloads({ name, pem, chainPem }: CertificateDownloadsProps) {
  const file = fileNameFor(name);
  const pkcs7 = pkcs7Pem(pem + chainPem);
  return (
    <div className={styles.downloads}>
      <CopyButton value={pem} label="Copy PEM" />
      <Download label="Certificate" onClick={() => downloadText(`${file}.pem`, pem)} />
      <Download label="With chain" onClick={() => downloadText(`${file}-fullchain.pem`, pem + chainPem)} />
      <Download label="Chain" onClick={() => downloadText(`${file}-chain.pem`, chainPem)} />
      {pkcs7 !== null && (
        <Download
          label="PKCS#7"
          onClick={() => downloadText(`${file}.p7b`, pkcs7, 'application/x-pkcs7-certificates')}
        />
      )}
    </div>
  );
}

function Download({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button
      size="xs"
      variant="default"
      className="quiet-button"
      leftSection={<IconDownload size={14} stroke={1.75} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
