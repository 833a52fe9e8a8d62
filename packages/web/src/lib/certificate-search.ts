import type { CertificateFilter } from '../gql/generated/graphql.ts';

export const CERTIFICATE_TABS = ['in-force', 'ending', 'renewal', 'revoked', 'expired', 'all'] as const;
export type CertificateTab = (typeof CERTIFICATE_TABS)[number];

/** What of the certificates is looked at; all of it stands in the address. */
export interface CertificateSearch {
  readonly tab?: CertificateTab | undefined;
  readonly q?: string | undefined;
  readonly profile?: string | undefined;
  readonly environment?: string | undefined;
  readonly requester?: string | undefined;
  /** Days (UTC), both included: `2026-12-24`. */
  readonly expiresFrom?: string | undefined;
  readonly expiresTo?: string | undefined;
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A day that there is; anything else is left out. */
function day(value: unknown): string | undefined {
  const wanted = text(value);
  if (wanted === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(wanted)) return undefined;
  const moment = new Date(`${wanted}T00:00:00.000Z`);
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== wanted ? undefined : wanted;
}

export function readCertificateSearch(search: Record<string, unknown>): CertificateSearch {
  return {
    tab: CERTIFICATE_TABS.find((known) => known === search.tab),
    q: text(search.q),
    profile: text(search.profile),
    environment: text(search.environment),
    requester: text(search.requester),
    expiresFrom: day(search.expiresFrom),
    expiresTo: day(search.expiresTo),
  };
}

/** Why the days cannot be meant; null where they can. */
export function dayRefusal({ expiresFrom, expiresTo }: CertificateSearch): string | null {
  return expiresFrom !== undefined && expiresTo !== undefined && expiresTo < expiresFrom
    ? 'This is before the first day. Turn them around.'
    : null;
}

export const isNarrowed = (search: CertificateSearch): boolean =>
  Object.values({ ...search, tab: undefined }).some(Boolean);

const TAB_FILTERS: Readonly<Record<CertificateTab, CertificateFilter>> = {
  'in-force': { expired: false, revoked: false },
  ending: { expired: false, revoked: false, expiringWithinDays: SOON_DAYS },
  renewal: { renewalAsked: true },
  revoked: { revoked: true },
  expired: { expired: true, revoked: false },
  all: {},
};

/** The tab and its filters as the server understands them. */
export function certificateFilter(search: CertificateSearch): CertificateFilter {
  const { q, profile, environment, requester, expiresFrom, expiresTo } = search;
  const startOf = (wanted: string): Date => new Date(`${wanted}T00:00:00.000Z`);
  return {
    ...TAB_FILTERS[search.tab ?? 'in-force'],
    search: q ?? null,
    trustProfileId: profile ?? null,
    environment: environment ?? null,
    requesterId: requester ?? null,
    expiresFrom: expiresFrom === undefined ? null : startOf(expiresFrom).toISOString(),
    expiresBefore: expiresTo === undefined ? null : new Date(startOf(expiresTo).getTime() + DAY_MS).toISOString(),
  };
}

interface Issued {
  readonly domains: readonly string[];
  readonly environment: string;
  readonly trustProfile: { readonly id: string };
  readonly requester: { readonly id: string };
}

/** Whether a certificate that was just issued belongs to what is looked at. When it ends is not known: days let none in. */
export function takesIn(search: CertificateSearch, { domains, environment, trustProfile, requester }: Issued): boolean {
  const { tab = 'in-force', q, profile, environment: wanted, requester: who, expiresFrom, expiresTo } = search;
  return (
    (tab === 'in-force' || tab === 'all') &&
    expiresFrom === undefined &&
    expiresTo === undefined &&
    (profile ?? trustProfile.id) === trustProfile.id &&
    (wanted ?? environment) === environment &&
    (who ?? requester.id) === requester.id &&
    domains.some((name) => name.includes((q ?? '').toLowerCase()))
  );
}
