import { Button, Select, TextInput } from '@mantine/core';
import { IconDownload, IconHash, IconRefresh } from '@tabler/icons-react';
import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { AuditChainSizeDocument, AuditChainStateDocument } from '../../gql/generated/graphql.ts';
import { useLive } from '../../lib/live.ts';
import { useOrganization } from '../../lib/session.ts';
import { formatCount } from '../../lib/time.ts';
import { useIsWide } from '../../lib/use-media.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Fold } from '../../ui/fold.tsx';
import { LiveDot } from '../../ui/live-dot.tsx';
import { NewPill } from '../../ui/new-pill.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './audit-chain-screen.module.css';
import { ChainAside } from './chain-aside.tsx';
import { RecordList } from './record-list.tsx';
import { chosenTypes, TYPE_CHOICES } from './record-words.ts';
import { useChainPlace } from './use-chain-place.ts';
import { useChainRecords } from './use-chain-records.ts';
import { useVerification } from './use-verification.ts';
import { VerificationStrip } from './verification-strip.tsx';

const LOOK_AGAIN = 5_000;

/** Compliance → Audit chain: the ledger as linked blocks, its verification, and what lets others check it. */
export default function AuditChainScreen() {
  const organization = useOrganization();
  const { state: live } = useLive();
  const wide = useIsWide();
  const scroller = useRef<HTMLDivElement>(null);
  const { type, record: sought, goTo } = useChainPlace();
  const variables = useMemo(() => ({ organizationId: organization.id }), [organization.id]);
  const [{ data, error }, readChain] = useQuery({ query: AuditChainStateDocument, variables });
  const chain = data?.auditChain ?? null;
  const reread = useCallback(() => readChain({ requestPolicy: 'network-only' }), [readChain]);
  const verification = useVerification(organization.id, chain?.lastVerification ?? null, reread);
  const types = useMemo(() => chosenTypes(type), [type]);
  const list = useChainRecords(organization.id, types, sought);
  const size = useChainSize(organization.id, chain?.size ?? null);

  const newest = list.records[0];
  const isWhole = types === null && sought === null;
  const fresh = isWhole && newest && size !== null ? Number(BigInt(size) - BigInt(newest.sequence) - 1n) : 0;
  const { current } = verification;
  const broken = current?.ok === false ? (current.firstBroken ?? null) : null;
  const running = current?.state === 'RUNNING';

  const takeIn = (): void => {
    list.reload();
    reread();
  };

  if (error && !chain) {
    return (
      <div className={styles.screen}>
        <div className={styles.page}>
          <PageHeader title="Audit chain" />
          <ErrorState title="The chain could not be read" retry={reread}>
            {error.networkError
              ? 'The server did not answer.'
              : error.graphQLErrors.map(({ message }) => message).join(' ')}
          </ErrorState>
        </div>
      </div>
    );
  }
  return (
    <div ref={scroller} className={styles.screen}>
      <div className={styles.page}>
        <PageHeader title="Audit chain" beside={<LiveDot state={live} />}>
          <Button
            component="a"
            href={`/ledger/${encodeURIComponent(organization.id)}/export`}
            download={`${organization.slug}.jsonl`}
            variant="default"
            className="quiet-button"
            leftSection={<IconDownload size={16} stroke={1.75} />}
          >
            Export
          </Button>
          <Button
            variant={current === null ? 'filled' : 'default'}
            leftSection={<IconRefresh size={16} stroke={1.75} />}
            loading={verification.starting}
            aria-disabled={running || undefined}
            data-disabled={running || undefined}
            onClick={running ? undefined : verification.start}
          >
            {running ? 'Verifying' : current === null ? 'Verify' : 'Verify again'}
          </Button>
        </PageHeader>
        {verification.failure !== null && (
          <ErrorState title="The verification did not start">{verification.failure}</ErrorState>
        )}
        {chain && <VerificationStrip current={current} pace={verification.pace} size={size ?? chain.size} />}
        {chain && !wide && (
          <Fold label="Checkpoint, export and how to check it yourself">
            <ChainAside chain={chain} organization={organization} verification={current} broken={broken !== null} />
          </Fold>
        )}
        <div className={styles.columns}>
          <section className={styles.records} aria-label="Records">
            <div className={styles.bar}>
              <h2 className={styles.heading}>Records</h2>
              <span className={styles.hint}>{sought === null ? 'newest first' : `around ${formatCount(sought)}`}</span>
              <div className={styles.filters}>
                {broken !== null && sought !== broken && (
                  <Button size="sm" variant="default" onClick={() => goTo({ type: null, record: broken })}>
                    Show the break
                  </Button>
                )}
                {sought !== null && (
                  <Button
                    size="sm"
                    variant="default"
                    className="quiet-button"
                    onClick={() => goTo({ type, record: null })}
                  >
                    Newest
                  </Button>
                )}
                <Select
                  className={styles.type}
                  aria-label="Type of record"
                  placeholder="Every type"
                  data={TYPE_CHOICES.map(({ group, items }) => ({ group, items: [...items] }))}
                  value={type}
                  onChange={(value) => goTo({ type: value, record: sought })}
                  clearable
                  searchable
                  maxDropdownHeight={360}
                />
                <GoToRecord sought={sought} size={size} onGo={(record) => goTo({ type: null, record })} />
              </div>
            </div>
            <div className={styles.columnNames} aria-hidden="true">
              <span>Record</span>
              <span>What</span>
              <span>Who</span>
              <span>When (UTC)</span>
              <span>Hash</span>
            </div>
            <div className={styles.listPlace}>
              <NewPill count={Math.max(0, fresh)} onTakeIn={takeIn} />
              <RecordList
                key={`${organization.id} ${type} ${sought}`}
                records={list.records}
                hasMore={list.hasMore}
                loadMore={list.loadMore}
                scroller={scroller}
                sought={sought}
                broken={broken}
                verdict={current?.explanation ?? null}
              />
            </div>
            {list.failure !== null && (
              <ErrorState title="The records could not be read" retry={list.reload}>
                {list.failure}
              </ErrorState>
            )}
            {list.failure === null && <ListEnd list={list} filtered={types !== null} />}
          </section>
          {chain && wide && (
            <ChainAside chain={chain} organization={organization} verification={current} broken={broken !== null} />
          )}
        </div>
      </div>
    </div>
  );
}

