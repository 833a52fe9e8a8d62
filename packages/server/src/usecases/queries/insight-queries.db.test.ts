import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECISION_BINS, depthMoments, insightRange } from '../../domain/insights.ts';
import { withClient } from '../../store/embedded/database-connection.ts';
import {
  EARLIER,
  exampleHead,
  exampleIssued,
  exampleOrganization,
  exampleProfile,
  exampleRequest,
  exampleScene,
  exampleUser,
  writeRows,
} from '../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../store/testing/open-test-database.ts';
import type { Queries } from '../application.ts';
import { insertRow } from '../ports.ts';
import {
  type ReferenceInput,
  referenceApprovers,
  referenceBins,
  referenceDepth,
  referenceFigures,
  referenceOutcomes,
} from './testing/insight-reference.ts';
import { APPROVERS, type RandomRequest, randomRequest, rowsOf } from './testing/random-requests.ts';
import { ADMIN, person, STRANGER, testQueries } from './testing/test-queries.ts';

/** In New York the clocks were turned back on 1 November 2026: that day has 25 hours there, and 24 in UTC. */
const BEGIN = new Date('2026-10-31T00:00:00.000Z');
const NOW = new Date('2026-11-08T10:17:00.000Z');
const halfHours = (count: number) => new Date(BEGIN.getTime() + count * 1_800_000);

