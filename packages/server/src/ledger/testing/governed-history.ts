import type { Principal } from '../../domain/actor.ts';
import { deliverCertificate } from '../../usecases/deliver-certificate.ts';
import { destroySpentKeys } from '../../usecases/deliver-key.ts';
import { expireRequest } from '../../usecases/expire-request.ts';
import { issueCertificate } from '../../usecases/issue-certificate.ts';
import type { CertificateRow } from '../../usecases/ports.ts';
import type { GovernedServer } from './governed-server.ts';
import { csrFor, type GovernedWorld } from './governed-world.ts';

const HOUR_MS = 3_600_000;

/** Ids of requests, by what became of them. */
export interface GovernedHistory {
  readonly pending: string;
  readonly votedOnce: string;
  readonly rejected: string;
  readonly issued: string;
  readonly issuedByCsr: string;
  readonly byToken: string;
  readonly awaiting: string;
  readonly revoked: CertificateRow;
}

/** Everything that can become of a request, made by the use cases. */
export async function makeHistory(
  server: GovernedServer,
  world: GovernedWorld,
  slug: string,
): Promise<GovernedHistory> {
  const { deps, commands } = server;
  const { organizationId, hana, tomasz, token, device } = world;
  let names = 0;
  const submit = async (profile: keyof GovernedWorld['profiles'], who: Principal = hana, more: object = {}) => {
    names += 1;
    const domains = [`n${names}.${profile}.${slug}.example`];
    const input = { organizationId, domains, environment: 'production', justification: 'Asked for by a test', ...more };
    const { request } = await commands.submitRequest(who, input);
    await server.settle();
    return request.id;
  };
  const approve = async (requestId: string, who: Principal = tomasz, comment: string | null = null) => {
    await commands.approveRequest(who, { requestId, comment });
    await server.settle();
  };
  const certificateOf = async (requestId: string) => {
    const certificate = await deps.reads.certificateOf(requestId);
    if (certificate === null) throw new Error(`${requestId} has no certificate`);
    return certificate;
  };

  const pending = await submit('payments');
  const votedOnce = await submit('core');
  await approve(votedOnce, tomasz, 'Looks right to me');
  const rejected = await submit('payments', device);
  await commands.rejectRequest(tomasz, {
    requestId: rejected,
    reason: 'Not any more',
    comment: 'Ask for the other one',
  });
  await commands.commentOnRequest(hana, { requestId: rejected, text: 'Understood' });
  const issued = await submit('payments');
  await approve(issued);
  await deliverCertificate(deps, { prepare: () => Promise.resolve({ finish: () => Promise.resolve() }) }, issued);
  const byToken = await submit('core', device);
  await approve(byToken, world.root);
  await approve(byToken, token);
  await commands.updateTrustProfile(hana, { trustProfileId: world.profiles.core, requiredApprovals: 1 });
  const acknowledged = await submit('core', hana);
  await approve(acknowledged);
  await commands.acknowledgeKey(hana, { requestId: acknowledged });

  const domains = [`csr.payments.${slug}.example`];
  const issuedByCsr = await submit('payments', hana, {
    domains,
    commonName: domains[0],
    csr: await csrFor(domains[0] ?? ''),
  });
  await approve(issuedByCsr);
  const revoked = await certificateOf(issuedByCsr);
  await commands.revokeCertificate(hana, { certificateId: revoked.id, reason: 'SUPERSEDED' });
  await submit('payments', hana, { domains, renewsCertificateId: revoked.id });
  const byPolicy = await submit('previews');
  await certificateOf(byPolicy);
  await submit('previews', device, { domains: [`n${names}.previews.${slug}.example`] });

  const awaiting = await submit('gateways');
  await approve(awaiting);
  const attached = await submit('gateways', hana, { domains: [`late.gateways.${slug}.example`] });
  await approve(attached);
  await commands.attachCsr(hana, { requestId: attached, csr: await csrFor(`late.gateways.${slug}.example`) });
  await server.settle();
  await certificateOf(attached);
  const voided = await submit('gateways');
  await approve(voided);
  await commands.voidRequest(hana, { requestId: voided, reason: 'Asked for by mistake' });
  await commands.withdrawRequest(hana, { requestId: await submit('payments') });
  const withdrawnLate = await submit('gateways');
  await approve(withdrawnLate);
  await commands.withdrawRequest(hana, { requestId: withdrawnLate, reason: 'Not needed' });
  const bulk = [await submit('payments'), await submit('payments')];
  await commands.decideRequests(tomasz, {
    verdict: 'APPROVE',
    items: bulk.map((requestId) => ({ requestId })),
  });
  await server.settle();
  await commands
    .submitRequest(hana, { organizationId, domains: ['elsewhere.example'], environment: 'production' })
    .catch(() => undefined);

  server.signAs(() => Promise.reject(new Error('the CA is away')));
  const failing = [
    await submit('previews'),
    await submit('previews'),
    await submit('previews'),
    await submit('previews'),
  ];
  const [retried = '', superseded = '', , voidedLate = ''] = failing;
  server.signAs(null);
  await commands.retryIssuance(hana, { requestId: retried });
  await server.settle();
  await certificateOf(retried);
  await commands.voidRequest(hana, { requestId: voidedLate, reason: 'It kept failing' });
  server.passTime(2 * HOUR_MS);
  await issueCertificate(deps, superseded);
  await certificateOf(superseded);
  const other = (await certificateOf(issued)).der;
  server.signAs(() => Promise.resolve(other));
  await submit('previews');
  server.signAs(null);

  const [tooLate, csrTooLate] = [await submit('payments'), await submit('gateways')];
  await approve(csrTooLate);
  server.passTime(73 * HOUR_MS);
  for (const requestId of [tooLate, csrTooLate]) await expireRequest(deps, requestId);
  await destroySpentKeys(deps);
  const again = await submit('payments');
  return { pending: again, votedOnce, rejected, issued, issuedByCsr, byToken, awaiting: pending, revoked };
}
