import type { CertificateDetailFragment } from '../../gql/generated/graphql.ts';
import type { TimelineEntry } from '../../ui/timeline.tsx';
import { reasonWords } from './certificate-words.ts';

const DID: Readonly<Record<string, string>> = {
  'certificate.issued': 'issued it',
  'certificate.delivered': 'wrote it to its known path',
  'certificate.revoked': 'revoked it',
  'key.delivered': 'had the private key handed out',
  'key.destroyed': 'had the private key destroyed',
};

/** What the ledger has of the certificate itself: the request's own records stand with the request. */
export function lifeEntries({ request }: CertificateDetailFragment): readonly TimelineEntry[] {
  return (request?.records ?? []).flatMap((record) => {
    const did = DID[record.type];
    if (did === undefined) return [];
    const { kind, displayName } = record.actor;
    const isRevocation = record.type === 'certificate.revoked';
    return [
      {
        id: record.id,
        who: kind === 'SYSTEM' ? 'Countersign' : kind === 'POLICY' ? 'Policy' : displayName,
        did,
        text: isRevocation ? reasonIn(record.entry) : undefined,
        at: new Date(record.occurredAt),
        sequence: record.sequence,
        hash: record.hash,
        tone: isRevocation ? ('fail' as const) : undefined,
      },
    ];
  });
}

function reasonIn(entry: string): string | undefined {
  const reason = /"reason":"([A-Z_]+)"/.exec(entry)?.[1];
  return reason === undefined ? undefined : `${reasonWords(reason)}.`;
}
