import { readEntry } from '../domain/audit-record.ts';
import type { MailMessage } from '../mail/message.ts';
import type { renewalRefusedMail } from '../mail/renewal-refused-mail.ts';
import type { CommittedRecord, Deps } from '../usecases/ports.ts';
import { mailJobId } from './mail-jobs.ts';

/** Mails to the admins about a renewal that policy refused; none for any other record. */
export async function renewalRefusalMails(
  options: {
    readonly deps: Pick<Deps, 'reads' | 'policies' | 'publicUrl'>;
    readonly composeRefusal: typeof renewalRefusedMail;
    readonly checkpoint: (ledger: string) => Promise<string | null>;
  },
  record: CommittedRecord,
): Promise<{ id: string; message: MailMessage }[]> {
  if (record.type !== 'request.denied') return [];
  const { deps, composeRefusal, checkpoint } = options;
  const { renews, message } = readEntry(record.entry).detail;
  const certificate = typeof renews === 'string' ? await deps.reads.certificate(renews) : null;
  const request = certificate === null ? null : await deps.reads.request(certificate.requestId);
  if (certificate === null || request === null) return [];
  const snapshot = await deps.policies.current(certificate.organizationId);
  if (snapshot === null) return [];
  const { host, hostname } = deps.publicUrl;
  const rendered = composeRefusal({
    organization: snapshot.organization.name,
    domains: certificate.domains,
    environment: certificate.environment,
    endsAt: certificate.notAfter,
    requester: request.row.requesterName,
    reason: typeof message === 'string' ? message : '',
    url: new URL(`/approvals/${certificate.requestId}`, deps.publicUrl).href,
    checkpoint: await checkpoint(record.ledger),
  });
  const admins = [...snapshot.people.values()].filter(({ role }) => role === 'ADMIN');
  return admins.map(({ id, name, email }) => ({
    id: mailJobId(record.ledger, record.seq, record.hash, id),
    message: {
      ...rendered,
      to: { name, address: email },
      messageId: `<${record.ledger.replace('/', '.')}.${record.seq}.${id}@${hostname}>`,
      references: `<${certificate.requestId}@${host.replace(':', '.')}>`,
    },
  }));
}
