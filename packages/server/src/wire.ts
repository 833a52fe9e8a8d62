import { createAccountMailSwitch } from './boot/account-mail-switch.ts';
import { adoptCheckpoints } from './boot/adopt-checkpoints.ts';
import { createApplication } from './boot/application.ts';
import { createBackground } from './boot/background.ts';
import { createCertificateAuthorities } from './boot/certificate-authorities.ts';
import { type Demo, fillDemo } from './boot/demo.ts';
import { devicePortIdentity } from './boot/device-port-identity.ts';
import { prepareFirstStart } from './boot/first-start.ts';
import { createIds } from './boot/ids.ts';
import type { Log } from './boot/log.ts';
import { createMailAccounts } from './boot/mail-account.ts';
import { createMail } from './boot/mail-port.ts';
import { keptBy, openCheckpoints } from './boot/open-checkpoints.ts';
import { prepareDatabase } from './boot/open-database.ts';
import { createPasswords } from './boot/passwords.ts';
import { ensurePlatformLedger } from './boot/platform-ledger.ts';
import { readiness } from './boot/readiness.ts';
import { recordCheckpointKey } from './boot/record-checkpoint-key.ts';
import { sealLedger } from './boot/record-sealing.ts';
import { removeRunning, writeRunning } from './boot/running-file.ts';
import { startMail } from './boot/start-mail.ts';
import { startTime } from './boot/start-time.ts';
import { createWebhookParts, startWebhooks } from './boot/start-webhooks.ts';
import { startWitnesses } from './boot/start-witnesses.ts';
import { webFolder } from './boot/web-folder.ts';
import { KeyVault } from './ca/key-vault.ts';
import type { Config } from './config.ts';
import { createKnownPathWriter } from './delivery/known-path-writer.ts';
import { PLATFORM_TARGET_ID } from './domain/access-targets.ts';
import type { KeptCheckpoint } from './domain/chain.ts';
import { parseLedgerName } from './domain/ledger-name.ts';
import { startDeliverer } from './followers/deliverer.ts';
import { startRepeatingTask } from './followers/repeating-task.ts';
import { CheckpointKeeper } from './ledger/checkpoint-keeper.ts';
import { Committer } from './ledger/committer.ts';
import { LedgerFeed } from './ledger/feed.ts';
import { LedgerProofs } from './ledger/proofs.ts';
import { Verifications } from './ledger/verification.ts';
import { readColumns } from './store/columns.ts';
import { openDatabase } from './store/database.ts';
import { followDatabaseClock } from './store/database-clock.ts';
import { createFollowerPlaces } from './store/follower-places.ts';
import { createHousekeeping } from './store/housekeeping.ts';
import { createMailStore } from './store/mail-settings.ts';
import { createQuorumFindings } from './store/quorum-findings.ts';
import { createCommandReads } from './store/reads/command-reads.ts';
import { createDoorkeeper } from './store/reads/doorkeeper.ts';
import { createPolicies } from './store/reads/policies.ts';
import { openLedgers } from './store/reads/verification-rows.ts';
import { loadStorageKey } from './store/storage-key.ts';
import { createUndeliveredMails } from './store/undelivered-mails.ts';
import { createDeviceServer } from './transport/rest/device-server.ts';
import { createWebServer } from './transport/web/web-server.ts';
import type { Deps } from './usecases/ports.ts';

/** What is lost with a disk is at most what was committed within this time, ms. */
const CHECKPOINTS_EVERY_MS = 1_000;

export interface StartOptions {
  /** Fill an empty server with an example. */
  readonly demo?: boolean;
  /** Added to the database's clock, ms; for tests. */
  readonly clockOffsetMs?: number;
}

export interface RunningServer {
  readonly webUrl: string;
  readonly deviceUrl: string;
  /** The one-time link of a server without users. */
  readonly setupUrl: string | null;
  readonly demo: Demo | null;
  /** Answers what is under way, then ends everything. */
  stop(): Promise<void>;
}

/** What was started, to be ended in the opposite order; also when the start fails half-way. */
class Closing {
  readonly #steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  async close(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) await step();
  }
}

