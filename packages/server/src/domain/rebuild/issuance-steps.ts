import { type Claim, type ExpectedRow, says, saysAll, saysTime, sourceOf } from './claims.ts';
import { inState, instant, type Step } from './request-tale.ts';
import { type ToldRecord, textIn } from './told-record.ts';

/** What becomes of an approved request on its way to its certificate. */
export const ISSUANCE_STEPS: Readonly<Record<string, Step>> = {
  'request.csrAttached': (tale, record) => {
    const { csrSha256, keyAlgorithm, revision, spkiSha256 } = record.detail;
    const columns = {
      keyOrigin: 'CSR',
      keyAlgorithm,
      revision,
      spkiSha256,
      spki: spkiSha256,
      csrSha256,
      csrDer: csrSha256,
    };
    return {
      keyOrigin: 'CSR',
      claims: { ...inState(tale, record, 'APPROVED', 'ISSUING'), ...saysAll(columns, sourceOf(record)) },
    };
  },
  'certificate.intended': (tale, record) => {
    const serial = textIn(record.detail, 'serial') ?? '';
    tale.intents.set(serial, intentRow(tale.id, serial, record));
    if (tale.keyOrigin === 'CSR') return {};
    const { spki: _spki, spkiSha256: _spkiSha256, ...others } = tale.claims;
    const key = record.detail.spkiSha256;
    if (key === undefined && isKnown(tale.claims.spkiSha256)) return {};
    // The server's own key is known from here on; records made before they named it leave it open.
    const named = saysAll({ spki: key, spkiSha256: key }, sourceOf(record));
    return { claims: { ...others, ...named } };
  },
  'certificate.superseded': (tale, record) => {
    const serial = textIn(record.detail, 'serial') ?? '';
    const intent = tale.intents.get(serial);
    if (intent === undefined) return {};
    const by = sourceOf(record);
    tale.intents.set(serial, { ...intent, newest: by, claims: { ...intent.claims, ...saysTime('supersededAt', by) } });
    return {};
  },
  'certificate.issued': (tale, record) => ({
    issued: record,
    claims: { ...inState(tale, record, 'APPROVED', 'ISSUED'), ...says('issuanceError', null, sourceOf(record)) },
  }),
  'certificate.failed': (tale, record) => {
    const { attempt, code } = record.detail;
    const failure = saysAll({ issuanceAttempts: attempt, issuanceError: code }, sourceOf(record));
    return { claims: { ...inState(tale, record, 'APPROVED', 'FAILED'), ...failure } };
  },
  // A person's retry counts anew, and says so.
  'certificate.retried': (tale, record) => ({
    claims: {
      ...inState(tale, record, 'APPROVED', 'ISSUING'),
      ...says('issuanceAttempts', record.detail.attempts, sourceOf(record)),
    },
  }),
  'certificate.quarantined': (tale, record) => ({ claims: inState(tale, record, 'APPROVED', 'QUARANTINED') }),
};

function isKnown(claim: Claim | undefined): boolean {
  return claim?.kind === 'value' && claim.value !== null;
}

function intentRow(requestId: string, serial: string, record: ToldRecord): ExpectedRow {
  const { detail } = record;
  const by = sourceOf(record);
  return {
    thing: `The intent ${serial} of request ${requestId}`,
    newest: by,
    claims: {
      ...saysAll(
        {
          certificateAuthorityId: detail.ca,
          tbs: detail.tbsSha256,
          tbsSha256: detail.tbsSha256,
          templateSha256: detail.templateSha256,
          notBefore: instant(detail, 'notBefore'),
          notAfter: instant(detail, 'notAfter'),
          supersededAt: null,
        },
        by,
      ),
      ...saysTime('createdAt', by),
    },
  };
}
