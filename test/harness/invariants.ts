import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { ServerProcess } from './server-process.ts';
import { runCommand } from './server-process.ts';

/** The database of a server on an embedded PostgreSQL, with its superuser's power: the tests' own, second way to look. */
export async function connectAsSuperuser(dataFolder: string): Promise<pg.Client> {
  const passwords = JSON.parse(fs.readFileSync(path.join(dataFolder, 'database-passwords.json'), 'utf8')) as {
    superuser: string;
  };
  const port = fs.readFileSync(path.join(dataFolder, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  const client = new pg.Client({
    connectionString: `postgresql://countersign_superuser:${passwords.superuser}@127.0.0.1:${port}/countersign`,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** What a client was told; all of it must be found again, once. */
export interface Acknowledged {
  /** Approval ids that were answered with 201 or 202. */
  readonly submitted: Iterable<string>;
  /** Ids whose approval was answered. */
  readonly approved: Iterable<string>;
  /** Certificates that were handed out, PEM by approval id. */
  readonly issued: ReadonlyMap<string, string>;
}

/**
 * What must hold after anything that was done to a server: every ledger verifies; rows and records tell the same story;
 * approved and issued are one to one; nothing acknowledged is lost and nothing is doubled. Answers with what does not hold.
 */
export async function brokenInvariants(server: ServerProcess, acknowledged: Acknowledged): Promise<string[]> {
  const broken: string[] = [];
  const verified = await runCommand(server, ['ledger', 'verify', '--rebuild']);
  if (verified.code !== 0) broken.push(`the ledgers do not verify: ${verified.stdout}${verified.stderr}`);
  const client = await connectAsSuperuser(server.dataFolder);
  const rows = async (text: string) => (await client.query<{ id: string; detail?: string }>(text)).rows;
  const claims: [string, string][] = [
    [
      'a request without exactly one request.submitted',
      `select r.id, count(l.seq)::text as detail from certificate_request r
       left join ledger_record l on l.subject_id = r.id and l.type = 'request.submitted' group by r.id having count(l.seq) <> 1`,
    ],
    [
      'a request.submitted without its request',
      `select l.subject_id as id from ledger_record l where l.type = 'request.submitted'
       and not exists (select 1 from certificate_request r where r.id = l.subject_id)`,
    ],
    [
      'a vote without exactly one record',
      `select d.request_id as id, count(l.seq)::text as detail from decision d left join ledger_record l
       on l.subject_id = d.request_id and l.actor_id = d.approver_id
       and l.type = case d.verdict when 'APPROVE' then 'request.approved' else 'request.rejected' end
       group by d.request_id, d.approver_user_id having count(l.seq) <> 1`,
    ],
    [
      'a certificate without exactly one certificate.issued',
      `select c.request_id as id, count(l.seq)::text as detail from certificate c
       left join ledger_record l on l.subject_id = c.request_id and l.type = 'certificate.issued' group by c.request_id having count(l.seq) <> 1`,
    ],
    [
      'a certificate.issued without its certificate',
      `select l.subject_id as id from ledger_record l where l.type = 'certificate.issued'
       and not exists (select 1 from certificate c where c.request_id = l.subject_id)`,
    ],
    [
      'an issued request without its certificate, or the reverse',
      `select r.id from certificate_request r left join certificate c on c.request_id = r.id
       where (r.issuance_status = 'ISSUED') <> (c.id is not null)`,
    ],
    [
      'a certificate for a request that is not approved',
      `select r.id, r.status as detail from certificate c join certificate_request r on r.id = c.request_id where r.status <> 'APPROVED'`,
    ],
    [
      'an approved request with fewer approvals than it needed',
      `select r.id from certificate_request r where r.status = 'APPROVED' and r.required_approvals >
       (select count(*) from decision d where d.request_id = r.id and d.verdict = 'APPROVE')`,
    ],
    [
      'a request that the ledger ended twice',
      `select subject_id as id, string_agg(type, ', ') as detail from ledger_record
       where type in ('request.rejected', 'request.voided', 'request.withdrawn', 'request.expired') group by subject_id having count(*) > 1`,
    ],
    [
      'a head that is not at the end of its records',
      `select h.ledger as id from ledger_head h where h.size <> (select count(*) from ledger_record l where l.ledger = h.ledger)
       or h.hash <> (select l.hash from ledger_record l where l.ledger = h.ledger order by l.seq desc limit 1)`,
    ],
  ];
  for (const [claim, text] of claims) {
    for (const row of await rows(text)) broken.push(`${claim}: ${row.id} ${row.detail ?? ''}`);
  }
  const idsOf = async (text: string) => new Set((await rows(text)).map(({ id }) => id));
  const known = await idsOf('select id from certificate_request');
  for (const id of acknowledged.submitted) if (!known.has(id)) broken.push(`acknowledged, but lost: ${id}`);
  const voted = await idsOf(`select distinct request_id as id from decision where verdict = 'APPROVE'`);
  for (const id of acknowledged.approved) if (!voted.has(id)) broken.push(`an acknowledged approval is lost: ${id}`);
  const certificates = new Map(
    (await client.query<{ id: string; der: Buffer }>('select request_id as id, der from certificate')).rows.map(
      ({ id, der }) => [id, der],
    ),
  );
  for (const [id, pem] of acknowledged.issued) {
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    if (certificates.get(id)?.equals(der) !== true)
      broken.push(`a certificate that was handed out is not the one that is kept: ${id}`);
  }
  await client.end();
  return broken;
}
