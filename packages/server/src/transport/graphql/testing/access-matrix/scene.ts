import { createApplication } from '../../../../boot/application.ts';
import { createMailAccounts } from '../../../../boot/mail-account.ts';
import { createMail } from '../../../../boot/mail-port.ts';
import { KeyVault } from '../../../../ca/key-vault.ts';
import type { ApiTokenScope, Principal } from '../../../../domain/actor.ts';
import { LedgerFeed } from '../../../../ledger/feed.ts';
import { LedgerProofs } from '../../../../ledger/proofs.ts';
import { type GovernedServer, startGovernedServer } from '../../../../ledger/testing/governed-server.ts';
import { setUpPlatform } from '../../../../ledger/testing/governed-world.ts';
import { NO_CHECKPOINTS } from '../../../../ledger/testing/no-checkpoints.ts';
import { Verifications } from '../../../../ledger/verification.ts';
import { withClient } from '../../../../store/embedded/database-connection.ts';
import { createMailStore } from '../../../../store/mail-settings.ts';
import { createDoorkeeper } from '../../../../store/reads/doorkeeper.ts';
import { exampleUser, writeRows } from '../../../../store/testing/example-rows.ts';
import { type OpenTestDatabase, openTestDatabase } from '../../../../store/testing/open-test-database.ts';
import { createUndeliveredMails, type UndeliveredMails } from '../../../../store/undelivered-mails.ts';
import type { Application, SubmitRequestInput } from '../../../../usecases/application.ts';
import { insertRow } from '../../../../usecases/ports.ts';
import type { Caller } from '../../context.ts';
import { fileCheckpoints } from './file-checkpoints.ts';
import type { COLUMNS } from './matrix.ts';

export type Column = (typeof COLUMNS)[number];

/** Makes what an operation is done to, and answers its id. */
export type Thing = (scene: Scene) => Promise<string>;

/** Two organizations, everybody who may call, and hands to make what they call for. */
export interface Scene {
  readonly app: Application;
  readonly server: GovernedServer;
  readonly open: OpenTestDatabase;
  readonly undelivered: UndeliveredMails;
  /** Superuser. */
  readonly root: Principal;
  /** Of the home organization. */
  readonly admin: Principal;
  /** Whoever asked for the requests that things are made of. */
  readonly asker: Principal;
  /** The organization that everything is in. */
  readonly home: string;
  readonly other: string;
  /** A member who calls nothing; viewer. */
  readonly bystander: string;
  readonly authorityId: string;
  readonly profiles: Readonly<Record<'main' | 'csrOnly', string>>;
  /** Lines of the server's log. */
  readonly logged: readonly string[];
  readonly callers: ReadonlyMap<Column, Caller | null>;
  /** One that was not used yet. */
  word(): string;
  /** A submission that a profile takes, of a name that was not used yet. */
  submission(under: keyof Scene['profiles']): SubmitRequestInput;
  close(): Promise<void>;
}

const PASSWORD = 'a long enough password';

export async function openScene(): Promise<Scene> {
  const open = await openTestDatabase();
  const { database, schema } = open;
  const logged: string[] = [];
  const log = (message: string, facts: object = {}) => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const feed = new LedgerFeed({ database, log });
  const server = await startGovernedServer(open, { onCommitted: feed.committed, log });
  await feed.start();
  const verifications = new Verifications({
    database,
    now: server.deps.clock.now,
    log,
    checkpoints: NO_CHECKPOINTS,
    seal: () => Promise.resolve(true),
  });
  const stopping = new AbortController();
  const files = await fileCheckpoints(database);
  const store = createMailStore(database);
  const undelivered = createUndeliveredMails(database);
  const { publicUrl } = server.deps;
  const accounts = createMailAccounts({ store, vault: new KeyVault(Buffer.alloc(32)), smtpUrl: null, publicUrl });
  const app = createApplication({
    database,
    schema,
    deps: server.deps,
    feed,
    verifications,
    mail: createMail({ store, accounts, undelivered, publicUrl }),
    webhooks: server.webhooks,
    archive: { ...files.open, proofs: new LedgerProofs(database) },
    onOpened: () => undefined,
    stopping: stopping.signal,
  });
  let words = 0;
  const word = () => {
    words += 1;
    return `w${words}`;
  };
  const close = async () => {
    stopping.abort();
    await verifications.stop();
    await server.stop();
    await feed.stop();
    await files.remove();
    await open.close();
  };
  const world = await populate({ app, server, open, word });
  return { app, server, open, undelivered, word, logged, close, ...world };
}

type Populated = Omit<Scene, 'app' | 'server' | 'open' | 'undelivered' | 'word' | 'logged' | 'close'>;
type Hands = Pick<Scene, 'app' | 'server' | 'open' | 'word'>;

