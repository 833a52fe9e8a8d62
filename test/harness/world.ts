import { type DeviceClient, deviceClient, enrollDevice } from './device-client.ts';
import { type GraphqlClient, graphqlClient, signIn, type Tree, textOf } from './graphql-client.ts';
import { ADMIN, type ServerProcess } from './server-process.ts';

export const PASSWORD = 'a password for tests only';

export interface Somebody {
  readonly id: string;
  readonly email: string;
  /** Through a bearer token with every scope. */
  readonly client: GraphqlClient;
  readonly token: string;
}

/** An organization through the public doors alone: people, a CA, a profile that wants one approval, and a device. */
export interface World {
  readonly server: ServerProcess;
  readonly root: GraphqlClient;
  readonly organizationId: string;
  readonly slug: string;
  readonly admin: Somebody;
  readonly approver: Somebody;
  readonly certificateAuthorityId: string;
  readonly profileId: string;
  readonly device: DeviceClient;
  readonly deviceId: string;
}

/** The body of the call that everything began with. */
export const SEED = {
  domains: ['api.internal.corp.com'],
  environment: 'production',
  justification: 'New service deployment — ticket #1234',
};

export async function makeWorld(server: ServerProcess, slug = 'corp'): Promise<World> {
  const root = (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
  const organizationId = idOf(
    await root.change(
      'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code message field } } }',
      { input: { name: slug, slug, environments: ['production', 'staging'] } },
    ),
    'organization',
  );
  const admin = await addPerson(server, root, { organizationId, email: `ada@${slug}.example`, role: 'ADMIN' });
  const approver = await addPerson(server, root, { organizationId, email: `mara@${slug}.example`, role: 'OPERATOR' });
  const certificateAuthorityId = idOf(
    await admin.client.change(
      'mutation ($input: CreateCertificateAuthorityInput!) { createCertificateAuthority(input: $input) { certificateAuthority { id } userErrors { code message field } } }',
      { input: { organizationId, name: 'Issuing CA', commonName: `${slug} Issuing CA` } },
    ),
    'certificateAuthority',
  );
  const profileId = await addProfile(admin.client, {
    organizationId,
    name: 'Internal',
    domains: ['*.internal.corp.com'],
    certificateAuthorityId,
    environments: ['production'],
    allowAllDevices: true,
  });
  await admin.client.change(
    'mutation ($input: SetTrustProfileRoleInput!) { setTrustProfileRole(input: $input) { trustProfile { id } userErrors { code message field } } }',
    { input: { trustProfileId: profileId, userId: approver.id, role: 'ADMIN' } },
  );
  const { device, deviceId } = await addDevice(server, admin.client, { organizationId, name: 'web-01' });
  return { server, root, organizationId, slug, admin, approver, certificateAuthorityId, profileId, device, deviceId };
}

/** Each role with every scope that it may have. */
const SCOPES = {
  ADMIN: ['READ', 'SUBMIT', 'DECIDE', 'MANAGE'],
  OPERATOR: ['READ', 'SUBMIT', 'DECIDE'],
  VIEWER: ['READ', 'SUBMIT'],
} as const;

export async function addPerson(
  server: ServerProcess,
  by: GraphqlClient,
  input: { organizationId: string; email: string; role: 'ADMIN' | 'OPERATOR' | 'VIEWER'; name?: string },
): Promise<Somebody> {
  const { email, name = email.split('@')[0] } = input;
  await by.change(
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { user { id } userErrors { code message field } } }',
    { input: { ...input, name, password: PASSWORD } },
  );
  const session = await signIn(server.url, email, PASSWORD);
  const made = await session.client.change(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } secret userErrors { code message field } } }',
    {
      input: {
        organizationId: input.organizationId,
        name: 'test',
        scopes: SCOPES[input.role],
      },
    },
  );
  const token = textOf(made.secret);
  return { id: session.userId, email, token, client: graphqlClient(server.url, { bearer: token }) };
}

export async function addProfile(by: GraphqlClient, input: Record<string, unknown>): Promise<string> {
  return idOf(
    await by.change(
      'mutation ($input: CreateTrustProfileInput!) { createTrustProfile(input: $input) { trustProfile { id } userErrors { code message field } } }',
      { input },
    ),
    'trustProfile',
  );
}

export async function addDevice(
  server: ServerProcess,
  by: GraphqlClient,
  input: { organizationId: string; name: string; ownerId?: string },
): Promise<{ device: DeviceClient; deviceId: string }> {
  const payload = await by.change(
    'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { device { id } enrollmentToken userErrors { code message field } } }',
    { input },
  );
  const token = textOf(payload.enrollmentToken);
  return {
    device: deviceClient(server.deviceUrl, await enrollDevice(server.deviceUrl, token)),
    deviceId: idOf(payload, 'device'),
  };
}

export function idOf(payload: Tree, noun: string): string {
  return textOf(payload[noun]?.id);
}

export const APPROVE =
  'mutation ($input: ApproveRequestInput!) { approveRequest(input: $input) { request { id status issuanceStatus revision } userErrors { code message field } } }';
export const REJECT =
  'mutation ($input: RejectRequestInput!) { rejectRequest(input: $input) { request { id status } userErrors { code message field } } }';
export const VOID =
  'mutation ($input: VoidRequestInput!) { voidRequest(input: $input) { request { id status } userErrors { code message field } } }';
export const SUBMIT =
  'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { request { id status issuanceStatus revision } userErrors { code message field } } }';