/** Puts the server together and starts it: the one place that knows everybody. */
export async function startServer(config: Config, log: Log, options: StartOptions = {}): Promise<RunningServer> {
  const closing = new Closing();
  try {
    return await start(config, log, options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(config: Config, log: Log, options: StartOptions, closing: Closing): Promise<RunningServer> {
  const address = await prepareDatabase(config, log);
  closing.add(() => address.stop());
  const storageKey = config.storageKey ?? loadStorageKey(config.dataFolder);
  const database = await openDatabase(address.serverUrl, { log: log.warn });
  closing.add(() => database.close());
  const schema = readColumns(database.orm);
  const clock = await followDatabaseClock(database, { offset: options.clockOffsetMs ?? 0, log: log.warn });
  closing.add(() => clock.stop());
  // A free port that is asked for is known only once it is listened on.
  const publicUrl = new URL(config.publicUrl);
  await ensurePlatformLedger(database, publicUrl.host, clock.now());

  const background = createBackground(log.error);
  const feed = new LedgerFeed({ database, log: log.warn });
  const committer = new Committer({ database, schema, onCommitted: feed.committed });
  const ids = createIds(clock);
  const reads = createCommandReads(database, schema);
  const vault = new KeyVault(storageKey);
  const accountMail = createAccountMailSwitch();
  const deps: Deps = {
    clock,
    ids,
    ledger: committer,
    policies: createPolicies(database, schema),
    reads,
    authorities: createCertificateAuthorities({
      vault,
      ids,
      publicUrl,
      readAuthority: reads.authority,
    }),
    passwords: await createPasswords(),
    accountMail,
    housekeeping: createHousekeeping(database),
    background: background.run,
    publicUrl,
    log: log.info,
  };
  const { signer, folder, history, trees, identity, checkpoints } = await openCheckpoints(config, database);
  const verifications = new Verifications({
    database,
    now: clock.now,
    log: log.error,
    checkpoints: keptBy(folder, identity),
    seal: (sealing) => sealLedger(deps, database, sealing),
  });
  const onSuspect = async (ledger: string, known: KeptCheckpoint | null = null) => {
    await verifications.verifyTail({ organizationId: parseLedgerName(ledger).organizationId, ledger }, known);
  };
  const proofs = new LedgerProofs(database);
  const remember = (ledger: string, note: string | undefined) => {
    if (note === undefined) return;
    background.run('remembering a checkpoint', () => history.add(ledger, note, clock.now()));
  };
  const witnesses = startWitnesses(config, {
    checkpoints: { folder },
    proofs,
    onSuspect,
    onCosigned: remember,
    log,
  });
  closing.add(() => witnesses.stop());
  const keeper = new CheckpointKeeper({
    folder,
    database,
    trees,
    checkpoints,
    held: await openLedgers(database),
    onKept: (ledger) => {
      remember(ledger, folder.newest(ledger)?.note);
      witnesses.moved(ledger);
    },
    onSuspect,
    log: log.error,
  });
  feed.onCommitted((records) => {
    trees.told(records);
    for (const { ledger } of records) keeper.moved(ledger);
  });
  await adoptCheckpoints(config, database, { folder, signer }, log);
  await verifications.verifyTails();
  await feed.start();
  await recordCheckpointKey(deps, database, signer);
  closing.add(() => feed.stop());
  closing.add(() => keeper.run());
  closing.add(() => committer.drain());
  closing.add(() => background.drain());
  closing.add(() => verifications.stop());

  const mailStore = createMailStore(database);
  const accounts = createMailAccounts({
    store: mailStore,
    vault,
    smtpUrl: config.smtpUrl,
    publicUrl,
  });
  const mail = createMail({ store: mailStore, accounts, undelivered: createUndeliveredMails(database), publicUrl });
  const stopping = new AbortController();
  const webhooks = createWebhookParts({ database, schema, vault, clock, feed, allow: config.webhookAllow });
  const app = createApplication({
    database,
    schema,
    deps,
    feed,
    verifications,
    mail,
    webhooks,
    archive: { signer, folder, history, trees, identity, checkpoints, proofs },
    onOpened: (ledger) => keeper.moved(ledger),
    stopping: stopping.signal,
  });
  const doorkeeper = createDoorkeeper(database, schema);
  let deviceUrl = '';
  const web = await createWebServer({
    app,
    doorkeeper,
    clock,
    publicUrl,
    webFolder: webFolder(),
    trustedProxies: config.trustedProxies,
    sessionDocuments: config.sessionDocuments,
    introspection: true,
    log,
    readiness: () =>
      readiness({
        database,
        clock,
        rolesApart: address.rolesApart,
        divergence: witnesses.divergence,
        unverified: () => keeper.held,
      }),
    deviceUrl: () => deviceUrl,
  });
  const portIdentity = await devicePortIdentity(config, clock.now());
  const devices = await createDeviceServer({
    app,
    doorkeeper,
    clock,
    identity: portIdentity,
    serverCaPem: portIdentity.caPem,
    log: log.error,
  });
  const webPort = await web.listen(config.httpPort, config.host);
  closing.add(() => web.close());
  if (publicUrl.port === '0') publicUrl.port = String(webPort);
  const devicePort = await devices.listen(config.mtlsPort, config.host);
  closing.add(() => devices.close());
  closing.add(() => stopping.abort());
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(config.host);
  const webUrl = `http://${isLocal ? '127.0.0.1' : config.host}:${webPort}`;
  deviceUrl = `https://${isLocal ? '127.0.0.1' : publicUrl.hostname}:${devicePort}`;

  const findings = createQuorumFindings(database, schema);
  closing.add(await startTime({ database, schema, deps, feed, findings }));
  closing.add(
    await startMail({
      database,
      deps,
      accountMail,
      vault,
      feed,
      findings,
      accounts,
      checkpoint: async (ledger) => (await checkpoints.current(ledger))?.note ?? null,
      platformCheckpoint: () => app.queries.checkpoint({ organizationId: PLATFORM_TARGET_ID }),
      log,
    }),
  );
  closing.add(startWebhooks(deps, webhooks, feed));
  if (config.deliveryFolder !== null) {
    const deliverer = await startDeliverer({
      deps,
      places: createFollowerPlaces(database),
      sink: createKnownPathWriter(config.deliveryFolder),
      read: (ledger, seq) => feed.read(ledger, seq),
    });
    feed.onCommitted(() => deliverer.poke());
    closing.add(() => deliverer.stop());
  }
  const keeping = startRepeatingTask({
    name: 'keeping checkpoints',
    everyMs: CHECKPOINTS_EVERY_MS,
    log: log.error,
    run: () => keeper.run(),
  });
  closing.add(() => keeping.stop());
  background.run('verifying every ledger', () => verifications.verifyAll((ledger) => keeper.release(ledger)));
  const demo = options.demo
    ? await fillDemo({ deps, app, doorkeeper, dataFolder: config.dataFolder, deviceUrl })
    : null;
  const setupUrl = await prepareFirstStart(deps, config);
  writeRunning(config.dataFolder, { pid: process.pid, webUrl, deviceUrl });
  closing.add(() => removeRunning(config.dataFolder));
  log.info('listening', { web: webUrl, devices: deviceUrl });
  return { webUrl: publicUrl.origin, deviceUrl, setupUrl, demo, stop: () => closing.close() };
}
