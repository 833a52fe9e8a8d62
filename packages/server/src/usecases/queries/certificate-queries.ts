import { DomainError } from '../../domain/errors.ts';
import { parseDomainName } from '../../domain/names.ts';
import type { Queries } from '../application.ts';
import type { CertificateAuthorityRow, CertificateRow } from '../ports.ts';
import { createCrls } from './certificate-revocation-lists.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, pageOf, readPage } from './page.ts';
import type { CertificateSelection } from './query-ports.ts';

type CertificateQueries = Pick<
  Queries,
  | 'certificateAuthority'
  | 'certificateAuthorities'
  | 'certificate'
  | 'certificates'
  | 'certificatePem'
  | 'chainPem'
  | 'publicChain'
  | 'crl'
  | 'crlUrl'
  | 'authorityFingerprint'
>;

const DAY_MS = 86_400_000;
const BEFORE_ALL = new Date('0001-01-01T00:00:00.000Z');
const EXPIRED = 1;

interface Placed {
  readonly phase: number;
  readonly row: CertificateRow;
}

/** Certificates and who issues them. */
export function certificateQueries({ deps, reads, sight }: QueryParts): CertificateQueries {
  const issuers = (row: CertificateAuthorityRow) => row.kind !== 'DEVICE_ROOT';
  const parentOf = (row: CertificateAuthorityRow) => (row.parentId ? deps.reads.authority(row.parentId) : null);
  const pem = (der: Buffer) => deps.authorities.certificatePem(der);

  return {
    async certificateAuthority(principal, id) {
      const row = await deps.reads.authority(id);
      return row !== null && (await sight.organization(principal, row.organizationId)) !== null ? row : null;
    },

    async certificateAuthorities(principal, organizationId, page) {
      const view = await sight.organization(principal, organizationId);
      if (view === null) return emptyPage(page);
      return pageOf('authorities', [...view.snapshot.certificateAuthorities.values()].filter(issuers), page);
    },

    async certificate(principal, id) {
      const row = await deps.reads.certificate(id);
      return row !== null && (await sight.organization(principal, row.organizationId)) !== null ? row : null;
    },

    /** Those in force, expiring first; behind them those whose time is over, the last to expire first. */
    async certificates(principal, organizationId, filter, page) {
      if ((await sight.organization(principal, organizationId)) === null) return emptyPage(page);
      const now = deps.clock.now();
      const within = readDays(filter?.expiringWithinDays);
      const common = { organizationId, domain: readDomain(filter?.domain), revoked: filter?.revoked ?? null };
      const until = within === null ? null : new Date(now.getTime() + within * DAY_MS);
      const inForce: CertificateSelection = { ...common, notAfter: { after: now, until }, direction: 'ASC' };
      const over: CertificateSelection = { ...common, notAfter: { after: BEFORE_ALL, until: now }, direction: 'DESC' };
      const phases = within === null ? [inForce, over] : [inForce];
      const found = await readPage(
        {
          name: within === null ? 'certificates' : 'certificates expiring',
          shape: ['number', 'number', 'string'],
          placeOf: ({ phase, row }: Placed) => [phase, row.notAfter.getTime(), row.id],
        },
        page,
        async (after, limit) => {
          const placed: Placed[] = [];
          const startPhase = Number(after?.[0] ?? 0);
          for (const [phase, selection] of phases.entries()) {
            if (placed.length >= limit || phase < startPhase) continue;
            const start =
              after === null || phase !== startPhase ? null : { notAfter: readMoment(after[1]), id: String(after[2]) };
            const rows = await reads.certificates(selection, start, limit - placed.length);
            placed.push(...rows.map((row) => ({ phase: phase === 0 ? 0 : EXPIRED, row })));
          }
          return placed;
        },
      );
      return { ...found, rows: found.rows.map(({ row }) => row) };
    },

    certificatePem: (row) => pem(row.der),

    chainPem: (certificateAuthorityId) => deps.authorities.chainPem(certificateAuthorityId),

    async publicChain(certificateAuthorityId) {
      let row = await deps.reads.authority(certificateAuthorityId);
      if (row === null || !issuers(row)) return null;
      let chain = '';
      for (; row !== null; row = await parentOf(row)) chain += `${pem(row.certificateDer).trimEnd()}\n`;
      return chain;
    },

    crl: createCrls(deps),
    crlUrl: ({ id, kind }) => (kind === 'DEVICE_ROOT' ? null : deps.authorities.crlUrl(id)),
    authorityFingerprint: ({ certificateDer }) => deps.authorities.readCertificate(certificateDer).fingerprintSha256,
  };
}

function readDomain(text: string | null | undefined): string | null {
  return text ? parseDomainName(text.trim(), ['filter', 'domain']).ascii : null;
}

function readDays(days: number | null | undefined): number | null {
  if (days === null || days === undefined) return null;
  if (Number.isInteger(days) && days >= 0 && days <= 36_500) return days;
  throw new DomainError('INVALID_INPUT', 'Name a number of days from 0 to 36500.', {
    field: ['filter', 'expiringWithinDays'],
  });
}

/** A moment that a date can hold; a cursor that says otherwise was made up. */
function readMoment(at: string | number | undefined): number {
  return Math.min(Math.max(Number(at), BEFORE_ALL.getTime()), 253_402_300_799_999);
}