/** The size of the chain as it grows, looked at while the page is in sight. */
function useChainSize(organizationId: string, known: string | null): string | null {
  const variables = useMemo(() => ({ organizationId }), [organizationId]);
  const [{ data }, read] = useQuery({ query: AuditChainSizeDocument, variables, pause: true });
  useEffect(() => {
    const timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') read({ requestPolicy: 'network-only' });
    }, LOOK_AGAIN);
    return () => window.clearInterval(timer);
  }, [read]);
  return data?.auditChain.size ?? known;
}

interface GoToRecordProps {
  readonly sought: string | null;
  readonly size: string | null;
  readonly onGo: (record: string) => void;
}

function GoToRecord({ sought, size, onGo }: GoToRecordProps) {
  const [text, setText] = useState(sought ?? '');
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    setText(sought ?? '');
    setWrong(null);
  }, [sought]);
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const digits = text.replace(/[\s,.’']/g, '');
    const wrongly = wrongNumber(digits, size);
    setWrong(wrongly);
    if (wrongly === null) onGo(String(BigInt(digits)));
  };
  return (
    <form onSubmit={go} className={styles.goTo}>
      <TextInput
        aria-label="Go to record"
        placeholder="Go to record"
        inputMode="numeric"
        leftSection={<IconHash size={14} stroke={1.75} />}
        value={text}
        error={wrong}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}

function ListEnd({
  list,
  filtered,
}: {
  readonly list: ReturnType<typeof useChainRecords>;
  readonly filtered: boolean;
}) {
  if (list.loading) return <p className={styles.end}>Reading records…</p>;
  if (list.records.length === 0) {
    return (
      <EmptyState title={filtered ? 'No record of this type' : 'No record'}>
        {filtered
          ? 'The chain holds none. Choose another type, or every type.'
          : 'The ledger opens with the organization.'}
      </EmptyState>
    );
  }
  if (list.hasMore) return null;
  return (
    <p className={styles.end}>
      {filtered ? 'That is all of this type.' : 'Record 0 opened the ledger; nothing comes before it.'}
    </p>
  );
}

function wrongNumber(digits: string, size: string | null): string | null {
  if (!/^\d{1,15}$/.test(digits)) return 'A record has a number, from 0.';
  if (size === null || BigInt(digits) < BigInt(size)) return null;
  return `The newest record is ${formatCount(String(BigInt(size) - 1n))}.`;
}
