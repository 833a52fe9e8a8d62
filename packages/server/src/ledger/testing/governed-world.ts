import { csrDer, csrKey, csrPem, dnsName, extensionRequest, namesExtension } from '../../ca/testing/example-csr.ts';
import type { Principal } from '../../domain/actor.ts';
import { createDoorkeeper } from '../../store/reads/doorkeeper.ts';
import type { OpenTestDatabase } from '../../store/testing/open-test-database.ts';
import type { TrustProfileInput } from '../../usecases/application.ts';
import { offerSetup } from '../../usecases/complete-setup.ts';
import { userPrincipal } from '../../usecases/open-session.ts';
import type { GovernedServer } from './governed-server.ts';

/** Who and what an organization is made of, made by the use cases. */
export interface GovernedWorld {
  readonly organizationId: string;
  readonly root: Principal;
  /** Admin. */
  readonly hana: Principal;
  /** Operator, and admin of most profiles. */
  readonly tomasz: Principal;
  /** A token of Tomasz's. */
  readonly token: Principal;
  readonly device: Principal;
  /** Profiles by what they are for. */
  readonly profiles: Readonly<Record<'payments' | 'core' | 'previews' | 'gateways', string>>;
}

/** A CSR for one name, PEM. */
export async function csrFor(name: string): Promise<string> {
  const attributes = [extensionRequest(namesExtension(dnsName(name)))];
  return csrPem(csrDer(await csrKey('ECDSA_P256'), { attributes }));
}

/** The first start: a set-up link, and the superuser who takes it. */
export async function setUpPlatform({ deps, commands }: GovernedServer): Promise<Principal> {
  await offerSetup(deps, 'csi_setup');
  const first = { token: 'csi_setup', email: 'root@corp.example', name: 'Ines', password: 'a long enough password' };
  const { principal } = await commands.completeSetup(first);
  await commands.signIn({ email: first.email, password: first.password, address: '::1' });
  await commands.signIn({ email: first.email, password: 'wrong', address: '::1' }).catch(() => undefined);
  return principal;
}

/** An organization with people of every role, profiles of every kind, a CA, devices and tokens. */
export async function foundOrganization(
  server: GovernedServer,
  open: OpenTestDatabase,
  root: Principal,
  slug: string,
): Promise<GovernedWorld> {
  const { deps, commands } = server;
  const { id: organizationId } = await commands.createOrganization(root, { name: `Corp ${slug}`, slug });
  const invite = async (name: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER', password: string | null) =>
    commands.inviteMember(root, { organizationId, email: `${name}@${slug}.example`, name, role, password });
  const hana = userPrincipal((await invite('hana', 'ADMIN', 'a long enough password')).user);
  const invited = await invite('tomasz', 'VIEWER', null);
  await invite('tomasz', 'OPERATOR', null);
  await invite('vera', 'VIEWER', null);
  const link = new URL(invited.inviteUrl ?? '').hash.replace('#token=', '');
  const { principal: tomasz } = await commands.acceptInvitation({ token: link, password: 'another long password' });

  const authority = await commands.createCertificateAuthority(hana, { organizationId, name: 'Main', commonName: slug });
  const make = async (name: string, rules: TrustProfileInput) => {
    const given = {
      organizationId,
      name,
      certificateAuthorityId: authority.id,
      domains: [`*.${name}.${slug}.example`],
    };
    const { id } = await commands.createTrustProfile(hana, { ...given, allowAllDevices: true, ...rules });
    await commands.setTrustProfileRole(hana, { trustProfileId: id, userId: invited.user.id, role: 'ADMIN' });
    return id;
  };
  const profiles = {
    payments: await make('payments', { warnAfterHours: 1, escalateAfterHours: 2, expireAfterHours: 72, deliver: true }),
    core: await make('core', { requiredApprovals: 2 }),
    previews: await make('previews', { requireApproval: false }),
    gateways: await make('gateways', { keySource: 'CSR_ONLY', expireAfterHours: 24 }),
  };
  const role = { trustProfileId: profiles.previews, userId: invited.user.id };
  await commands.setTrustProfileRole(hana, { ...role, role: 'OPERATOR' });
  await commands.setTrustProfileRole(hana, { ...role, role: null });
  await commands.updateTrustProfile(hana, {
    trustProfileId: profiles.core,
    name: 'Core secrets',
    maxValidityDays: 200,
  });
  await commands.updateTrustProfile(hana, {
    trustProfileId: profiles.core,
    exceptDomains: [`a.core.${slug}.example`],
    warnAfterHours: 5,
  });

  const doors = createDoorkeeper(open.database, open.schema);
  const input = { organizationId, justification: 'Nightly renewals', environment: 'production' };
  const { secret } = await commands.createApiToken(tomasz, { ...input, name: 'CI', scopes: ['READ', 'DECIDE'] });
  const token = (await doors.apiToken(secret, deps.clock.now()))?.principal;
  await commands.registerDevice(hana, { organizationId, name: 'not enrolled yet' });
  const { enrollmentToken } = await commands.registerDevice(hana, { organizationId, name: 'gateway' });
  const enrolled = await commands.enrollDevice({ token: enrollmentToken ?? '', csr: await csrFor('gateway.example') });
  await commands.registerDevice(root, { organizationId, name: 'pinned', certificatePem: enrolled.chainPem });
  const device = (await doors.device(enrolled.device.spkiSha256 ?? '', deps.clock.now()))?.principal;
  if (token === undefined || device === undefined) throw new Error('the token or the device is not let in');
  return { organizationId, root, hana, tomasz, token, device, profiles };
}