describe('insights', () => {
  let open: OpenTestDatabase;
  let queries: Queries;
  beforeAll(async () => {
    open = await openTestDatabase();
    await withClient(open.test.superuserUrl, (client) =>
      client.query(
        `do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'America/New_York'); end $$`,
      ),
    );
    const users = ['usr_admin', 'usr_stranger', ...APPROVERS];
    await writeRows(open.database, open.schema, [
      ...exampleScene('org_1'),
      ...users.map((id) => insertRow('User', exampleUser(id))),
      member('org_1'),
    ]);
    queries = testQueries(open, { now: NOW });
  });
  afterAll(() => open.close());

  const member = (organizationId: string) =>
    insertRow('Membership', { organizationId, userId: 'usr_admin', role: 'ADMIN', createdAt: EARLIER });
  let organizations = 1;
  /** An organization of its own, with these requests. */
  const organizationWith = async (requests: readonly RandomRequest[]) => {
    organizations += 1;
    const organizationId = `org_${organizations}`;
    const profiles = [`dtp_${organizationId}_a`, `dtp_${organizationId}_b`];
    const made = requests.map((one, index) =>
      rowsOf(one, { id: `apr_${organizations}_${index}`, organizationId, profiles, begin: BEGIN }),
    );
    await writeRows(open.database, open.schema, [
      insertRow('Organization', exampleOrganization(organizationId)),
      insertRow('LedgerHead', exampleHead(organizationId)),
      ...profiles.flatMap((id) => exampleProfile(id, organizationId)),
      member(organizationId),
      ...made.flatMap(({ request, votes }) => [
        insertRow('CertificateRequest', request),
        ...votes.map((vote) => insertRow('Decision', vote)),
      ]),
    ]);
    return {
      organizationId,
      profiles,
      requests: made.map(({ request }) => request),
      votes: made.flatMap(({ votes }) => votes),
    };
  };

  it('are what looking at every request and every vote comes to, whatever the range and the time zone of the database', async () => {
    const ranges = fc
      .record({
        from: fc.integer({ min: -100, max: 150 }),
        length: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 400 })),
      })
      .map(({ from, length }) => ({ from: halfHours(from), to: halfHours(from + length) }));
    const profile = fc.constantFrom(null, 0, 1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomRequest, { maxLength: 24 }),
        fc.array(fc.tuple(ranges, profile), { minLength: 3, maxLength: 3 }),
        async (requests, questions) => {
          const made = await organizationWith(requests);
          for (const [{ from, to }, chosen] of questions) {
            const trustProfileId = chosen === null ? null : (made.profiles[chosen] ?? null);
            const found = await queries.insights(ADMIN, { ...made, from, to, trustProfileId });
            const range = insightRange(from, to, NOW);
            const input: ReferenceInput = { ...made, ...range, trustProfileId };
            const before = { from: new Date(2 * from.getTime() - range.to.getTime()), to: from };
            expect(found.figures).toEqual(referenceFigures(input));
            expect(found.before).toEqual(referenceFigures({ ...input, ...before }));
            expect(found.queueDepth).toEqual(referenceDepth(input, depthMoments(range)));
            expect(found.decisionTimes).toEqual(referenceBins(input, DECISION_BINS));
            expect(found.outcomes).toEqual(referenceOutcomes(input));
            expect(found.approvers).toEqual(referenceApprovers(input));
            const pending = { status: ['PENDING'], trustProfileId } as const;
            expect(found.pending).toBe(await queries.countRequests(ADMIN, made.organizationId, pending));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a range in which nothing happened are zero, and have no median', async () => {
    const { organizationId } = await organizationWith([]);
    const found = await queries.insights(ADMIN, { organizationId, from: halfHours(0), to: halfHours(48) });
    expect(found.figures).toMatchObject({
      decided: 0,
      expired: 0,
      pastEscalation: 0,
      medianMs: null,
      ninetiethMs: null,
    });
    expect(found.queueDepth.profiles).toEqual([]);
    expect(found.queueDepth.pastEscalation.every((depth) => depth === 0)).toBe(true);
    expect(found.decisionTimes.bins.every(({ decided }) => decided === 0)).toBe(true);
    expect(found).toMatchObject({ pending: 0, pendingForViewer: 0, outcomes: [], approvers: [] });
    expect(found.expiryWeeks.map(({ certificates }) => certificates)).toEqual(Array.from({ length: 12 }, () => 0));
  });

  const ONE: RandomRequest = {
    profile: 0,
    requested: 10,
    took: 4,
    end: 'ISSUED',
    required: 1,
    wasApproved: false,
    votedAfter: 0,
    escalates: 8,
  };

  it('of a single request are that request', async () => {
    const { organizationId } = await organizationWith([ONE]);
    const found = await queries.insights(ADMIN, { organizationId, from: halfHours(0), to: halfHours(48) });
    expect(found.figures).toMatchObject({ decided: 1, medianMs: 7_200_000, ninetiethMs: 7_200_000, pastEscalation: 0 });
    expect(found.decisionTimes.escalationSeconds).toBe(14_400);
    expect(found.approvers).toEqual([
      { userId: 'usr_a', name: 'usr_a', approvals: 1, rejections: 0, medianMs: 7_200_000 },
    ]);
    // Asked at 05:00, decided at 07:00.
    const [depths = []] = found.queueDepth.profiles.map((each) => each.depths);
    expect(depths.flatMap((depth, hour) => (depth === 1 ? [hour] : []))).toEqual([6, 7]);
  });

  // Half hours; a week has 336 of them.
  it.each([
    { requested: -400, took: 600, from: -300, to: -250 },
    { requested: -10, took: 345, from: -8, to: -5 },
    { requested: -10, took: 330, from: -8, to: -5 },
  ])(
    'see a request that waited all through the range and after it, like %o, although neither end lies in it',
    async (one) => {
      const { organizationId } = await organizationWith([{ ...ONE, ...one, escalates: 1 }]);
      const range = { from: halfHours(one.from), to: halfHours(one.to) };
      const found = await queries.insights(ADMIN, { organizationId, ...range });
      expect(found.queueDepth.profiles.map(({ depths }) => new Set(depths))).toEqual([new Set([1])]);
      expect(new Set(found.queueDepth.pastEscalation)).toEqual(new Set([1]));
      expect(found.figures.decided).toBe(0);
    },
  );

  it('count certificates in force by the Monday of their end, and whether a renewal is asked or there', async () => {
    const issued = (id: string, notAfter: string, over: object = {}) =>
      exampleIssued(NOW, id, { notAfter: new Date(notAfter), ...over });
    const renewal = (id: string, of: string, status: 'PENDING' | 'REJECTED') =>
      insertRow(
        'CertificateRequest',
        exampleRequest(id, 'org_1', {
          status,
          decidedAt: status === 'PENDING' ? null : EARLIER,
          renewsCertificateId: of,
        }),
      );
    await writeRows(open.database, open.schema, [
      // Sunday 8 November is the end of this week; one that ended this morning is none.
      ...issued('ended', '2026-11-08T10:00:00.000Z'),
      ...issued('sunday', '2026-11-08T23:59:59.999Z'),
      ...issued('monday', '2026-11-09T00:00:00.000Z'),
      ...issued('revoked', '2026-11-10T00:00:00.000Z', { revokedAt: EARLIER, revocationReason: 'SUPERSEDED' }),
      ...issued('asked', '2026-11-11T00:00:00.000Z'),
      renewal('apr_asks', 'crt_asked', 'PENDING'),
      ...issued('refused', '2026-11-12T00:00:00.000Z'),
      renewal('apr_asked_in_vain', 'crt_refused', 'REJECTED'),
      ...issued('old', '2026-11-17T00:00:00.000Z', { domains: ['same.corp.com'] }),
      ...issued('new', '2027-03-01T00:00:00.000Z', { domains: ['more.corp.com', 'same.corp.com'] }),
      ...issued('last', '2027-01-24T23:59:59.999Z'),
      ...issued('beyond', '2027-01-25T00:00:00.000Z'),
    ]);
    const { expiryWeeks } = await queries.insights(ADMIN, { organizationId: 'org_1', from: halfHours(0), to: NOW });
    expect(expiryWeeks.map(({ from }) => from.toISOString().slice(0, 10)).slice(0, 3)).toEqual([
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
    ]);
    expect(expiryWeeks.map(({ certificates, renewalAsked }) => `${certificates}/${renewalAsked}`).join(' ')).toBe(
      '1/0 3/1 1/1 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0 1/0',
    );
  });

  it('of what somebody may not see are not there, and neither is a profile of another organization', async () => {
    const { organizationId } = await organizationWith([ONE]);
    const range = { from: halfHours(0), to: halfHours(48) };
    const absent = { code: 'NOT_FOUND' };
    await expect(queries.insights(STRANGER, { organizationId, ...range })).rejects.toMatchObject(absent);
    await expect(queries.insights(ADMIN, { organizationId: 'org_none', ...range })).rejects.toMatchObject(absent);
    for (const trustProfileId of ['dtp_1', 'dtp_none']) {
      await expect(queries.insights(ADMIN, { organizationId, ...range, trustProfileId })).rejects.toMatchObject(absent);
    }
    const scoped = person('usr_admin', { scopes: ['SUBMIT'] });
    await expect(queries.insights(scoped, { organizationId, ...range })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
