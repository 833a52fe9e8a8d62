import type { Principal } from '../../domain/actor.ts';
import type { SubmitRequestInput } from '../../usecases/application.ts';
import { bindWebhookCommands } from '../../usecases/bind-webhook-commands.ts';
import { deliverCertificate } from '../../usecases/deliver-certificate.ts';
import { destroySpentKeys } from '../../usecases/deliver-key.ts';
import { disableWebhook } from '../../usecases/disable-webhook.ts';
import { escalateRequest } from '../../usecases/escalate-request.ts';
import { expireRequest } from '../../usecases/expire-request.ts';
import { issueCertificate } from '../../usecases/issue-certificate.ts';
import type { CertificateRow } from '../../usecases/ports.ts';
import { warnRequest } from '../../usecases/warn-request.ts';
import type { GovernedServer } from './governed-server.ts';
import { csrFor, type GovernedWorld } from './governed-world.ts';

const HOUR_MS = 3_600_000;

/** Ids of requests, by what became of them. */
export interface GovernedHistory {
  readonly pending: string;
  readonly votedOnce: string;
  readonly rejected: string;
  readonly issued: string;
  readonly byToken: string;
  readonly revoked: CertificateRow;
}

/** What everybody here does over and over; each waits until nothing is under way. */
interface Hands {
  readonly server: GovernedServer;
  readonly world: GovernedWorld;
  nameUnder(profile: keyof GovernedWorld['profiles']): string;
  submit(
    profile: keyof GovernedWorld['profiles'],
    who?: Principal,
    more?: Partial<SubmitRequestInput>,
  ): Promise<string>;
  approve(requestId: string, who?: Principal, comment?: string): Promise<void>;
  certificateOf(requestId: string): Promise<CertificateRow>;
}

/** Everything that can become of a request, made by the use cases. */
export async function makeHistory(
  server: GovernedServer,
  world: GovernedWorld,
  slug: string,
): Promise<GovernedHistory> {
  const hands = handsOf(server, world, slug);
  await offerReasons(hands);
  const decided = await decideSome(hands);
  const { issued, revoked } = await issueSome(hands);
  await endSome(hands);
  await failSome(hands, await hands.certificateOf(issued));
  await webhookSome(hands);
  await letTimeEndSome(hands);
  return { ...decided, issued, revoked, pending: await hands.submit('payments') };
}

function handsOf(server: GovernedServer, world: GovernedWorld, slug: string): Hands {
  const { deps, commands, settle } = server;
  let names = 0;
  const nameUnder = (profile: keyof GovernedWorld['profiles']) => {
    names += 1;
    return `n${names}.${profile}.${slug}.example`;
  };
  return {
    server,
    world,
    nameUnder,
    async submit(profile, who = world.hana, more = {}) {
      const { request } = await commands.submitRequest(who, {
        organizationId: world.organizationId,
        domains: [nameUnder(profile)],
        environment: 'production',
        justification: 'Asked for by a test',
        ...more,
      });
      await settle();
      return request.id;
    },
    async approve(requestId, who = world.tomasz, comment = '') {
      await commands.approveRequest(who, { requestId, comment });
      await settle();
    },
    async certificateOf(requestId) {
      const certificate = await deps.reads.certificateOf(requestId);
      if (certificate === null) throw new Error(`${requestId} has no certificate`);
      return certificate;
    },
  };
}

async function offerReasons({ server: { commands }, world: { hana, organizationId } }: Hands): Promise<void> {
  const offer = (text: string) => commands.createReason(hana, { organizationId, kind: 'REJECT', text });
  const [first, second] = [await offer('Not ours'), await offer('No ticket')];
  await commands.reorderReasons(hana, { organizationId, kind: 'REJECT', reasonIds: [second.id, first.id] });
  await commands.updateReason(hana, { reasonId: first.id, text: 'Not one of ours', active: false });
}

async function decideSome({ server, world, submit, approve, certificateOf }: Hands) {
  const { commands } = server;
  const { organizationId, hana, tomasz, token, device, root } = world;
  const votedOnce = await submit('core');
  await approve(votedOnce, tomasz, 'Looks right to me');
  const rejected = await submit('payments', device);
  const reason = 'Not any more';
  await commands.rejectRequest(tomasz, { requestId: rejected, reason, comment: 'Ask for the other one' });
  await commands.commentOnRequest(hana, { requestId: rejected, text: 'Understood' });
  const byToken = await submit('core', device);
  await approve(byToken, root);
  await approve(byToken, token);
  await certificateOf(byToken);
  const items = [{ requestId: await submit('payments') }, { requestId: await submit('payments') }];
  await commands.decideRequests(tomasz, { verdict: 'APPROVE', items });
  await server.settle();
  const nobodys = { organizationId, domains: ['elsewhere.example'], environment: 'production' };
  await commands.submitRequest(hana, nobodys).catch(() => undefined);
  return { votedOnce, rejected, byToken };
}

