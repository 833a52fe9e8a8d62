import type { Principal } from '../../../domain/actor.ts';
import { createCommandReads } from '../../../store/reads/command-reads.ts';
import { principalOfUser } from '../../../store/reads/doorkeeper.ts';
import { createInsightReads } from '../../../store/reads/insight-reads.ts';
import { createPolicies } from '../../../store/reads/policies.ts';
import { createQueryReads } from '../../../store/reads/query-reads.ts';
import { createRequestReads } from '../../../store/reads/request-list.ts';
import { exampleUser } from '../../../store/testing/example-rows.ts';
import type { OpenTestDatabase } from '../../../store/testing/open-test-database.ts';
import { createWebhookStore } from '../../../store/webhook-store.ts';
import type { Queries } from '../../application.ts';
import { createQueries, type QueryDeps } from '../create-queries.ts';

export const person = (id: string, over: Partial<Principal> = {}): Principal => ({
  ...principalOfUser(exampleUser(id)),
  ...over,
});
export const ADMIN = person('usr_admin');
export const OPERATOR = person('usr_operator');
export const STRANGER = person('usr_stranger');

const unused = () => {
  throw new Error('nothing here needs it');
};

/** Queries on a real database, at a fixed time; keys and certificates are nobody's business here. */
export function testQueries(
  { database, schema }: OpenTestDatabase,
  given: { readonly now: Date } & Partial<Pick<QueryDeps, 'archive'>>,
): Queries {
  return createQueries({
    deps: {
      clock: { now: () => given.now },
      policies: createPolicies(database, schema),
      reads: createCommandReads(database, schema),
      authorities: {
        parseCsr: unused,
        csrPem: unused,
        certificatePem: unused,
        makeKey: unused,
        openKey: unused,
        newSerial: unused,
        buildTbs: unused,
        sign: unused,
        createPair: unused,
        createIssuing: unused,
        createDeviceRoot: unused,
        issueDeviceCertificate: unused,
        buildCrl: unused,
        crlUrl: unused,
        readCertificate: unused,
        readPinnedCertificate: unused,
        chainPem: unused,
      },
    },
    reads: createQueryReads(database, schema),
    requestReads: createRequestReads(database, schema),
    insightReads: createInsightReads(database),
    mail: {
      saved: unused,
      inForce: unused,
      sealPassword: unused,
      passwordFor: unused,
      sendTest: unused,
      delivery: unused,
      undelivered: { list: unused, count: unused, find: unused, retry: unused },
      preferences: unused,
      savePreferences: unused,
    },
    archive: given.archive ?? {
      checkpoint: unused,
      verifierKeys: unused,
      inclusions: unused,
      consistency: unused,
      pastCheckpoints: unused,
      exportLines: unused,
    },
    webhooks: createWebhookStore(database, schema),
    deliverKey: unused,
  });
}
