import type { RequestDetailFragment } from '../../gql/generated/graphql.ts';
import { formatDay } from '../../lib/time.ts';
import { count, KEY_ALGORITHM_NAMES, KEY_ORIGIN_WORDS } from '../../lib/words.ts';
import { CertificateDownloads } from '../../ui/certificate-downloads.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { EvidenceDownload } from '../../ui/evidence-download.tsx';
import { type Fact, FactList } from '../../ui/fact-list.tsx';
import { Fold } from '../../ui/fold.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { HostName } from '../../ui/host-name.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './certificate-section.module.css';

/** The exact certificate that was issued, or that would be. */
export function CertificateSection({ request, now }: { readonly request: RequestDetailFragment; readonly now: Date }) {
  const { certificate } = request;
  return certificate ? (
    <IssuedCertificate request={request} certificate={certificate} now={now} />
  ) : (
    <CertificateToBe request={request} now={now} />
  );
}

function nameFacts(request: RequestDetailFragment, now: Date): Fact[] {
  const { renewsCertificate } = request;
  return [
    {
      label: 'Names',
      value: request.domains.map((name) => (
        <div key={name}>
          <HostName name={name} size="inline" />
        </div>
      )),
    },
    ...(request.commonName
      ? [{ label: 'Common name', value: <HostName name={request.commonName} size="inline" /> }]
      : []),
    ...(renewsCertificate
      ? [
          {
            label: 'Renews certificate',
            value: (
              <>
                <HashText hash={renewsCertificate.serialNumber} head={8} tail={4} />, which ends on{' '}
                {formatDay(new Date(renewsCertificate.notAfter), now)}
              </>
            ),
          },
        ]
      : []),
  ];
}

function CertificateToBe({ request, now }: { readonly request: RequestDetailFragment; readonly now: Date }) {
  const key = request.keyAlgorithm
    ? `${KEY_ALGORITHM_NAMES[request.keyAlgorithm]}, ${KEY_ORIGIN_WORDS[request.keyOrigin]}`
    : KEY_ORIGIN_WORDS[request.keyOrigin];
  const facts: Fact[] = [
    ...nameFacts(request, now),
    { label: 'Key', value: key },
    { label: 'Valid', value: `${count(request.validityDays, 'day')} from issue` },
    { label: 'Issuer', value: request.trustProfile.certificateAuthority.name },
    { label: 'Template', value: <HashText hash={request.templateSha256} /> },
  ];
  return (
    <Section title="Certificate to be issued">
      <div className={styles.facts}>
        <FactList facts={facts} />
      </div>
      {request.csrPem && (
        <Fold label="CSR" hint="as it came">
          <CodeBlock label="CSR" text={request.csrPem} />
        </Fold>
      )}
      <Fold label="Template" hint="what every vote names">
        <CodeBlock label="Template" text={JSON.stringify(JSON.parse(request.template), null, 2)} />
      </Fold>
      {request.records.length > 0 && <EvidenceDownload requestId={request.id} />}
    </Section>
  );
}

interface IssuedCertificateProps {
  readonly request: RequestDetailFragment;
  readonly certificate: NonNullable<RequestDetailFragment['certificate']>;
  readonly now: Date;
}

function IssuedCertificate({ request, certificate, now }: IssuedCertificateProps) {
  const facts: Fact[] = [
    ...nameFacts(request, now),
    { label: 'Serial', value: <HashText hash={certificate.serialNumber} head={16} tail={8} /> },
    {
      label: 'Valid',
      value: `${formatDay(new Date(certificate.notBefore), now)} to ${formatDay(new Date(certificate.notAfter), now)}`,
    },
    { label: 'Issuer', value: request.trustProfile.certificateAuthority.name },
    { label: 'SHA-256', value: <HashText hash={certificate.fingerprintSha256} /> },
    ...(certificate.revokedAt ? [{ label: 'Revoked', value: formatDay(new Date(certificate.revokedAt), now) }] : []),
  ];
  return (
    <Section title="Certificate">
      <div className={styles.facts}>
        <FactList facts={facts} />
      </div>
      <CertificateDownloads
        name={request.domains[0] ?? 'certificate'}
        pem={certificate.pem}
        chainPem={certificate.chainPem}
      />
      {request.records.length > 0 && <EvidenceDownload requestId={request.id} />}
    </Section>
  );
}
