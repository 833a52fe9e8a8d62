import { Link } from '@tanstack/react-router';
import type { CertificateDetailFragment } from '../../gql/generated/graphql.ts';
import { certificateFacts } from '../../lib/certificate-facts.ts';
import { pemTexts } from '../../lib/pem.ts';
import { formatExact } from '../../lib/time.ts';
import { count, KEY_ORIGIN_WORDS } from '../../lib/words.ts';
import { CertificateDownloads } from '../../ui/certificate-downloads.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceDownload } from '../../ui/evidence-download.tsx';
import { type Fact, FactList } from '../../ui/fact-list.tsx';
import { Fold } from '../../ui/fold.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './certificate-facts.module.css';
import { usageWords } from './usage-words.ts';

interface CertificateFactsProps {
  readonly certificate: CertificateDetailFragment;
  readonly now: Date;
}

/** What is in it, who issued it, and the files. */
export function CertificateFacts({ certificate }: CertificateFactsProps) {
  const { domains, pem, chainPem, request, requestId } = certificate;
  return (
    <>
      <Section title="Certificate">
        <FactList facts={factsOf(certificate)} />
        <CertificateDownloads name={domains[0] ?? 'certificate'} pem={pem} chainPem={chainPem} />
        {(request?.records.length ?? 0) > 0 && <EvidenceDownload requestId={requestId} />}
        <Fold label="PEM" hint="as servers take it">
          <CodeBlock label="PEM" text={pem} />
        </Fold>
      </Section>
      <Section title="Issued by" hint="from the issuer to the root">
        <Chain chainPem={chainPem} name={certificate.certificateAuthority.name} />
      </Section>
      <Section title="Why it was asked">
        <p className={styles.why}>{request?.justification ?? 'No justification was asked for.'}</p>
        {request && (
          <Link to="/approvals/$requestId" params={{ requestId: request.id }} className="text-link">
            The request, and who decided on it
          </Link>
        )}
      </Section>
    </>
  );
}

function factsOf(certificate: CertificateDetailFragment): Fact[] {
  const { domains, serialNumber, notBefore, notAfter, fingerprintSha256, spkiSha256, request, trustProfile } =
    certificate;
  const read = certificateFacts(certificate.pem);
  const usage = usageWords(request?.template ?? null);
  return [
    {
      label: domains.length === 1 ? 'Name' : 'Names',
      value: (
        <ul className={styles.names}>
          {domains.map((name) => (
            <li key={name}>
              <HostName name={name} size="inline" />
            </li>
          ))}
        </ul>
      ),
    },
    ...(request?.commonName
      ? [{ label: 'Common name', value: <HostName name={request.commonName} size="inline" /> }]
      : []),
    { label: 'Serial', value: <Copied what="serial" text={serialNumber} head={0} /> },
    {
      label: 'Valid',
      value: (
        <span className="tabular">
          {formatExact(new Date(notBefore))} to {formatExact(new Date(notAfter))}
        </span>
      ),
    },
    {
      label: 'Key',
      value: [read?.key, request ? KEY_ORIGIN_WORDS[request.keyOrigin] : null].filter(Boolean).join(', '),
    },
    ...(usage === null ? [] : [{ label: 'Use', value: usage }]),
    {
      label: 'Profile',
      value: trustProfile ? (
        <>
          <Link to="/admin/trust-profiles/$profileId" params={{ profileId: trustProfile.id }} className="text-link">
            {trustProfile.name}
          </Link>
          {!trustProfile.active && ', retired since'}
        </>
      ) : (
        'One that is gone'
      ),
    },
    { label: 'SHA-256', value: <Copied what="fingerprint" text={fingerprintSha256} /> },
    { label: 'Key hash', value: <Copied what="hash of the key" text={spkiSha256} /> },
  ];
}

function Copied({ what, text, head = 16 }: { readonly what: string; readonly text: string; readonly head?: number }) {
  return (
    <span className={styles.copied}>
      <HashText hash={text} head={head} tail={8} />
      <CopyButton value={text} label={`Copy the ${what}`} compact />
    </span>
  );
}

/** Issuer, and above it whoever vouches for that, up to the root. */
function Chain({ chainPem, name }: { readonly chainPem: string; readonly name: string }) {
  const links = pemTexts(chainPem).flatMap((pem) => certificateFacts(pem) ?? []);
  return (
    <>
      <ol className={styles.chain}>
        {links.map(({ spkiSha256, subject, issuer, key }) => (
          <li key={spkiSha256}>
            <strong>{subject === '' ? name : subject}</strong>
            <span className={styles.quiet}>
              {key}, {subject === issuer ? 'a root: it vouches for itself' : `issued by ${issuer}`}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>{count(links.length, 'certificate')} in the chain, which the downloads hold.</p>
    </>
  );
}
