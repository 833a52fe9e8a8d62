import { randomUUID } from 'node:crypto';
import { deviceClient, makeCsr } from '../test/harness/device-client.ts';
import { APPROVE } from '../test/harness/world.ts';
import { startCfssl } from './cfssl.ts';
import { HttpLoad } from './http-load.ts';
import { type BenchOptions, type Figure, interleaved, sample } from './measure.ts';
import { openServerWorld } from './server-world.ts';

const CLIENTS = 64;
const GOAL = 0.3;
const WHAT = `enroll, approve, issue / cfssl signing a CSR and storing nothing, ${CLIENTS} clients`;

/**
 * P1: everything that stands between a device's CSR and its certificate, over the public doors (mutual TLS, a bearer token),
 * against a signer that asks nobody and keeps nothing.
 */
export async function measureGovernedPath({ seconds, rounds }: BenchOptions): Promise<Figure[]> {
  const cfssl = await startCfssl();
  if (cfssl === null) {
    return [
      { id: 'P1', what: WHAT, ratio: null, goal: `≥ ${GOAL}`, met: null, detail: 'left out: cfssl is not installed' },
    ];
  }
  const served = await openServerWorld();
  const { world } = served;
  const { identity } = world.device;
  const device = deviceClient(world.server.deviceUrl, identity, { maxSockets: CLIENTS });
  const approver = new HttpLoad(CLIENTS, { authorization: `Bearer ${world.approver.token}` });
  const signer = new HttpLoad(CLIENTS);
  try {
    const names = Array.from({ length: CLIENTS }, (_, client) => `host-${client}.internal.corp.com`);
    const csrs = await Promise.all(names.map(async (name) => (await makeCsr([name])).csrPem));
    const certify = async (client: number) => {
      const { id, status } = await enroll(client);
      if (status !== 202) throw new Error(`a request of the bench was refused: ${status}`);
      const answer = await approver.post(
        `${world.server.url}/graphql`,
        JSON.stringify({ query: APPROVE, variables: { input: { requestId: id, revision: 1 } } }),
      );
      if (!answer.includes('"userErrors":[]')) throw new Error(answer);
      for (;;) {
        const polled = await device.request('GET', `/approvals/${id}?wait=10`);
        if (polled.body.status === 'issued') return;
        if (polled.body.status === 'failed' || polled.status >= 400) throw new Error(polled.text);
      }
    };
    const enroll = async (client: number) => {
      const answer = await device.enroll(
        {
          domains: [names[client]],
          environment: 'production',
          justification: 'New service deployment — ticket #1234',
          csr: csrs[client],
        },
        // Each is a request of its own, though the CSR comes again.
        { 'idempotency-key': randomUUID() },
      );
      return { id: answer.body.approval_id ?? '', status: answer.status };
    };
    const sign = async (client: number) => {
      const answer = await signer.post(cfssl.signUrl, JSON.stringify({ certificate_request: csrs[client] }));
      if (!answer.includes('BEGIN CERTIFICATE')) throw new Error(answer);
    };
    const contenders = {
      cfssl: () => sample(CLIENTS, seconds, sign),
      product: () => sample(CLIENTS, seconds, certify),
    };
    // Both warm.
    await contenders.product();
    await contenders.cfssl();
    const { cfssl: peer, product } = await interleaved(rounds, contenders);
    const ratio = product.perSecond / peer.perSecond;
    return [
      {
        id: 'P1',
        what: WHAT,
        ratio,
        goal: `≥ ${GOAL}`,
        met: ratio >= GOAL,
        detail: `${Math.round(product.perSecond)}/s (p50 ${product.p50.toFixed(0)} ms, p99 ${product.p99.toFixed(0)} ms) against ${Math.round(peer.perSecond)}/s`,
      },
    ];
  } finally {
    device.close();
    approver.close();
    signer.close();
    cfssl.stop();
    await served.close();
  }
}
