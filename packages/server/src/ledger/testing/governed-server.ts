import { randomBytes } from 'node:crypto';
import { createCertificateAuthorities } from '../../boot/certificate-authorities.ts';
import { createIds } from '../../boot/ids.ts';
import { ensurePlatformLedger } from '../../boot/platform-ledger.ts';
import { KeyVault } from '../../ca/key-vault.ts';
import { createHousekeeping } from '../../store/housekeeping.ts';
import { createCommandReads } from '../../store/reads/command-reads.ts';
import { createPolicies } from '../../store/reads/policies.ts';
import { EARLIER } from '../../store/testing/example-rows.ts';
import type { OpenTestDatabase } from '../../store/testing/open-test-database.ts';
import { createWebhookStore } from '../../store/webhook-store.ts';
import { bindCommands } from '../../usecases/bind-commands.ts';
import type { CertificateAuthorities, Deps } from '../../usecases/ports.ts';
import type { WebhookParts } from '../../usecases/webhook-ports.ts';
import { type CommittedRecord, Committer } from '../committer.ts';

/** The use cases with their real parts, but for doors, followers and Argon2. */
export interface GovernedServer {
  readonly deps: Deps;
  readonly commands: ReturnType<typeof bindCommands>;
  /** Of webhooks that reach nobody. */
  readonly webhooks: WebhookParts;
  /** Lets time pass, ms. */
  passTime(ms: number): void;
  /** Has the next certificates signed otherwise; null: as they should be. */
  signAs(sign: CertificateAuthorities['sign'] | null): void;
  /** Waits for what runs in the background. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startGovernedServer(
  { database, schema }: OpenTestDatabase,
  {
    onCommitted = () => undefined,
    log = () => undefined,
    storageKey = randomBytes(32),
  }: {
    readonly onCommitted?: (records: readonly CommittedRecord[]) => void;
    readonly log?: Deps['log'];
    /** Servers of the same database share it. */
    readonly storageKey?: Buffer;
  } = {},
): Promise<GovernedServer> {
  let time = EARLIER.getTime();
  // A millisecond passes at every look, so that no two times are the same by chance.
  const now = () => {
    time += 1;
    return new Date(time);
  };
  const clock = { now };
  const publicUrl = new URL('https://countersign.example');
  await ensurePlatformLedger(database, publicUrl.host, clock.now());
  const committer = new Committer({ database, schema, onCommitted });
  const ids = createIds(clock);
  const reads = createCommandReads(database, schema);
  const vault = new KeyVault(storageKey);
  const authorities = createCertificateAuthorities({ vault, ids, publicUrl, readAuthority: reads.authority });
  let signing: CertificateAuthorities['sign'] | null = null;
  const running = new Set<Promise<void>>();
  const deps: Deps = {
    clock,
    ids,
    ledger: committer,
    policies: createPolicies(database, schema),
    reads,
    authorities: { ...authorities, sign: (authority, tbs) => (signing ?? authorities.sign)(authority, tbs) },
    accountMail: { send: async () => undefined },
    passwords: {
      hash: (password) => Promise.resolve(`hash of ${password}`),
      verify: (password, hash) => Promise.resolve(hash === `hash of ${password}`),
    },
    housekeeping: createHousekeeping(database),
    background(_what, work) {
      const done = work().finally(() => running.delete(done));
      running.add(done);
    },
    publicUrl,
    log,
  };
  const settle = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return {
    deps,
    commands: bindCommands(deps),
    webhooks: {
      store: createWebhookStore(database, schema),
      exceptions: { hasHost: () => false },
      sealSecret: (id, secret) => vault.seal(id, Buffer.from(secret)),
      openSecret: (id, sealed) => vault.open(id, sealed).toString(),
      post: () => Promise.resolve({ statusCode: 200, durationMs: 1, body: '', error: null, retryAfterMs: null }),
      read: () => Promise.resolve([]),
    },
    passTime(ms) {
      time += ms;
    },
    signAs(sign) {
      signing = sign;
    },
    settle,
    async stop() {
      await settle();
      await committer.drain();
    },
  };
}
