import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRow, type RiskQuestion } from '../../usecases/ports.ts';
import {
  exampleAuthority,
  exampleIssued,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  sha256,
  writeRows,
} from '../testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../testing/open-test-database.ts';
import { createRiskReads } from './risk-reads.ts';

const NOW = new Date('2026-11-24T08:00:00.000Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const KEY = sha256('key of web');

const question = (changes: Partial<RiskQuestion> = {}): RiskQuestion => ({
  requestId: null,
  organizationId: 'org_1',
  domains: ['web.corp.com'],
  spkiSha256: null,
  userId: null,
  requestedAt: NOW,
  ...changes,
});

describe('what risk signals rest on', () => {
  let open: OpenTestDatabase;
  const ask = (...questions: RiskQuestion[]) => createRiskReads(open.database).riskFacts(questions, NOW);
  const askOne = async (changes: Partial<RiskQuestion>) => (await ask(question(changes)))[0];

  beforeAll(async () => {
    open = await openTestDatabase();
    const { database, schema } = open;
    const atHour = (id: string, hour: number, over: Parameters<typeof exampleRequest>[2] = {}) =>
      insertRow(
        'CertificateRequest',
        exampleRequest(id, 'org_1', { requestedAt: new Date(`2026-11-20T0${hour}:10:00.000Z`), ...over }),
      );
    await writeRows(database, schema, [
      insertRow('Organization', exampleOrganization('org_1')),
      insertRow('Organization', exampleOrganization('org_2')),
      insertRow('CertificateAuthority', exampleAuthority('ca_1', 'org_1')),
      ...exampleProfile('dtp_1', 'org_1'),
      ...exampleIssued(NOW, 'web', { domains: ['web.corp.com', 'www.corp.com'] }),
      ...exampleIssued(NOW, 'old', { domains: ['old.corp.com'], notAfter: days(-1) }),
      ...exampleIssued(NOW, 'gone', {
        domains: ['gone.corp.com'],
        revokedAt: days(-2),
        revocationReason: 'SUPERSEDED',
      }),
      ...exampleIssued(NOW, 'shared', {
        domains: ['web.corp.com', 'mail.corp.com'],
        spkiSha256: KEY,
        notAfter: days(-1),
      }),
      ...exampleIssued(NOW, 'theirs', {
        organizationId: 'org_2',
        domains: ['theirs.corp.com', 'new.corp.com'],
        spkiSha256: KEY,
      }),
      atHour('apr_h1', 1),
      atHour('apr_h2', 2, { requesterKind: 'device', requesterId: 'dev_1' }),
      atHour('apr_h3', 3),
      atHour('apr_h4', 4, { requesterId: 'usr_other', requesterUserIds: ['usr_other'] }),
    ]);
  });
  afterAll(() => open.close());

  it('are the certificate in force, and which names never had one', async () => {
    expect(await askOne({ domains: ['new.corp.com', 'web.corp.com', 'old.corp.com', 'gone.corp.com'] })).toMatchObject({
      previous: { domains: ['web.corp.com', 'www.corp.com'], spkiSha256: KEY },
      newNames: ['new.corp.com'],
    });
    expect(await askOne({ domains: ['old.corp.com'] })).toMatchObject({ previous: null, newNames: [] });
  });

  it('are the other names with the same key in this organization, and nothing of another one', async () => {
    expect((await askOne({ spkiSha256: KEY }))?.keyAlsoUsedFor).toEqual(['mail.corp.com', 'www.corp.com']);
    expect(
      (await askOne({ spkiSha256: KEY, domains: ['web.corp.com', 'www.corp.com', 'mail.corp.com'] }))?.keyAlsoUsedFor,
    ).toEqual([]);
    expect((await askOne({ spkiSha256: sha256('fresh') }))?.keyAlsoUsedFor).toEqual([]);
    expect((await askOne({ organizationId: 'org_2', domains: ['web.corp.com'] }))?.newNames).toEqual(['web.corp.com']);
  });

  it('are the hours at which the person themselves asked before, the newest first', async () => {
    expect(
      (await askOne({ userId: 'usr_asker', requestedAt: new Date('2026-11-20T09:00:00.000Z') }))?.hoursAskedBefore,
    ).toEqual([3, 1]);
    const early = new Date('2026-11-20T03:00:00.000Z');
    expect((await askOne({ userId: 'usr_asker', requestedAt: early }))?.hoursAskedBefore).toEqual([1]);
    expect((await askOne({ userId: null }))?.hoursAskedBefore).toEqual([]);
  });

  it('do not count the request’s own certificate, nor what was issued after it', async () => {
    const own = await askOne({ requestId: 'apr_web', domains: ['www.corp.com'], spkiSha256: KEY });
    expect(own).toMatchObject({ previous: null, newNames: ['www.corp.com'] });
  });

  it('are read for many requests at once, in the order of the questions', async () => {
    const names = ['old.corp.com', 'new.corp.com', 'web.corp.com'];
    const facts = await ask(...names.map((name) => question({ domains: [name] })));
    expect(facts.map(({ newNames }) => newNames)).toEqual([[], ['new.corp.com'], []]);
    expect(await ask()).toEqual([]);
  });
});
