import { type DeviceClient, makeCsr } from './device-client.ts';
import { type GraphqlClient, signIn } from './graphql-client.ts';
import { ADMIN, type ServerProcess } from './server-process.ts';
import { APPROVE, addDevice, addPerson, addProfile, idOf, PASSWORD, REJECT, type Somebody, SUBMIT } from './world.ts';

/** An organization as one would meet it: people, profiles, devices, and requests in every stage of their life. */
export interface Meridian {
  readonly server: ServerProcess;
  readonly organizationId: string;
  readonly root: GraphqlClient;
  /** Admin of the organization; asked for nothing. */
  readonly hana: Somebody;
  /** Decides on every profile, as its admin. */
  readonly ines: Somebody;
  /** Decides on Payments internal and Core secrets; has voted on the open payments request. */
  readonly tomasz: Somebody;
  /** Asked for most of it. */
  readonly marta: Somebody;
  /** Only reads. */
  readonly vera: Somebody;
  readonly profiles: Readonly<Record<'payments' | 'core' | 'preview' | 'telemetry' | 'signing', string>>;
  readonly gateway: DeviceClient;
  /** Pending with one of two approvals, names and key changed against the certificate in force. */
  readonly openPayments: string;
  /** Approved and issued. */
  readonly issuedPayments: string;
}

const CREATE_ORGANIZATION =
  'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code message field } } }';
const CREATE_AUTHORITY =
  'mutation ($input: CreateCertificateAuthorityInput!) { createCertificateAuthority(input: $input) { certificateAuthority { id } userErrors { code message field } } }';
const SET_ROLE =
  'mutation ($input: SetTrustProfileRoleInput!) { setTrustProfileRole(input: $input) { trustProfile { id } userErrors { code message field } } }';
const COMMENT =
  'mutation ($input: CommentOnRequestInput!) { commentOnRequest(input: $input) { request { id } userErrors { code message field } } }';
const WITHDRAW =
  'mutation ($input: WithdrawRequestInput!) { withdrawRequest(input: $input) { request { id } userErrors { code message field } } }';

