import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HttpLoad } from './http-load.ts';
import { type BenchOptions, type Figure, interleaved, sample } from './measure.ts';
import { openServerWorld, type ServerWorld } from './server-world.ts';

const CLIENTS = 16;
const REQUESTS = 200;
const QUERY = `query Queue($organizationId: ID!) {
  requests(organizationId: $organizationId, filter: { status: [PENDING] }, orderBy: { field: REQUESTED_AT, direction: DESC }, first: 50) {
    nodes {
      id revision status issuanceStatus domains environment justification requestedAt requiredApprovals
      requester { kind id name }
      trustProfile { id name }
    }
  }
}`;

/** P6: a page of the queue through the built server, against raw HTTP that hands on JSON built by PostgreSQL. */
export async function measureQueue({ seconds, rounds }: BenchOptions): Promise<Figure[]> {
  const served = await openServerWorld();
  const peer = await startPeer(served.postgres.serverUrl);
  const { world } = served;
  const product = new HttpLoad(CLIENTS, { authorization: `Bearer ${world.approver.token}` });
  const raw = new HttpLoad(CLIENTS);
  try {
    await submit(served);
    const variables = { organizationId: world.organizationId };
    const operation = JSON.stringify({ query: QUERY, variables });
    const page = JSON.stringify(variables);
    const contenders = (clients: number) => ({
      raw: () => sample(clients, seconds, () => raw.post(peer.url, page)),
      product: () => sample(clients, seconds, () => product.post(`${world.server.url}/graphql`, operation)),
    });
    // The same page, or the comparison is worth nothing; and both are warm.
    assert.deepEqual(
      JSON.parse(await product.post(`${world.server.url}/graphql`, operation)),
      JSON.parse(await raw.post(peer.url, page)),
    );
    await Promise.all(Object.values(contenders(CLIENTS)).map((one) => one()));
    const many = await interleaved(rounds, contenders(CLIENTS));
    const one = await interleaved(rounds, contenders(1));
    const ratio = many.product.perSecond / many.raw.perSecond;
    const slower = one.product.p50 / one.raw.p50;
    return [
      {
        id: 'P6',
        what: `queue page over GraphQL / raw HTTP and SQL-built JSON, ${CLIENTS} clients`,
        ratio,
        goal: '≥ 0.45',
        met: ratio >= 0.45,
        detail: `${Math.round(many.product.perSecond)}/s against ${Math.round(many.raw.perSecond)}/s`,
      },
      {
        id: 'P6 p50',
        what: 'the median of one client / theirs',
        ratio: slower,
        goal: '≤ 1.4',
        met: slower <= 1.4,
        detail: `${one.product.p50.toFixed(2)} ms / ${one.raw.p50.toFixed(2)} ms`,
      },
    ];
  } finally {
    product.close();
    raw.close();
    peer.stop();
    await served.close();
  }
}

async function submit({ world }: ServerWorld): Promise<void> {
  for (let number = 0; number < REQUESTS; number += 1) {
    const answer = await world.device.enroll({
      domains: [`host-${number}.internal.corp.com`],
      environment: 'production',
      justification: 'New service deployment — ticket #1234',
    });
    if (answer.status !== 202) throw new Error(`a request of the bench was refused: ${answer.status} ${answer.text}`);
  }
}

function startPeer(url: string): Promise<{ url: string; stop(): void }> {
  const child = fork(fileURLToPath(new URL('queue-peer.ts', import.meta.url)), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send({ url });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the peer ended with ${code}`)));
    child.once('message', (port) =>
      resolve({ url: `http://127.0.0.1:${Number(port)}/`, stop: () => child.disconnect() }),
    );
  });
}
