import type { DeviceClient } from './device-client.ts';
import { type GraphqlClient, graphqlClient, signIn, textOf } from './graphql-client.ts';
import { ADMIN, type ServerProcess } from './server-process.ts';
import { addDevice, addProfile, idOf, PASSWORD, SEED, type Somebody, type World } from './world.ts';

interface Person {
  readonly id: string;
  readonly email: string;
  readonly session: GraphqlClient;
}

/** How often one may sign in is limited: so the same people are in every organization, and sign in once. */
interface People {
  readonly root: GraphqlClient;
  readonly ada: Person;
  readonly mara: Person;
}

const AT_ONCE = 4;
const ORGANIZATION =
  'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code message field } } }';
const MEMBER =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { user { id } userErrors { code message field } } }';
const TOKEN =
  'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } secret userErrors { code message field } } }';
const AUTHORITY =
  'mutation ($input: CreateCertificateAuthorityInput!) { createCertificateAuthority(input: $input) { certificateAuthority { id } userErrors { code message field } } }';
const ROLE =
  'mutation ($input: SetTrustProfileRoleInput!) { setTrustProfileRole(input: $input) { trustProfile { id } userErrors { code message field } } }';

/** An organization for each slug, by that; all with the same admin and the same approver. */
export async function makeWorlds(server: ServerProcess, slugs: readonly string[]): Promise<ReadonlyMap<string, World>> {
  const people = await makePeople(server);
  const worlds = new Map<string, World>();
  const waiting = [...slugs];
  const makeSome = async () => {
    for (let slug = waiting.pop(); slug !== undefined; slug = waiting.pop())
      worlds.set(slug, await makeOne(server, people, slug));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, makeSome));
  return worlds;
}

/** Certificates for so many names, all at once. */
export async function askForMany(device: DeviceClient, count: number): Promise<void> {
  const ask = async (name: string) => {
    const { status, text } = await device.enroll({ ...SEED, domains: [`${name}.internal.corp.com`] });
    if (status !== 202) throw new Error(text);
  };
  await Promise.all(Array.from({ length: count }, (_one, index) => ask(`host-${index}`)));
}

async function makePeople(server: ServerProcess): Promise<People> {
  const root = (await signIn(server.url, ADMIN.email, ADMIN.password)).client;
  const organizationId = idOf(
    await root.change(ORGANIZATION, { input: { name: 'people', slug: 'people', environments: ['production'] } }),
    'organization',
  );
  const person = async (name: string): Promise<Person> => {
    const email = `${name}@people.example`;
    await root.change(MEMBER, { input: { organizationId, email, name, password: PASSWORD, role: 'VIEWER' } });
    const { client, userId } = await signIn(server.url, email, PASSWORD);
    return { id: userId, email, session: client };
  };
  return { root, ada: await person('ada'), mara: await person('mara') };
}

async function makeOne(server: ServerProcess, { root, ada, mara }: People, slug: string): Promise<World> {
  const organizationId = idOf(
    await root.change(ORGANIZATION, { input: { name: slug, slug, environments: ['production', 'staging'] } }),
    'organization',
  );
  const add = async ({ id, email, session }: Person, role: string, scopes: readonly string[]): Promise<Somebody> => {
    await root.change(MEMBER, { input: { organizationId, email, name: email, role } });
    const made = await session.change(TOKEN, { input: { organizationId, name: 'test', scopes } });
    const token = textOf(made.secret);
    return { id, email, token, client: graphqlClient(server.url, { bearer: token }) };
  };
  const admin = await add(ada, 'ADMIN', ['READ', 'SUBMIT', 'DECIDE', 'MANAGE']);
  const approver = await add(mara, 'OPERATOR', ['READ', 'SUBMIT', 'DECIDE']);
  const certificateAuthorityId = idOf(
    await admin.client.change(AUTHORITY, {
      input: { organizationId, name: 'Issuing CA', commonName: `${slug} Issuing CA` },
    }),
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
  await admin.client.change(ROLE, { input: { trustProfileId: profileId, userId: mara.id, role: 'ADMIN' } });
  const { device, deviceId } = await addDevice(server, admin.client, { organizationId, name: 'web-01' });
  return { server, root, organizationId, slug, admin, approver, certificateAuthorityId, profileId, device, deviceId };
}