async function populate(hands: Hands): Promise<Populated> {
  const { app, server, word } = hands;
  const { commands } = app;
  const root = await setUpPlatform(server);
  const { id: home } = await commands.createOrganization(root, { name: 'Home', slug: 'home' });
  const { id: other } = await commands.createOrganization(root, { name: 'Other', slug: 'other' });
  const people = await invitePeople(hands, root, { home, other });
  const admin = (await people.signedIn('AD')).principal;
  const asker = (await people.signedIn('AS')).principal;

  const given = { organizationId: home, name: 'Main', commonName: 'Home' };
  const { id: authorityId } = await commands.createCertificateAuthority(admin, given);
  await commands.createCertificateAuthority(root, { ...given, organizationId: other });
  const profile = async (name: string, keySource: 'CSR_OR_SERVER' | 'CSR_ONLY') => {
    const rules = { domains: [`*.${name.toLowerCase()}.home.example`], certificateAuthorityId: authorityId, keySource };
    return (await commands.createTrustProfile(admin, { organizationId: home, name, ...rules })).id;
  };
  const profiles = { main: await profile('Main', 'CSR_OR_SERVER'), csrOnly: await profile('Gateways', 'CSR_ONLY') };
  for (const trustProfileId of Object.values(profiles)) {
    const grant = (who: Column, role: 'ADMIN' | 'OPERATOR') =>
      commands.setTrustProfileRole(admin, { trustProfileId, userId: people.id(who), role });
    for (const who of ['OA', 'VA', 'AS'] as const) await grant(who, 'ADMIN');
    for (const who of ['OO', 'VO'] as const) await grant(who, 'OPERATOR');
  }
  await people.becomes('VA', 'VIEWER');

  const bystander = (await people.invite(home, 'bystander', 'VIEWER')).user.id;
  return {
    root,
    admin,
    asker,
    home,
    other,
    bystander,
    authorityId,
    profiles,
    callers: await people.callers(root, admin),
    submission: (under) => ({
      organizationId: home,
      domains: [`${word()}.${under === 'main' ? 'main' : 'gateways'}.home.example`],
      environment: 'production',
      justification: 'Asked for by the access matrix',
    }),
  };
}

/** Members by column; VA starts as an operator, since a viewer is not made ADMIN of a profile. */
const MEMBERS = {
  AD: 'ADMIN',
  OP: 'OPERATOR',
  VI: 'VIEWER',
  OA: 'OPERATOR',
  OO: 'OPERATOR',
  VO: 'VIEWER',
  VA: 'OPERATOR',
  AS: 'OPERATOR',
  DI: 'ADMIN',
} as const;
const FOREIGNERS = { XA: 'ADMIN', XO: 'OPERATOR', XV: 'VIEWER' } as const;

async function invitePeople(
  { app, server, open }: Hands,
  root: Principal,
  { home, other }: { readonly home: string; readonly other: string },
) {
  const { commands } = app;
  const doors = createDoorkeeper(open.database, open.schema);
  const now = () => server.deps.clock.now();
  const ids = new Map<Column, string>();
  const emailOf = (name: string) => `${name.toLowerCase()}@people.example`;
  const invite = (organizationId: string, name: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER') =>
    commands.inviteMember(root, { organizationId, email: emailOf(name), name, role, password: PASSWORD });
  for (const [name, role] of entries(MEMBERS)) ids.set(name, (await invite(home, name, role)).user.id);
  for (const [name, role] of entries(FOREIGNERS)) ids.set(name, (await invite(other, name, role)).user.id);
  // As the command for it would: a person with a role on the platform, and member of nothing.
  await writeRows(open.database, open.schema, [
    insertRow('User', {
      ...exampleUser('usr_platformadmin'),
      email: emailOf('PA'),
      platformRole: 'PLATFORM_ADMIN',
      passwordHash: `hash of ${PASSWORD}`,
    }),
  ]);

  const enter = async (name: string): Promise<Caller | null> => {
    const email = name === 'SU' ? 'root@corp.example' : emailOf(name);
    const { sessionToken } = await commands.signIn({ email, password: PASSWORD, address: '::1' });
    if (name === 'DI') await asOwner(open, `update app_user set disabled_at = now() where id = '${ids.get('DI')}'`);
    const found = await doors.session(sessionToken, now());
    return found === null ? null : { ...found, token: null };
  };
  const byToken = async (creator: Principal, organizationId: string, scopes: readonly ApiTokenScope[]) => {
    const input = { organizationId, name: scopes.join(' '), scopes };
    const { secret } = await commands.createApiToken(creator, input);
    const found = await doors.apiToken(secret, now());
    if (found === null) throw new Error('the token is not let in');
    return { ...found, session: null };
  };
  return {
    invite,
    id: (who: Column) => ids.get(who) ?? '',
    becomes: (who: Column, role: 'OPERATOR' | 'VIEWER') => invite(home, who, role),
    async signedIn(who: Column): Promise<Caller> {
      const caller = await enter(who);
      if (caller === null) throw new Error(`${who} is not let in`);
      return caller;
    },
    async callers(superuser: Principal, admin: Principal) {
      const people = ['SU', 'PA', ...entries(MEMBERS).map(([name]) => name), 'XA', 'XO', 'XV'] as const;
      const callers = new Map<Column, Caller | null>([['NO', null]]);
      for (const who of people) callers.set(who, await enter(who));
      callers.set('TR', await byToken(admin, home, ['READ']));
      callers.set('TS', await byToken(admin, home, ['SUBMIT']));
      callers.set('TD', await byToken(admin, home, ['DECIDE']));
      callers.set('TM', await byToken(admin, home, ['MANAGE']));
      callers.set('TX', await byToken(superuser, other, ['READ', 'SUBMIT', 'DECIDE', 'MANAGE']));
      return callers;
    },
  };
}

function entries<Key extends string, Value>(of: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries(of) as [Key, Value][];
}

async function asOwner(open: OpenTestDatabase, statement: string): Promise<void> {
  await withClient(open.test.superuserUrl, (client) => client.query(statement));
}
