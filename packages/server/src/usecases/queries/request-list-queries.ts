import type { Principal } from '../../domain/actor.ts';
import { REQUEST_STATUSES, type RequestStatus } from '../../domain/certificate-request.ts';
import { DomainError } from '../../domain/errors.ts';
import { parseTypeId } from '../../domain/id.ts';
import { parseHostName } from '../../domain/names.ts';
import type { Queries, RequestFilter, RequestOrder } from '../application.ts';
import type { PolicyView } from '../authorize.ts';
import type { PolicySnapshot } from '../ports.ts';
import type { QueryParts } from './create-queries.ts';
import { emptyPage, readPage } from './page.ts';
import type { Decider, RequestReads, RequestSearch, RequestSelection } from './query-ports.ts';

const NEWEST_FIRST: RequestOrder = { field: 'REQUESTED_AT', direction: 'DESC' };
const LONGEST_SEARCH = 253;
type Listed = Awaited<ReturnType<RequestReads['list']>>[number];

/** The queue, and everything that came out of it. */
export function requestListQueries({
  deps,
  requestReads,
  sight,
  listedUnder,
}: QueryParts): Pick<Queries, 'requests' | 'countRequests'> {
  /** Null: nothing can match. */
  const select = async (
    principal: Principal,
    organizationId: string,
    filter: RequestFilter,
  ): Promise<{ selection: RequestSelection; snapshot: PolicySnapshot } | null> => {
    const view = await sight.organization(principal, organizationId);
    if (view === null) return null;
    const all: RequestSelection = {
      organizationId,
      statuses: readStatuses(filter.status),
      trustProfileIds: filter.trustProfileId ? [filter.trustProfileId] : null,
      environment: filter.environment ?? null,
      escalated: filter.escalated ?? null,
      ownerUserId: filter.mine === true ? (principal.requesterUserIds[0] ?? '') : null,
      requesterId: null,
      search: readSearch(filter.search),
      decidableBy: null,
    };
    const selection = filter.canDecide === true ? onlyDecidable(all, principal, view, deps.clock.now()) : all;
    return selection === null ? null : { selection, snapshot: view.snapshot };
  };

  return {
    async requests(principal, organizationId, filter, order, page) {
      const by = order ?? NEWEST_FIRST;
      const selected = await select(principal, organizationId, filter ?? {});
      if (selected === null) return emptyPage(page);
      const found = await readPage(
        {
          name: `requests ${by.field} ${by.direction}`,
          shape: ['number', 'number', 'string'],
          placeOf: ({ position }: Listed) => [position.phase, position.at, position.id],
        },
        page,
        (after, limit) => {
          const position =
            after === null ? null : { phase: Number(after[0]), at: readMoment(after[1]), id: String(after[2]) };
          return requestReads.list(selected.selection, by, position, limit);
        },
      );
      for (const { row } of found.rows) listedUnder.set(row, selected.snapshot);
      return { ...found, rows: found.rows.map(({ row }) => row) };
    },

    async countRequests(principal, organizationId, filter) {
      const selected = await select(principal, organizationId, filter ?? {});
      return selected === null ? 0 : requestReads.count(selected.selection);
    },
  };
}

/**
 * What waits for this principal: pending, under a profile on which they decide, not their own unless that is allowed, not
 * decided by them yet. A platform role may decide everywhere, but is asked only where it is a member.
 */
function onlyDecidable(
  selection: RequestSelection,
  principal: Principal,
  view: PolicyView,
  now: Date,
): RequestSelection | null {
  const { userId } = principal;
  if (userId === null || !view.snapshot.people.has(userId)) return null;
  const undecided = {
    organizationId: selection.organizationId,
    requester: { kind: 'user', id: '' },
    requesterUserIds: [],
    status: 'PENDING',
    issuanceStatus: 'NOT_STARTED',
    decidedByUserIds: [],
    allowSelfApproval: false,
  } as const;
  const profiles = [...view.snapshot.profiles.values()].filter(
    ({ id, name }) =>
      (selection.trustProfileIds?.includes(id) ?? true) &&
      view.on('request.approve', { ...undecided, profileId: id, profileName: name }).allowed,
  );
  if (profiles.length === 0 || selection.statuses?.includes('PENDING') === false) return null;
  const decidableBy: Decider = {
    userId,
    now,
    selfApprovalProfileIds: profiles.filter(({ rules }) => rules.allowSelfApproval).map(({ id }) => id),
  };
  return { ...selection, statuses: ['PENDING'], trustProfileIds: profiles.map(({ id }) => id), decidableBy };
}

function readStatuses(wanted: readonly string[] | null | undefined): RequestStatus[] | null {
  if (wanted === null || wanted === undefined || wanted.length === 0) return null;
  return REQUEST_STATUSES.filter((status) => wanted.includes(status));
}

/** An approval id, or text in a name; U-labels are looked for as A-labels. */
function readSearch(text: string | null | undefined): RequestSearch | null {
  const wanted = text?.trim().toLowerCase() ?? '';
  if (wanted === '') return null;
  if (wanted.length > LONGEST_SEARCH || wanted.includes('\u0000')) {
    throw new DomainError('INVALID_INPUT', `Search for up to ${LONGEST_SEARCH} characters.`, {
      field: ['filter', 'search'],
    });
  }
  if (parseTypeId(wanted, 'apr') !== null) return { id: wanted };
  if (/^\p{ASCII}*$/u.test(wanted)) return { name: wanted };
  try {
    return { name: parseHostName(wanted).ascii };
  } catch (error) {
    if (error instanceof DomainError) return { name: wanted };
    throw error;
  }
}

/** A moment that a date can hold; a cursor that says otherwise was made up. */
function readMoment(at: string | number | undefined): number {
  return Math.min(Math.max(Number(at), -62_135_596_800_000), 253_402_300_799_999);
}
