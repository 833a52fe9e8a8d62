import type pg from 'pg';
import { prepareDraft, renderEntry } from '../packages/server/src/domain/audit-record.ts';
import type { RecordDraft } from '../packages/server/src/domain/audit-record-types.ts';
import { hashEntry } from '../packages/server/src/domain/chain.ts';
import { type LedgerWorld, newId } from './ledger-world.ts';

const AT_ONCE = 10_000;
const MARA = { kind: 'user', id: 'usr_01jd9m2c8xe7rbx5w9n4t6q3he', name: 'mara@corp.example' } as const;
const DEVICE = { kind: 'device', id: 'dev_01jd9m2c8xe7rbx5w9n4t6q3hb', name: 'web-01' } as const;
const SYSTEM = { kind: 'system', id: 'system', name: 'countersign' } as const;
const TEMPLATE = '5cde0f1298f41f7d1c8b907a36992a7a513225a2615bd6e307bf1a9149b06b40';
const ABOUT = {
  domains: ['api.internal.corp.com'],
  environment: 'production',
  justification: 'New service deployment — ticket #1234',
  templateSha256: TEMPLATE,
};

/** Four records of one request, as issuing a certificate leaves them. */
function lifeOf(id: string, serial: string): RecordDraft[] {
  const subject = { kind: 'request', id } as const;
  return [
    {
      type: 'request.submitted',
      actor: DEVICE,
      subject,
      detail: { ...ABOUT, keyAlgorithm: 'ECDSA_P256', owner: null, profile: 'P', profileVersion: 1, validityDays: 90 },
    },
    {
      type: 'request.approved',
      actor: MARA,
      subject,
      detail: { ...ABOUT, approvals: 1, outcome: 'approved', reason: null, required: 1, revision: 1 },
    },
    {
      type: 'certificate.intended',
      actor: SYSTEM,
      subject,
      detail: { ca: 'ca_01jd9m2c8xe7rbx5w9n4t6q3hc', serial, tbsSha256: TEMPLATE, templateSha256: TEMPLATE },
    },
    {
      type: 'certificate.issued',
      actor: SYSTEM,
      subject,
      detail: { ca: 'ca_01jd9m2c8xe7rbx5w9n4t6q3hc', certificateSha256: TEMPLATE, serial, templateSha256: TEMPLATE },
    },
  ];
}

/** Makes a ledger that has its first record as long as is wanted, in a way that no server has: without committing anything. */
export async function fillLedger(world: LedgerWorld, size: number): Promise<void> {
  const client = await world.superuser();
  try {
    const { rows } = await client.query<{ hash: string }>('select hash from ledger_head where ledger = $1', [
      world.ledger,
    ]);
    let prev = rows[0]?.hash ?? '';
    const now = new Date();
    for (let seq = 1; seq < size; ) {
      const columns: Columns = { seqs: [], hashes: [], entries: [], types: [], subjects: [], actors: [] };
      while (seq < size && columns.seqs.length < AT_ONCE) {
        for (const draft of lifeOf(newId('apr'), hashEntry(prev).slice(0, 32)).slice(0, size - seq)) {
          const entry = renderEntry(prepareDraft(draft), { ledger: world.ledger, prev, seq, ts: now.toISOString() });
          prev = hashEntry(entry);
          columns.seqs.push(seq);
          columns.hashes.push(prev);
          columns.entries.push(entry);
          columns.types.push(draft.type);
          columns.subjects.push(draft.subject.id);
          columns.actors.push(draft.actor.id);
          seq += 1;
        }
      }
      await insert(client, world.ledger, columns);
    }
    await client.query('update ledger_head set size = $2, hash = $3, ts = $4 where ledger = $1', [
      world.ledger,
      size,
      prev,
      now,
    ]);
    await client.query('vacuum analyze ledger_record');
  } finally {
    await client.end();
  }
}

interface Columns {
  readonly seqs: number[];
  readonly hashes: string[];
  readonly entries: string[];
  readonly types: string[];
  readonly subjects: string[];
  readonly actors: string[];
}

async function insert(client: pg.Client, ledger: string, columns: Columns): Promise<void> {
  await client.query(
    `insert into ledger_record (ledger, seq, hash, entry, type, subject_id, actor_id)
     select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [ledger, columns.seqs, columns.hashes, columns.entries, columns.types, columns.subjects, columns.actors],
  );
}