async function issueSome({ server, world, nameUnder, submit, approve, certificateOf }: Hands) {
  const { deps, commands } = server;
  const { hana, device } = world;
  const issued = await submit('payments');
  await approve(issued);
  await deliverCertificate(deps, { prepare: () => Promise.resolve({ finish: () => Promise.resolve() }) }, issued);
  await changeSome(server, world);
  const acknowledged = await submit('core');
  await approve(acknowledged);
  await commands.acknowledgeKey(hana, { requestId: acknowledged });
  await certificateOf(await submit('previews'));
  await certificateOf(await submit('previews', device));

  const name = nameUnder('payments');
  const csr = await csrFor(name);
  const byCsr = await submit('payments', hana, { domains: [name], commonName: name, csr });
  await approve(byCsr);
  const revoked = await certificateOf(byCsr);
  await deps.housekeeping.certificateFetched(revoked.id, deps.clock.now());
  await commands.revokeCertificate(hana, { certificateId: revoked.id, reason: 'SUPERSEDED' });
  await submit('payments', hana, { domains: [name], renewsCertificateId: revoked.id });

  const late = nameUnder('gateways');
  const attached = await submit('gateways', hana, { domains: [late] });
  await approve(attached);
  await commands.attachCsr(hana, { requestId: attached, csr: await csrFor(late) });
  await server.settle();
  await certificateOf(attached);
  return { issued, revoked };
}

/** Edits that wait for a second admin, and everything that can become of one. */
async function changeSome({ commands }: GovernedServer, { organizationId, root, hana, profiles }: GovernedWorld) {
  const propose = async (maxValidityDays: number) => {
    const edit = { trustProfileId: profiles.core, requiredApprovals: 1, maxValidityDays };
    const { change } = await commands.updateTrustProfile(hana, edit);
    if (change === null) throw new Error('the edit was saved at once');
    return change.id;
  };
  const reason = 'Not this long';
  await commands.decidePendingChange(root, { changeId: await propose(300), verdict: 'REJECT', reason });
  await commands.withdrawPendingChange(hana, { changeId: await propose(299) });
  await propose(298);
  await commands.updateTrustProfile(hana, { trustProfileId: profiles.core, maxValidityDays: 180 });
  await commands.decidePendingChange(root, { changeId: await propose(200), verdict: 'APPROVE' });
  await commands.updateTrustProfile(hana, { trustProfileId: profiles.payments, allowWildcards: true });
  await commands.setSecondAdminRule(hana, { organizationId, required: false });
  await commands.updateTrustProfile(hana, { trustProfileId: profiles.core, maxValidityDays: 201 });
  const { certificateAuthorityId } = (await commands.updateTrustProfile(hana, { trustProfileId: profiles.core }))
    .profile.rules;
  const rules = { certificateAuthorityId, domains: ['soon-gone.example'] };
  const { id } = await commands.createTrustProfile(hana, { ...rules, organizationId, name: 'Soon gone' });
  await commands.retireTrustProfile(hana, { trustProfileId: id });
}

async function endSome({ server, world, submit, approve }: Hands): Promise<void> {
  const { commands } = server;
  const [awaiting, voided, withdrawn] = [await submit('gateways'), await submit('gateways'), await submit('gateways')];
  for (const requestId of [awaiting, voided, withdrawn]) await approve(requestId);
  await commands.voidRequest(world.hana, { requestId: voided, reason: 'Asked for by mistake' });
  await commands.withdrawRequest(world.hana, { requestId: withdrawn, reason: 'Not needed' });
  await commands.withdrawRequest(world.hana, { requestId: await submit('payments') });
  await commands.voidRequest(world.hana, { requestId: await submit('core'), reason: 'Asked for twice' });
}

async function failSome({ server, world, submit, certificateOf }: Hands, other: CertificateRow): Promise<void> {
  const { deps, commands } = server;
  server.signAs(() => Promise.reject(new Error('the CA is away')));
  const [retried, superseded, voided] = [await submit('previews'), await submit('previews'), await submit('previews')];
  await submit('previews');
  server.signAs(null);
  await commands.retryIssuance(world.hana, { requestId: retried });
  await server.settle();
  await certificateOf(retried);
  await commands.voidRequest(world.hana, { requestId: voided, reason: 'It kept failing' });
  server.passTime(2 * HOUR_MS);
  await issueCertificate(deps, superseded);
  await certificateOf(superseded);
  // Signed, but not what was to be signed: it is kept from everybody.
  server.signAs(() => Promise.resolve(other.der));
  await submit('previews');
  server.signAs(null);
}

async function webhookSome({ server, world }: Hands): Promise<void> {
  const { deps, webhooks } = server;
  const { hana, organizationId } = world;
  const commands = bindWebhookCommands(deps, webhooks);
  const make = async (url: string) => (await commands.createWebhook(hana, { organizationId, url })).webhook.id;
  const kept = await make('https://hooks.example/kept');
  const webhookId = await make('https://hooks.example/changed');
  await commands.updateWebhook(hana, { webhookId, url: 'https://hooks.example/2', eventTypes: ['request.approved'] });
  await commands.updateWebhook(hana, { webhookId, description: 'For the night shift' });
  await commands.rotateWebhookSecret(hana, { webhookId });
  await commands.replayWebhook(hana, { webhookId, since: { epoch: 1, seq: 3 } });
  await disableWebhook(deps, webhooks, kept, 'The receiver answered 410 Gone.');
  await commands.updateWebhook(hana, { webhookId: kept, active: true });
  await disableWebhook(deps, webhooks, webhookId, 'Nothing was accepted for 5 days.');
  await commands.deleteWebhook(hana, { webhookId: await make('https://hooks.example/gone') });
}

async function letTimeEndSome({ server, submit, approve }: Hands): Promise<void> {
  const [undecided, withoutCsr] = [await submit('payments'), await submit('gateways')];
  await approve(withoutCsr);
  server.passTime(3 * HOUR_MS);
  await warnRequest(server.deps, undecided);
  await escalateRequest(server.deps, undecided);
  server.passTime(70 * HOUR_MS);
  for (const requestId of [undecided, withoutCsr]) await expireRequest(server.deps, requestId);
  await destroySpentKeys(server.deps);
}
