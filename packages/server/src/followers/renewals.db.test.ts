import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GovernedServer, startGovernedServer } from '../ledger/testing/governed-server.ts';
import { csrFor, foundOrganization, type GovernedWorld, setUpPlatform } from '../ledger/testing/governed-world.ts';
import { renewalRefusedMail } from '../mail/renewal-refused-mail.ts';
import { withClient } from '../store/embedded/database-connection.ts';
import { createRenewalPlaces } from '../store/renewals.ts';
import { type OpenTestDatabase, openTestDatabase } from '../store/testing/open-test-database.ts';
import type { SubmitRequestInput } from '../usecases/application.ts';
import type { CommittedRecord } from '../usecases/ports.ts';
import { renewalRefusalMails } from './renewal-refusal-mails.ts';
import { runRenewals } from './renewals.ts';

const DAY_MS = 86_400_000;

describe('the renewal scan', () => {
  let open: OpenTestDatabase;
  let server: GovernedServer;
  /** Another server on the same database. */
  let other: GovernedServer;
  let world: GovernedWorld;
  let names = 0;
  const committed: CommittedRecord[] = [];
  beforeAll(async () => {
    open = await openTestDatabase();
    const storageKey = randomBytes(32);
    const onCommitted = (records: readonly CommittedRecord[]) => committed.push(...records);
    server = await startGovernedServer(open, { storageKey, onCommitted });
    other = await startGovernedServer(open, { storageKey, onCommitted });
    world = await foundOrganization(server, open, await setUpPlatform(server), 'one');
    for (const profile of ['payments', 'previews', 'gateways'] as const) {
      await server.commands.updateTrustProfile(world.hana, {
        trustProfileId: world.profiles[profile],
        defaultValidityDays: 40,
        renewBeforeDays: 10,
      });
    }
  });
  afterAll(async () => {
    await server.stop();
    await other.stop();
    await open.close();
  });

  const scan = async (...servers: GovernedServer[]) => {
    const runs = servers.map(({ deps }) => runRenewals({ deps, renewals: createRenewalPlaces(open.database) }));
    await Promise.all(runs);
    for (const each of servers) await each.settle();
  };
  const pass = (days: number) => {
    for (const each of [server, other]) each.passTime(days * DAY_MS);
  };
  /** Of what is tested elsewhere nothing is due any more. */
  const quiet = async () => {
    pass(60);
    await scan(server);
    pass(1.1);
  };
  const issued = async (more: Partial<SubmitRequestInput> = {}, who = world.hana, profile = 'previews') => {
    names += 1;
    const name = `r${names}.${profile}.one.example`;
    const { request } = await server.commands.submitRequest(who, {
      organizationId: world.organizationId,
      domains: [name],
      environment: 'production',
      justification: 'Asked for by a test',
      ...more,
    });
    await server.settle();
    if (profile !== 'previews') {
      await server.commands.approveRequest(world.tomasz, { requestId: request.id });
      await server.settle();
    }
    const certificate = await server.deps.reads.certificateOf(request.id);
    if (certificate === null) throw new Error('it was not issued');
    return certificate;
  };
  const renewals = (certificateId: string) =>
    open.database.query<{
      id: string;
      status: string;
      issuanceStatus: string;
      justification: string;
      requester: string;
    }>(
      {
        name: 'renewals-test',
        text: `select id, status, issuance_status as "issuanceStatus", justification, requester_id as requester
          from certificate_request where renews_certificate_id = $1 order by id`,
      },
      [certificateId],
    );
  const denials = (certificateId: string) =>
    open.database.query<{ entry: string; subjectId: string }>(
      {
        name: 'renewal-denials-test',
        text: `select entry, subject_id as "subjectId" from ledger_record where type = 'request.denied' and entry like $1`,
      },
      [`%${certificateId}%`],
    );

  it('asks anew, once, for what ends within the days of its profile, in the name of whoever asked, and not before', async () => {
    await quiet();
    const certificate = await issued();
    pass(29);
    await scan(server);
    expect(await renewals(certificate.id)).toEqual([]);
    pass(1.1);
    await scan(server, other, server);
    const asked = await renewals(certificate.id);
    const ends = certificate.notAfter.toISOString().slice(0, 10);
    expect(asked).toMatchObject([
      {
        status: 'APPROVED',
        issuanceStatus: 'ISSUED',
        requester: world.hana.userId,
        justification: `Renewal of ${certificate.id}, which ends on ${ends}.`,
      },
    ]);
    const records = await open.database.query<{ entry: string }>(
      {
        name: 'renewal-submission-test',
        text: `select entry from ledger_record where subject_id = $1 and type = 'request.submitted'`,
      },
      [asked[0]?.id],
    );
    expect(JSON.parse(records[0]?.entry ?? '{}').detail).toMatchObject({ renews: certificate.id, scheduled: true });
    // The new one has another key.
    const next = await server.deps.reads.certificateOf(asked[0]?.id ?? '');
    expect(next?.spkiSha256).not.toBe(certificate.spkiSha256);
  });

  it('looks at most once a day, however many servers and restarts there are', async () => {
    await quiet();
    const certificate = await issued();
    await scan(server);
    pass(0.5);
    await open.database.query(
      { name: 'renewal-closer-test', text: `update certificate set not_after = $2 where id = $1` },
      [certificate.id, new Date(server.deps.clock.now().getTime() + DAY_MS)],
    );
    await scan(server, other);
    expect(await renewals(certificate.id)).toEqual([]);
    pass(0.51);
    await scan(server, other);
    expect(await renewals(certificate.id)).toHaveLength(1);
  });

  it('a scan that broke off is begun again, and asks for nothing twice', async () => {
    await quiet();
    const [one, two] = [await issued(), await issued()];
    pass(31);
    const places = createRenewalPlaces(open.database);
    let asked = 0;
    const nextDue: typeof places.nextDue = async (...of) => {
      asked += 1;
      if (asked > 3) throw new Error('the server was stopped');
      return places.nextDue(...of);
    };
    await runRenewals({ deps: { ...server.deps, log: () => undefined }, renewals: { ...places, nextDue } });
    await server.settle();
    await scan(other);
    for (const { id } of [one, two]) expect(await renewals(id)).toHaveLength(1);
  });

  it('asks once for each certificate, whatever became of it: not again when it was rejected', async () => {
    await quiet();
    const certificate = await issued({}, world.hana, 'payments');
    pass(31);
    await scan(server);
    const [renewal] = await renewals(certificate.id);
    expect(renewal?.status).toBe('PENDING');
    await server.commands.rejectRequest(world.tomasz, { requestId: renewal?.id ?? '', reason: 'It is switched off' });
    pass(1.1);
    await scan(server);
    expect(await renewals(certificate.id)).toHaveLength(1);
  });

  it('leaves alone what was revoked, has ended, is asked for already, or has a later certificate', async () => {
    await quiet();
    const [revoked, ended, asked, later] = [await issued(), await issued(), await issued(), await issued()];
    await server.commands.revokeCertificate(world.hana, { certificateId: revoked.id, reason: 'SUPERSEDED' });
    await open.database.query(
      { name: 'renewal-ended-test', text: `update certificate set not_after = $2 where id = $1` },
      [ended.id, new Date(server.deps.clock.now().getTime() + DAY_MS)],
    );
    pass(31);
    const away = () => Promise.reject(new Error('the CA is away'));
    server.signAs(away);
    const again = { domains: [...asked.domains], idempotencyKey: 'again' };
    await issued(again).catch(() => undefined);
    server.signAs(null);
    await issued({ domains: [...later.domains], idempotencyKey: 'later' });
    await scan(server);
    for (const { id } of [revoked, ended, asked, later]) expect(await renewals(id)).toEqual([]);
  });

  it('waits for a CSR where the key was the requester’s own: no CSR is used a second time', async () => {
    await quiet();
    names += 1;
    const name = `r${names}.previews.one.example`;
    const certificate = await issued({ domains: [name], csr: await csrFor(name) });
    pass(31);
    await scan(server);
    const [renewal] = await renewals(certificate.id);
    expect(renewal).toMatchObject({ status: 'APPROVED', issuanceStatus: 'AWAITING_CSR' });
    await server.commands.attachCsr(world.hana, { requestId: renewal?.id ?? '', csr: await csrFor(name) });
    await server.settle();
    expect((await renewals(certificate.id))[0]?.issuanceStatus).toBe('ISSUED');
  });

  it('a device gets its renewal as an ordinary request of its own', async () => {
    await quiet();
    const certificate = await issued({}, world.device);
    pass(31);
    await scan(server);
    expect(await renewals(certificate.id)).toMatchObject([
      { requester: world.device.actor.id, issuanceStatus: 'ISSUED' },
    ]);
  });

  it('records once that whoever asked may not ask any more; asks as soon as they may', async () => {
    await quiet();
    const certificate = await issued({}, world.tomasz);
    await server.commands.updateTrustProfile(world.hana, {
      trustProfileId: world.profiles.previews,
      allowedUserIds: [world.hana.userId ?? ''],
    });
    pass(31);
    await scan(server, other);
    pass(1.1);
    await scan(server, other);
    const refused = await denials(certificate.id);
    expect(refused.map(({ subjectId }) => subjectId)).toEqual([world.tomasz.userId]);
    expect(JSON.parse(refused[0]?.entry ?? '{}')).toMatchObject({
      actor: { kind: 'system' },
      detail: { code: 'NOT_ALLOWED', renews: certificate.id },
    });
    expect(await renewals(certificate.id)).toEqual([]);
    const options = { deps: server.deps, composeRefusal: renewalRefusedMail, checkpoint: () => Promise.resolve(null) };
    const told = await Promise.all(committed.map((record) => renewalRefusalMails(options, record)));
    expect(told.flat().map(({ message }) => [message.to.address, message.subject])).toEqual([
      ['hana@one.example', `Not renewed: ${certificate.domains[0]}`],
    ]);
    await server.commands.setTrustProfileRole(world.hana, {
      trustProfileId: world.profiles.previews,
      userId: world.tomasz.userId ?? '',
      role: 'OPERATOR',
    });
    pass(1.1);
    await scan(server);
    expect(await renewals(certificate.id)).toHaveLength(1);
    expect(await denials(certificate.id)).toHaveLength(1);
  });

  it('asks in nobody’s name who is disabled, or no member any more', async () => {
    await quiet();
    const certificate = await issued({}, world.tomasz);
    const setDisabled = (at: Date | null) =>
      withClient(open.test.superuserUrl, (client) =>
        client.query('update app_user set disabled_at = $2 where id = $1', [world.tomasz.userId, at]),
      );
    await setDisabled(new Date());
    pass(31);
    await scan(server);
    await setDisabled(null);
    expect(await renewals(certificate.id)).toEqual([]);
    expect(await denials(certificate.id)).toHaveLength(1);
  });

  it('one that lives no longer than it is to be renewed ahead is due in the last third of its life', async () => {
    await quiet();
    const certificate = await issued({ validityDays: 9 });
    pass(1.1);
    await scan(server);
    expect(await renewals(certificate.id)).toEqual([]);
    pass(5);
    await scan(server);
    expect(await renewals(certificate.id)).toHaveLength(1);
  });

  it('waits while the organization is sealed', async () => {
    await quiet();
    const certificate = await issued();
    pass(31);
    const setSealed = (sealed: boolean) =>
      withClient(open.test.superuserUrl, (client) =>
        client.query(
          'update ledger_head set sealed_at = $2, sealed_because = $3, authority = authority + 1 where organization_id = $1',
          [world.organizationId, sealed ? new Date() : null, sealed ? 'hash mismatch' : null],
        ),
      );
    await setSealed(true);
    await scan(server);
    expect(await renewals(certificate.id)).toEqual([]);
    await setSealed(false);
    await scan(server);
    expect(await renewals(certificate.id)).toHaveLength(1);
  });
});
