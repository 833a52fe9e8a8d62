import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeCsrPem } from '../ca/make-csr.ts';
import type { Application } from '../usecases/application.ts';
import { createFirstUser } from '../usecases/complete-setup.ts';
import { userPrincipal } from '../usecases/open-session.ts';
import type { Deps, Doorkeeper } from '../usecases/ports.ts';

export interface Demo {
  readonly people: readonly { readonly email: string; readonly password: string; readonly what: string }[];
  readonly deviceFolder: string;
  readonly curl: string;
}

const PENDING = [
  {
    domains: ['api.payments.corp.example', 'hooks.payments.corp.example'],
    environment: 'production',
    justification:
      'Cut-over of the payment API to v2 on Thursday; partners pin v1 until the end of the month. CHG-20418',
  },
  {
    domains: ['vault.core.corp.example'],
    environment: 'production',
    justification: 'New Vault node for the second availability zone, rollback in OPS-3391.',
  },
  {
    domains: ['grafana.core.corp.example'],
    environment: 'staging',
    justification: 'Dashboards move behind TLS before the audit in May.',
  },
];

/**
 * Fills an empty server: an organization, two people beside the superuser, a CA, profiles, a device, and requests in every
 * stage. Null on a server that has users already. The passwords are random and exist nowhere else.
 */
export async function fillDemo(input: {
  deps: Deps;
  app: Application;
  doorkeeper: Doorkeeper;
  dataFolder: string;
  deviceUrl: string;
}): Promise<Demo | null> {
  const { deps, app, doorkeeper } = input;
  if ((await deps.reads.userCount()) > 0) return null;
  const password = () => randomBytes(9).toString('base64url');
  const people = [
    { email: 'root@corp.example', name: 'Ines Duarte', password: password(), what: 'superuser' },
    {
      email: 'hana@corp.example',
      name: 'Hana Sato',
      password: password(),
      what: 'admin of Corp, asked for most of it',
    },
    { email: 'tomasz@corp.example', name: 'Tomasz Wójcik', password: password(), what: 'operator of Corp, decides' },
  ] as const;
  const [first, second, third] = people;
  const root = userPrincipal(await createFirstUser(deps, first));
  const organization = await app.commands.createOrganization(root, {
    name: 'Corp',
    slug: 'corp',
    environments: ['production', 'staging'],
  });
  const organizationId = organization.id;
  const { user: admin } = await app.commands.inviteMember(root, { ...second, organizationId, role: 'ADMIN' });
  const { user: approver } = await app.commands.inviteMember(root, { ...third, organizationId, role: 'OPERATOR' });
  const hana = userPrincipal(admin);
  const tomasz = userPrincipal(approver);
  const authority = await app.commands.createCertificateAuthority(hana, {
    organizationId,
    name: 'Corp Issuing CA',
    commonName: 'Corp Issuing CA 1',
  });
  const base = {
    organizationId,
    certificateAuthorityId: authority.id,
    allowAllDevices: true,
    warnAfterHours: 2,
    escalateAfterHours: 4,
    expireAfterHours: 72,
  };
  const profiles = [
    await app.commands.createTrustProfile(hana, { ...base, name: 'Payments', domains: ['*.payments.corp.example'] }),
    await app.commands.createTrustProfile(hana, {
      ...base,
      name: 'Core secrets',
      domains: ['*.core.corp.example'],
      maxValidityDays: 90,
    }),
    await app.commands.createTrustProfile(hana, {
      ...base,
      name: 'Previews',
      domains: ['*.preview.corp.example'],
      requireApproval: false,
      environments: ['staging'],
    }),
  ];
  for (const profile of profiles) {
    await app.commands.setTrustProfileRole(hana, { trustProfileId: profile.id, userId: approver.id, role: 'ADMIN' });
  }

  const issued = await app.commands.submitRequest(hana, {
    organizationId,
    domains: ['api.payments.corp.example'],
    environment: 'production',
    justification: 'First certificate of the payment API, before the launch in spring.',
  });
  await app.commands.approveRequest(tomasz, { requestId: issued.request.id });
  const rejected = await app.commands.submitRequest(hana, {
    organizationId,
    domains: ['legacy.payments.corp.example'],
    environment: 'production',
    justification: 'Keep the legacy gateway reachable for one more quarter.',
  });
  await app.commands.rejectRequest(tomasz, {
    requestId: rejected.request.id,
    reason: 'The legacy gateway was switched off on 30 April',
  });
  for (const request of PENDING) await app.commands.submitRequest(hana, { organizationId, ...request });

  const deviceFolder = path.join(input.dataFolder, 'demo-device');
  const { enrollmentToken } = await app.commands.registerDevice(hana, { organizationId, name: 'edge-gw-fra-2' });
  const { csrPem, keyPem } = await makeCsrPem();
  const enrolled = await app.commands.enrollDevice({ token: enrollmentToken ?? '', csr: csrPem });
  fs.mkdirSync(deviceFolder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(deviceFolder, 'key.pem'), keyPem, { mode: 0o600 });
  fs.writeFileSync(path.join(deviceFolder, 'cert.pem'), enrolled.certificatePem);
  const device = await doorkeeper.device(enrolled.device.spkiSha256 ?? '', deps.clock.now());
  if (device === null) throw new Error('the device that was just enrolled is not known');
  await app.commands.submitRequest(device.principal, {
    organizationId,
    domains: ['mqtt.core.corp.example'],
    environment: 'production',
    justification: 'Telemetry broker of the edge gateways in Frankfurt.',
  });
  const body = JSON.stringify({
    domains: ['edge.core.corp.example'],
    environment: 'production',
    justification: 'New service deployment — ticket #1234',
  });
  const curl = `curl --cacert <(curl -sk ${input.deviceUrl}/v1/ca/server.pem) --cert ${deviceFolder}/cert.pem --key ${deviceFolder}/key.pem -H 'content-type: application/json' -d '${body}' ${input.deviceUrl}/v1/enroll`;
  return {
    people: people.map(({ email, password: secret, what }) => ({ email, password: secret, what })),
    deviceFolder,
    curl,
  };
}