/** Through the public doors alone. */
export async function makeMeridian(server: ServerProcess): Promise<Meridian> {
  const root = (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
  const organizationId = idOf(
    await root.change(CREATE_ORGANIZATION, {
      input: {
        name: 'Meridian Corp',
        slug: 'meridian',
        environments: ['production', 'staging', 'development'],
      },
    }),
    'organization',
  );
  // Signed in as in a browser, so that what they do bears their name and not that of a token.
  const person = async (name: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER'): Promise<Somebody> => {
    const email = `${(name.split(' ')[0] ?? name).toLowerCase()}@meridian.example`;
    const somebody = await addPerson(server, root, { organizationId, email, name, role });
    return { ...somebody, client: (await signIn(server.url, email, PASSWORD)).client };
  };
  const hana = await person('Hana Sato', 'ADMIN');
  const ines = await person('Ines Duarte', 'OPERATOR');
  const tomasz = await person('Tomasz Wójcik', 'OPERATOR');
  const marta = await person('Marta Kowalska', 'OPERATOR');
  const jonas = await person('Jonas Lindqvist', 'OPERATOR');
  const vera = await person('Vera Lindholm', 'VIEWER');
  const profiles = await makeProfiles(hana.client, organizationId);
  for (const [trustProfileId, people] of [
    [profiles.payments, [ines, tomasz]],
    [profiles.core, [ines, tomasz]],
    [profiles.preview, [ines]],
    [profiles.telemetry, [ines]],
  ] as const) {
    for (const { id } of people) {
      await hana.client.change(SET_ROLE, { input: { trustProfileId, userId: id, role: 'ADMIN' } });
    }
  }
  const runner = await addDevice(server, hana.client, { organizationId, name: 'build-runner-07' });
  const gateway = await addDevice(server, hana.client, { organizationId, name: 'edge-gw-fra-2' });

  const ask = async (who: Somebody, input: Record<string, unknown>): Promise<string> =>
    idOf(
      await who.client.change(SUBMIT, { input: { organizationId, environment: 'production', ...input } }),
      'request',
    );
  const approve = async (who: Somebody, requestId: string): Promise<void> => {
    await who.client.change(APPROVE, { input: { requestId } });
  };
  const payments = (...names: string[]): string[] => names.map((name) => `${name}.payments.internal.corp.com`);

  const issuedPayments = await ask(marta, {
    domains: payments('api', 'hooks', 'legacy'),
    csr: (await makeCsr(payments('api', 'hooks', 'legacy'))).csrPem,
    justification: 'First certificate of the payment API, before the launch in spring. CHG-19002',
  });
  await approve(tomasz, issuedPayments);
  await approve(ines, issuedPayments);
  const refused = await ask(marta, {
    domains: payments('old'),
    justification: 'Keep the old gateway reachable for one more quarter.',
  });
  await tomasz.client.change(REJECT, {
    input: { requestId: refused, reason: 'The old gateway was switched off on 30 April.' },
  });
  const withdrawn = await ask(marta, { domains: payments('trial'), justification: 'A trial of the new gateway.' });
  await marta.client.change(WITHDRAW, { input: { requestId: withdrawn } });
  const ledger = await ask(jonas, {
    domains: ['ledger.core.internal.corp.com'],
    justification: 'The ledger moves to its own host before the audit. OPS-3391',
  });
  await approve(tomasz, ledger);
  await approve(ines, ledger);

  const openPayments = await ask(marta, {
    domains: payments('api', 'api-v2', 'hooks'),
    csr: (await makeCsr(payments('api', 'api-v2', 'hooks'))).csrPem,
    justification:
      'Cut-over of the payment API to v2 on Thursday 14 May. Partners pin v1 until the end of June, so both names must answer from one gateway. legacy was switched off on 30 April. New key because the gateway moves to its own HSM: CHG-20418, rollback in PAY-3391.',
  });
  await tomasz.client.change(APPROVE, {
    input: { requestId: openPayments, comment: 'Pins checked with the partner team.' },
  });
  await jonas.client.change(COMMENT, { input: { requestId: openPayments, text: 'HSM slot confirmed in CHG-20418.' } });
  await ask(jonas, {
    domains: ['a', 'b', 'c', 'd', 'vault'].map((name) => `${name}.core.internal.corp.com`).reverse(),
    justification: 'New Vault nodes for the second availability zone, rollback in OPS-3391.',
  });
  await ask(marta, {
    domains: ['*.preview.shop.corp.com'],
    environment: 'staging',
    justification: 'Previews of every branch of the shop, as agreed in SHOP-77.',
  });
  await runner.device.enroll({
    domains: ['cart.preview.shop.corp.com'],
    environment: 'staging',
    justification: 'Preview of the cart, from the build.',
  });
  await gateway.device.enroll({
    domains: ['mqtt.telemetry.eu.corp.com'],
    environment: 'production',
    justification: 'Telemetry broker of the edge gateways in Frankfurt.',
  });
  await gateway.device.enroll({
    domains: ['gateway.sign.corp.com'],
    environment: 'development',
    justification: 'Signing of firmware.',
  });
  runner.device.close();
  return {
    server,
    organizationId,
    root,
    hana,
    ines,
    tomasz,
    marta,
    vera,
    profiles,
    gateway: gateway.device,
    openPayments,
    issuedPayments,
  };
}

async function makeProfiles(by: GraphqlClient, organizationId: string): Promise<Meridian['profiles']> {
  const certificateAuthorityId = idOf(
    await by.change(CREATE_AUTHORITY, {
      input: { organizationId, name: 'Meridian Issuing CA 2', commonName: 'Meridian Issuing CA 2' },
    }),
    'certificateAuthority',
  );
  const profile = (name: string, domains: readonly string[], more: Record<string, unknown>): Promise<string> =>
    addProfile(by, {
      organizationId,
      certificateAuthorityId,
      name,
      domains,
      allowAllDevices: true,
      defaultValidityDays: 90,
      warnAfterHours: 2,
      escalateAfterHours: 4,
      expireAfterHours: 72,
      ...more,
    });
  return {
    payments: await profile('Payments internal', ['*.payments.internal.corp.com'], {
      environments: ['production'],
      requiredApprovals: 2,
    }),
    core: await profile('Core secrets', ['*.core.internal.corp.com'], {
      environments: ['production'],
      requiredApprovals: 2,
      maxValidityDays: 90,
    }),
    preview: await profile('Storefront preview', ['*.preview.shop.corp.com'], {
      environments: ['staging'],
      allowWildcards: true,
      escalateAfterHours: 8,
    }),
    telemetry: await profile('Telemetry edge', ['*.telemetry.eu.corp.com'], { environments: ['production'] }),
    signing: await profile('Firmware signing', ['*.sign.corp.com'], {
      environments: ['development'],
      requireApproval: false,
    }),
  };
}
