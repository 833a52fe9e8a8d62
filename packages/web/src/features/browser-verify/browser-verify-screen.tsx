import { Button } from '@mantine/core';
import { IconPlayerStop, IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { parseVerifierKey } from '../../lib/ledger/signed-note.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './browser-verify.module.css';
import { CheckStrip } from './check-strip.tsx';
import { type ChosenHeld, HeldField } from './held-field.tsx';
import { heldTexts } from './held-texts.ts';
import { KeyField } from './key-field.tsx';
import { ProofAside } from './proof-aside.tsx';
import { useRememberedKey } from './remembered-key.ts';
import { type ChosenSource, SourceField } from './source-field.tsx';
import { useBrowserCheck } from './use-browser-check.ts';
import { useVerifiedLedger, type VerifiedLedger } from './use-verified-ledger.ts';

/** Compliance → Audit chain → Verify in this browser: the ledger is verified by the page itself, which trusts nothing. */
export default function BrowserVerifyScreen() {
  const { ledger, failure, retry } = useVerifiedLedger();
  return (
    <div className={styles.screen}>
      <div className={styles.page}>
        {ledger === null ? (
          <>
            <PageHeader title="Verify in this browser" />
            {failure === null ? (
              <p className={styles.strip} data-reading>
                Reading which ledger it is…
              </p>
            ) : (
              <ErrorState title="The ledger could not be read" retry={retry}>
                {failure}
              </ErrorState>
            )}
          </>
        ) : (
          <BrowserVerify key={ledger.exportAddress} ledger={ledger} />
        )}
      </div>
    </div>
  );
}

function BrowserVerify({ ledger }: { readonly ledger: VerifiedLedger }) {
  const [source, setSource] = useState<ChosenSource>({ kind: 'server', file: null });
  const [key, setKey] = useState('');
  const [held, setHeld] = useState<ChosenHeld>({ pasted: '', files: [] });
  const [isMissing, setIsMissing] = useState(false);
  const memory = useRememberedKey(ledger.origin);
  const { state, start, stop } = useBrowserCheck();
  const running = state.kind === 'running';
  const wrongKey = faultOfKey(key);
  const file = source.kind === 'file' ? source.file : null;

  const verify = async (): Promise<void> => {
    setIsMissing(source.kind === 'file' && file === null);
    if (wrongKey !== null || (source.kind === 'file' && file === null)) return;
    const trusted = key.trim() === '' ? memory.remembered?.key : key.trim();
    start({
      source: file === null ? { kind: 'address', address: ledger.exportAddress } : { kind: 'file', file },
      verifierKeys: trusted === undefined ? [] : [trusted],
      held: await heldTexts(held),
    });
  };
  return (
    <>
      <PageHeader
        title="Verify in this browser"
        beside={
          <Link
            className="text-link"
            to="/audit-chain"
            search={{ epoch: ledger.epoch ?? undefined, ledger: ledger.isPlatform ? 'platform' : undefined }}
          >
            {`Audit chain of ${ledger.name}`}
          </Link>
        }
      >
        {running ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} stroke={1.75} />} onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button leftSection={<IconShieldCheck size={16} stroke={1.75} />} onClick={() => void verify()}>
            {state.kind === 'idle' ? 'Verify' : 'Verify again'}
          </Button>
        )}
      </PageHeader>
      <CheckStrip state={state} ledger={ledger} fileBytes={file?.size ?? null} />
      <div className={styles.columns}>
        <div className={styles.fields}>
          <SourceField
            ledger={ledger}
            source={source}
            error={isMissing && file === null && source.kind === 'file' ? 'Choose the file first.' : null}
            disabled={running}
            onChange={setSource}
          />
          <HeldField held={held} disabled={running} onChange={setHeld} />
          <KeyField
            named={ledger.verifierKeys}
            memory={memory}
            text={key}
            error={wrongKey}
            disabled={running}
            onText={setKey}
          />
        </div>
        <ProofAside />
      </div>
    </>
  );
}

function faultOfKey(text: string): string | null {
  if (text.trim() === '') return null;
  try {
    parseVerifierKey(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
