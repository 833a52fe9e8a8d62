import type { Principal } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { KeyAlgorithm } from '../domain/key-algorithm.ts';
import { demand, policyFor } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import { checkName } from './people-input.ts';
import {
  type CertificateAuthorityRow,
  type Deps,
  insertRow,
  type MadeAuthority,
  RefusedByConstraint,
} from './ports.ts';

const DEFAULT_VALIDITY_DAYS = 3_650;
const MAX_VALIDITY_DAYS = 9_125;

interface CreateCertificateAuthorityInput {
  readonly organizationId: string;
  readonly name: string;
  readonly commonName: string;
  readonly keyAlgorithm?: KeyAlgorithm | null;
  /** Of the root, or of the issuing CA when a parent is given. */
  readonly validityDays?: number | null;
  readonly parentId?: string | null;
}

/**
 * Makes an issuing CA. Without a parent its root is made first, so that no root key ever signs a leaf: the root may only
 * sign CAs, and the issuing CA has path length 0 (RFC 5280 §4.2.1.9). Answers with the issuing CA.
 */
export async function createCertificateAuthority(
  deps: Deps,
  principal: Principal,
  input: CreateCertificateAuthorityInput,
): Promise<CertificateAuthorityRow> {
  const name = checkName(input.name);
  const commonName = checkName(input.commonName, 'commonName');
  if (commonName.length > 64) {
    throw new DomainError('INVALID_INPUT', 'A common name has at most 64 characters (RFC 5280, appendix A.1).', {
      field: ['commonName'],
    });
  }
  const validityDays = input.validityDays ?? DEFAULT_VALIDITY_DAYS;
  if (!Number.isInteger(validityDays) || validityDays < 30 || validityDays > MAX_VALIDITY_DAYS) {
    throw new DomainError('INVALID_INPUT', `A certificate authority is valid for 30 to ${MAX_VALIDITY_DAYS} days.`, {
      field: ['validityDays'],
    });
  }
  const keyAlgorithm = input.keyAlgorithm ?? 'ECDSA_P256';
  return decideAnew(async () => {
    const policy = await policyFor(deps, principal, input.organizationId);
    demand(policy.may('ca.manage'));
    const now = deps.clock.now();
    const made = await make(
      deps,
      { ...input, name, commonName, keyAlgorithm, validityDays, now },
      policy.snapshot.organization.name,
    );
    try {
      await deps.ledger.commit({
        organizationId: input.organizationId,
        authority: policy.snapshot.authority,
        now,
        raisesAuthority: true,
        records: made.map((authority) => ({
          type: 'ca.created',
          actor: principal.actor,
          subject: { kind: 'ca', id: authority.id },
          detail: {
            name: authority.name,
            kind: authority.kind,
            keyAlgorithm: authority.keyAlgorithm,
            parent: authority.parentId ?? null,
            certificateSha256: deps.authorities.readCertificate(authority.certificateDer).fingerprintSha256,
            notAfter: authority.notAfter.toISOString(),
          },
        })),
        writes: () => made.map((authority) => insertRow('CertificateAuthority', authority)),
      });
    } catch (error) {
      if (error instanceof RefusedByConstraint && error.constraint === 'certificate_authority_name') {
        throw new DomainError('INVALID_INPUT', `There is a certificate authority named ${name} already.`, {
          field: ['name'],
        });
      }
      throw error;
    }
    deps.policies.forget(input.organizationId);
    const issuing = made.at(-1);
    if (issuing === undefined) throw new Error('no certificate authority was made');
    return issuing;
  });
}

async function make(
  deps: Deps,
  input: {
    organizationId: string;
    name: string;
    commonName: string;
    keyAlgorithm: KeyAlgorithm;
    validityDays: number;
    parentId?: string | null;
    now: Date;
  },
  organizationName: string,
): Promise<CertificateAuthorityRow[]> {
  const { now, keyAlgorithm, validityDays, commonName } = input;
  const rowOf = (
    made: MadeAuthority,
    rest: { id: string; kind: 'ROOT' | 'ISSUING'; name: string; parentId: string | null },
  ): CertificateAuthorityRow => ({
    ...rest,
    organizationId: input.organizationId,
    keyAlgorithm: made.keyAlgorithm,
    certificateDer: made.certificateDer,
    sealedKey: made.sealedKey,
    notAfter: made.notAfter,
    createdAt: now,
    retiredAt: null,
  });
  const issuingId = deps.ids.next('ca');
  if (input.parentId) {
    const parent = await deps.reads.authority(input.parentId);
    if (parent === null || parent.organizationId !== input.organizationId || parent.kind !== 'ROOT') {
      throw new DomainError('NOT_FOUND', 'There is no such root certificate authority in this organization.', {
        field: ['parentId'],
      });
    }
    const issuing = await deps.authorities.createIssuing({
      id: issuingId,
      parent,
      commonName,
      keyAlgorithm,
      validityDays,
      now,
    });
    return [rowOf(issuing, { id: issuingId, kind: 'ISSUING', name: input.name, parentId: parent.id })];
  }
  const rootId = deps.ids.next('ca');
  const { root, issuing } = await deps.authorities.createPair({
    rootId,
    issuingId,
    commonName,
    organizationName,
    keyAlgorithm,
    validityDays,
    now,
  });
  return [
    rowOf(root, { id: rootId, kind: 'ROOT', name: `${input.name} root`, parentId: null }),
    rowOf(issuing, { id: issuingId, kind: 'ISSUING', name: input.name, parentId: rootId }),
  ];
}
