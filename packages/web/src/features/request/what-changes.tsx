import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { certificateFacts } from '../../lib/certificate-facts.ts';
import { count, KEY_ALGORITHM_NAMES } from '../../lib/words.ts';
import { HashText } from '../../ui/hash-text.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './what-changes.module.css';

/** The difference to the certificate in force: what is the same is one line, what differs gets the room. */
export function WhatChanges({ request }: { readonly request: RequestDetailFragment }) {
  const previous = request.previousCertificate;
  if (!previous) {
    return (
      <Section title="What changes" hint="first for these names">
        <p className={styles.first}>No certificate in force has any of these names. This would be the first.</p>
      </Section>
    );
  }
  const added = request.domains.filter((name) => !previous.domains.includes(name));
  const removed = previous.domains.filter((name) => !request.domains.includes(name));
  const kept = request.domains.length - added.length;
  const old = certificateFacts(previous.pem);
  const isNewKey = request.spkiSha256 === null || old === null || old.spkiSha256 !== request.spkiSha256;
  const newKey = request.keyAlgorithm ? KEY_ALGORITHM_NAMES[request.keyAlgorithm] : 'from a CSR still to come';
  return (
    <Section
      title="What changes"
      hint={
        <>
          against the certificate in force, serial <HashText hash={previous.serialNumber} head={4} tail={4} />
        </>
      }
    >
      <div className={styles.rows}>
        <Row label="Names">
          {added.map((name) => (
            <Change key={name} kind="added">
              <HostName name={name} />
            </Change>
          ))}
          {removed.map((name) => (
            <Change key={name} kind="removed">
              <HostName name={name} />
            </Change>
          ))}
          {kept > 0 && (
            <p className={styles.same}>
              {count(kept, 'name')} {kept === 1 ? 'stays' : 'stay'}
            </p>
          )}
        </Row>
        <Row label="Key">
          {isNewKey ? (
            <>
              <Change kind="added" word="new">
                {newKey} {request.spkiSha256 && <HashText hash={request.spkiSha256} head={8} tail={4} />}
              </Change>
              {old && (
                <Change kind="removed" word="in force">
                  {old.key} <HashText hash={old.spkiSha256} head={8} tail={4} />
                </Change>
              )}
            </>
          ) : (
            <p className={styles.same}>The same key</p>
          )}
        </Row>
        <Row label="Validity">
          <p className={styles.same}>{count(request.validityDays, 'day')} from issue</p>
        </Row>
      </div>
    </Section>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      <div className={styles.values}>{children}</div>
    </div>
  );
}

interface ChangeProps {
  readonly kind: 'added' | 'removed';
  readonly word?: string;
  readonly children: ReactNode;
}

function Change({ kind, word = kind, children }: ChangeProps) {
  const Icon = kind === 'added' ? IconPlus : IconMinus;
  return (
    <div className={styles.change} data-kind={kind}>
      <Icon size={14} stroke={2.5} aria-hidden="true" />
      <span className={styles.what}>{children}</span>
      <span className={styles.word}>{word}</span>
    </div>
  );
}
