import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandReads } from '../../usecases/ports.ts';
import { insertRow } from '../state-write.ts';
import {
  EARLIER,
  exampleHead,
  exampleOrganization,
  exampleRequest,
  exampleScene,
  exampleUser,
  sha256,
  writeRows,
} from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { createCommandReads } from './command-reads.ts';

const LATER = new Date('2026-11-23T14:00:00.000Z');
const minutesAfter = (minutes: number) => new Date(EARLIER.getTime() + minutes * 60_000);

describe('what commands decide on', () => {
  let open: OpenTestDatabase;
  let reads: CommandReads;
  beforeAll(async () => {
    open = await openTestDatabase();
    reads = createCommandReads(open.database, open.schema);
    const vote = {
      approverKind: 'user',
      verdict: 'APPROVE',
      reason: null,
      revision: 1,
      templateSha256: sha256('{}'),
    } as const;
    await writeRows(open.database, open.schema, [
      ...exampleScene('org_1'),
      insertRow('User', exampleUser('usr_a', { email: 'Mara@corp.com' })),
      insertRow('User', exampleUser('usr_b')),
      insertRow('CertificateRequest', exampleRequest('apr_1', 'org_1', { dedupeKey: 'k', lastSequence: 7 })),
      ...['usr_b', 'usr_a'].map((id, index) =>
        insertRow('Decision', {
          ...vote,
          requestId: 'apr_1',
          approverUserId: id,
          approverId: id,
          approverName: id,
          decidedAt: minutesAfter(index + 0.001),
        }),
      ),
    ]);
  });
  afterAll(() => open.close());

  it('reads a request with its votes and the authority of its organization in one statement', async () => {
    const loaded = await reads.request('apr_1');
    expect(loaded?.row).toEqual(exampleRequest('apr_1', 'org_1', { dedupeKey: 'k', lastSequence: 7 }));
    expect(loaded).toMatchObject({ authority: 0, sealed: false });
    expect(loaded?.decisions.map((vote) => [vote.approverUserId, vote.decidedAt])).toEqual([
      ['usr_b', minutesAfter(0.001)],
      ['usr_a', minutesAfter(1.001)],
    ]);
    expect(await reads.request('apr_none')).toBeNull();
  });

  it('finds a person by their e-mail address however it is written, and an earlier submission by its key', async () => {
    expect((await reads.userByEmail('mara@CORP.com'))?.id).toBe('usr_a');
    expect((await reads.requestByDedupeKey('usr_asker', 'k'))?.id).toBe('apr_1');
    expect(await reads.requestByDedupeKey('usr_a', 'k')).toBeNull();
    expect(await reads.userCount()).toBe(2);
  });

  it('finds nothing by a text with a NUL, which no row can hold', async () => {
    for (const id of ['apr_1\0', '\0']) {
      expect(await reads.request(id)).toBeNull();
      expect(await reads.userByEmail(id)).toBeNull();
      expect(await reads.requestByDedupeKey('usr_asker', id)).toBeNull();
    }
  });

  it('gives bytes, dates and rules as they were written', async () => {
    const authority = await reads.authority('ca_1');
    expect(authority?.certificateDer).toEqual(Buffer.from([0x30, 0x00, 0xff]));
    expect(authority?.notAfter).toEqual(new Date('2036-01-01T00:00:00.000Z'));
    expect((await reads.profileVersion('dtp_1', 1))?.rules.domains).toEqual(['*.internal.corp.com']);
    expect(await reads.profileVersion('dtp_1', 2)).toBeNull();
  });

  it('finds what is due, oldest first, and nothing that has ended', async () => {
    const approved = { status: 'APPROVED', decidedAt: EARLIER } as const;
    await writeRows(open.database, open.schema, [
      insertRow('Organization', exampleOrganization('org_2')),
      insertRow('LedgerHead', exampleHead('org_2')),
      insertRow('CertificateRequest', exampleRequest('apr_due2', 'org_2', { expiresAt: minutesAfter(2) })),
      insertRow('CertificateRequest', exampleRequest('apr_due1', 'org_1', { expiresAt: minutesAfter(1) })),
      insertRow(
        'CertificateRequest',
        exampleRequest('apr_due3', 'org_1', {
          ...approved,
          issuanceStatus: 'AWAITING_CSR',
          expiresAt: minutesAfter(3),
        }),
      ),
      insertRow('CertificateRequest', exampleRequest('apr_not_yet', 'org_1', { expiresAt: minutesAfter(120) })),
      insertRow(
        'CertificateRequest',
        exampleRequest('apr_over', 'org_1', { ...approved, issuanceStatus: 'ISSUED', expiresAt: minutesAfter(1) }),
      ),
      insertRow(
        'CertificateRequest',
        exampleRequest('apr_failed', 'org_1', {
          ...approved,
          issuanceStatus: 'FAILED',
          nextAttemptAt: minutesAfter(2),
        }),
      ),
      insertRow(
        'CertificateRequest',
        exampleRequest('apr_issuing', 'org_1', {
          ...approved,
          issuanceStatus: 'ISSUING',
          nextAttemptAt: minutesAfter(1),
        }),
      ),
    ]);
    expect(await reads.dueExpiries(LATER, 10)).toEqual(['apr_due1', 'apr_due2', 'apr_due3']);
    expect(await reads.dueExpiries(LATER, 1)).toEqual(['apr_due1']);
    expect(await reads.dueIssuances(LATER, 10)).toEqual(['apr_issuing', 'apr_failed']);
    expect(await reads.dueIssuances(minutesAfter(1), 10)).toEqual(['apr_issuing']);

    const due = { warnAt: minutesAfter(1), escalateAt: minutesAfter(2) };
    const waiting: Parameters<typeof exampleRequest>[] = [
      ['apr_w2', 'org_2', { warnAt: minutesAfter(2) }],
      ['apr_w1', 'org_1', due],
      ['apr_warned', 'org_1', { ...due, warnedAt: minutesAfter(3) }],
      ['apr_both', 'org_1', { ...due, warnedAt: minutesAfter(3), escalatedAt: minutesAfter(3) }],
      ['apr_silent', 'org_1', { escalateAt: minutesAfter(3) }],
      ['apr_decided', 'org_1', { ...due, ...approved }],
      ['apr_too_late', 'org_1', { ...due, expiresAt: minutesAfter(4) }],
    ];
    await writeRows(
      open.database,
      open.schema,
      waiting.map((of) => insertRow('CertificateRequest', exampleRequest(...of))),
    );
    expect(await reads.dueWarnings(LATER, 10)).toEqual(['apr_w1', 'apr_w2']);
    expect(await reads.dueWarnings(minutesAfter(1), 10)).toEqual(['apr_too_late', 'apr_w1']);
    expect(await reads.dueEscalations(LATER, 10)).toEqual(['apr_warned', 'apr_silent']);
  });

  it('finds nothing due in a sealed organization, so that it stands in the way of no other', async () => {
    const time = { warnAt: minutesAfter(1), escalateAt: minutesAfter(1) };
    const waiting = exampleRequest('apr_sealed1', 'org_9', time);
    const warned = exampleRequest('apr_sealed2', 'org_9', { ...time, warnedAt: minutesAfter(2) });
    const over = exampleRequest('apr_sealed3', 'org_9', { expiresAt: minutesAfter(1) });
    const failed = { status: 'APPROVED', issuanceStatus: 'FAILED', decidedAt: EARLIER } as const;
    const again = exampleRequest('apr_sealed4', 'org_9', { ...failed, nextAttemptAt: minutesAfter(1) });
    await writeRows(open.database, open.schema, [
      insertRow('Organization', exampleOrganization('org_9')),
      insertRow('LedgerHead', exampleHead('org_9', { sealedAt: EARLIER, sealedBecause: 'hash mismatch' })),
      ...[waiting, warned, over, again].map((row) => insertRow('CertificateRequest', row)),
    ]);
    const found = await Promise.all(
      [reads.dueWarnings, reads.dueEscalations, reads.dueExpiries, reads.dueIssuances].map((due) => due(LATER, 100)),
    );
    expect(found.flat().filter((id) => id.startsWith('apr_sealed'))).toEqual([]);
  });
});
