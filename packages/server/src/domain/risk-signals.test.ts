import { describe, expect, test } from 'vitest';
import type { CertificateRequest } from './certificate-request.ts';
import { ENOUGH_HOURS, type RiskFacts, riskSignals } from './risk-signals.ts';
import { OMAR, requestWith } from './testing/example-domain.ts';

const NOTHING: RiskFacts = { previous: null, newNames: [], keyAlsoUsedFor: [], hoursAskedBefore: [] };
const KEY = requestWith().spkiSha256 ?? '';

function said(rule: string, changes: Partial<CertificateRequest>, facts: Partial<RiskFacts>): string[] {
  return riskSignals(requestWith(changes), { ...NOTHING, ...facts })
    .filter((check) => check.rule === rule)
    .map(({ outcome, explanation }) => `${outcome}: ${explanation}`);
}

describe('a signal', () => {
  test('says which names are asked for the first time, and nothing of the kind for a name that had a certificate', () => {
    expect(said('previous certificate', {}, { newNames: ['api.internal.corp.com'] })).toEqual([
      'WARN: No certificate has been issued for api.internal.corp.com before.',
    ]);
    expect(said('previous certificate', {}, {})).toEqual([
      'PASS: There were certificates for these names before; none is in force now.',
    ]);
  });

  test('says which names are more, and which are fewer, than in the certificate in force', () => {
    const domains = ['a.corp.com', 'b.corp.com'];
    const previous = { domains: ['b.corp.com', 'c.corp.com'], spkiSha256: KEY };
    expect(said('names changed', { domains }, { previous })).toEqual([
      'WARN: Against the certificate in force this adds a.corp.com and drops c.corp.com.',
    ]);
    expect(said('names changed', { domains: previous.domains }, { previous })).toEqual([
      'PASS: The names are those of the certificate in force.',
    ]);
    expect(said('names changed', { domains }, {})).toEqual([]);
  });

  test('says whether the key is the one of the certificate in force', () => {
    const { domains } = requestWith();
    expect(said('key changed', {}, { previous: { domains, spkiSha256: 'another' } })[0]).toMatch(
      /^WARN: .*another one/,
    );
    expect(said('key changed', {}, { previous: { domains, spkiSha256: KEY } })[0]).toMatch(/^PASS/);
    expect(said('key changed', {}, {})).toEqual([]);
  });

  test('says for which other names the same key is in use', () => {
    expect(said('key reused', {}, { keyAlsoUsedFor: ['www.corp.com'] })).toEqual([
      'WARN: The same key is in certificates for www.corp.com.',
    ]);
    expect(said('key reused', {}, {})[0]).toMatch(/^PASS/);
  });

  test('says nothing of a key that is not known yet', () => {
    const previous = { domains: ['api.internal.corp.com'], spkiSha256: KEY };
    const awaited = { keyOrigin: 'AWAITED', spkiSha256: null, keyAlgorithm: null } as const;
    expect([...said('key changed', awaited, { previous }), ...said('key reused', awaited, { previous })]).toEqual([]);
  });

  test('says that a wildcard stands for every host below', () => {
    expect(said('wildcard name', { domains: ['*.corp.com'] }, {})).toEqual([
      'WARN: *.corp.com stands for every host name one level below.',
    ]);
    expect(said('wildcard name', {}, {})).toEqual([]);
  });

  test.each(['production', 'prod', 'live'])('says that %s is production by its name', (environment) => {
    expect(said('production', { environment }, {})[0]).toMatch(/^WARN/);
    expect(said('production', { environment: `${environment}-like` }, {})).toEqual([]);
  });
});

describe('an unusual hour', () => {
  const byPerson = (requestedAt: string): Partial<CertificateRequest> => ({
    requester: { kind: 'user', id: OMAR, name: 'Omar' },
    requestedAt: new Date(requestedAt),
  });
  const morning = new Array<number>(ENOUGH_HOURS).fill(9);

  test('is one with no earlier request of the same person within two hours, on the face of a clock', () => {
    expect(said('hour', byPerson('2026-11-23T03:14:00Z'), { hoursAskedBefore: morning })).toEqual([
      `WARN: Asked at 03:14 UTC; none of Omar's last 10 requests came between 01:00 and 05:59 UTC.`,
    ]);
    expect(said('hour', byPerson('2026-11-23T11:59:00Z'), { hoursAskedBefore: morning })[0]).toMatch(/^PASS/);
    expect(said('hour', byPerson('2026-11-23T12:00:00Z'), { hoursAskedBefore: morning })[0]).toMatch(/^WARN/);
    const night = [...morning, 23];
    expect(said('hour', byPerson('2026-11-23T01:30:00Z'), { hoursAskedBefore: night })[0]).toMatch(/^PASS/);
    expect(said('hour', byPerson('2026-11-23T00:30:00Z'), { hoursAskedBefore: morning })[0]).toMatch(
      /between 22:00 and 02:59/,
    );
  });

  test('is not spoken of with too little history, nor of devices, which keep no hours', () => {
    expect(said('hour', byPerson('2026-11-23T03:14:00Z'), { hoursAskedBefore: morning.slice(1) })).toEqual([]);
    expect(said('hour', {}, { hoursAskedBefore: morning })).toEqual([]);
  });
});
