import type { RequestDetailFragment, RequestRecordFragment } from '../../gql/generated/graphql.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import type { TimelineEntry } from '../../ui/timeline.tsx';

const DID: Readonly<Record<string, string>> = {
  'request.submitted': 'submitted',
  'request.rejected': 'rejected',
  'request.voided': 'voided',
  'request.withdrawn': 'withdrew',
  'request.expired': 'let it expire',
  'request.commented': 'commented',
  'request.csrAttached': 'handed in the CSR',
  'certificate.intended': 'fixed what will be signed',
  'certificate.issued': 'issued the certificate',
  'certificate.failed': 'could not issue it',
  'certificate.retried': 'tries again',
  'certificate.quarantined': 'put it in quarantine',
  'certificate.superseded': 'gave up an old intent',
  'certificate.revoked': 'revoked the certificate',
  'certificate.delivered': 'delivered the certificate',
  'key.delivered': 'had the private key handed out',
  'key.destroyed': 'had the private key destroyed',
};

const BAD = new Set([
  'request.rejected',
  'request.voided',
  'certificate.failed',
  'certificate.quarantined',
  'certificate.revoked',
]);

interface Detail {
  readonly reason?: unknown;
  readonly text?: unknown;
  readonly approvals?: unknown;
  readonly required?: unknown;
}

function detailOf(record: RequestRecordFragment): Detail {
  try {
    const entry = JSON.parse(record.entry) as { detail?: Detail };
    return entry.detail ?? {};
  } catch {
    return {};
  }
}

/** The ledger's records of a request as its timeline. */
export function timelineEntries(request: RequestDetailFragment): TimelineEntry[] {
  return request.records.map((record) => {
    const detail = detailOf(record);
    const said =
      typeof detail.text === 'string' ? detail.text : typeof detail.reason === 'string' ? detail.reason : null;
    return {
      id: record.id,
      who:
        record.actor.kind === 'SYSTEM' ? 'Countersign' : record.actor.kind === 'POLICY' ? 'Policy' : record.actor.name,
      did: record.type === 'request.approved' ? approved(detail) : (DID[record.type] ?? record.type),
      text: said === null ? undefined : <PlainText text={said} />,
      at: new Date(record.occurredAt),
      sequence: record.sequence,
      hash: record.hash,
      tone: BAD.has(record.type) ? ('fail' as const) : undefined,
    };
  });
}

function approved({ approvals, required }: Detail): string {
  return typeof required === 'number' && required > 0 ? `approved, ${String(approvals)} of ${required}` : 'approved';
}
