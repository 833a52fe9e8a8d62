import { DomainError } from '../../domain/errors.ts';
import { parseDomainName, parseHostName } from '../../domain/names.ts';
import type { CertificateFilter, Queries } from '../application.ts';
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
  | 'countCertificates'
  | 'certificatePem'
  | 'chainPem'
  | 'publicChain'
  | 'crl'
  | 'crlUrl'
  | 'authorityFingerprint'
>;

const DAY_MS = 86_400_000;
const BEFORE_ALL = new Date('0001-01-01T00:00:00.000Z');
const AFTER_ALL = new Date('9999-12-31T23:59:59.999Z');
const LONGEST_SEARCH = 253;

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

    /** Those whose time is not over, the first to end first; behind them the others, the last to end first. */
    async certificates(principal, organizationId, filter, page) {
      if ((await sight.organization(principal, organizationId)) === null) return emptyPage(page);
      const phases = phasesOf(organizationId, filter ?? {}, deps.clock.now());
      const found = await readPage(
        {
          name: `certificates ${phases.map(({ direction }) => direction).join(' ')}`,
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
            placed.push(...rows.map((row) => ({ phase, row })));
          }
          return placed;
        },
      );
      return { ...found, rows: found.rows.map(({ row }) => row) };
    },

    async countCertificates(principal, organizationId, filter) {
      if ((await sight.organization(principal, organizationId)) === null) return 0;
      const phases = phasesOf(organizationId, filter ?? {}, deps.clock.now());
      const counts = await Promise.all(phases.map((selection) => reads.countCertificates(selection)));
      return counts.reduce((sum, count) => sum + count, 0);
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

/** What is not over, and what is: each in the order of its end, and only as far as the filter reaches. */
function phasesOf(organizationId: string, filter: CertificateFilter, now: Date): CertificateSelection[] {
  const within = readDays(filter.expiringWithinDays);
  const from = filter.expiresFrom ? new Date(filter.expiresFrom.getTime() - 1) : BEFORE_ALL;
  const before = filter.expiresBefore ? new Date(filter.expiresBefore.getTime() - 1) : AFTER_ALL;
  if (before < from) {
    throw new DomainError('INVALID_INPUT', 'The range ends before it begins. Turn it around.', {
      field: ['filter', 'expiresBefore'],
    });
  }
  const common = {
    organizationId,
    domain: readDomain(filter.domain),
    search: readSearch(filter.search),
    trustProfileId: filter.trustProfileId ?? null,
    environment: filter.environment ?? null,
    requesterId: filter.requesterId ?? null,
    revoked: filter.revoked ?? null,
    renewalAsked: filter.renewalAsked ?? null,
  };
  const until = within === null ? before : earlier(before, new Date(now.getTime() + within * DAY_MS));
  const inForce: CertificateSelection = {
    ...common,
    notAfter: { after: later(from, now), until },
    direction: 'ASC',
  };
  const over: CertificateSelection = {
    ...common,
    notAfter: { after: from, until: earlier(before, now) },
    direction: 'DESC',
  };
  const wantsOver = filter.expired ?? within === null;
  return [...(filter.expired === true ? [] : [inForce]), ...(wantsOver ? [over] : [])].filter(
    ({ notAfter }) => notAfter.after < notAfter.until,
  );
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
const later = (one: Date, other: Date): Date => (one > other ? one : other);

function readDomain(text: string | null | undefined): string | null {
  return text ? parseDomainName(text.trim(), ['filter', 'domain']).ascii : null;
}

/** As names are kept: lower case; what is no A-label yet becomes one where it can. */
function readSearch(text: string | null | undefined): string | null {
  const wanted = text?.trim().toLowerCase() ?? '';
  if (wanted === '') return null;
  if (wanted.length > LONGEST_SEARCH || wanted.includes('\u0000')) {
    throw new DomainError('INVALID_INPUT', `Search for up to ${LONGEST_SEARCH} characters.`, {
      field: ['filter', 'search'],
    });
  }
  if (/^\p{ASCII}*$/u.test(wanted)) return wanted;
  try {
    return parseHostName(wanted, ['filter', 'search']).ascii;
  } catch (error) {
    // A part of a name: looked for as it was typed.
    if (error instanceof DomainError) return wanted;
    throw error;
  }
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
