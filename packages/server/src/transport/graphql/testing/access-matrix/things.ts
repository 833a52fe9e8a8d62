import { randomUUID } from 'node:crypto';
import { type Principal, SYSTEM } from '../../../../domain/actor.ts';
import { offerSetup } from '../../../../usecases/complete-setup.ts';
import { newLink } from '../../../../usecases/one-time-link.ts';
import type { Scene, Thing } from './scene.ts';

/** What rows are about: each makes one afresh and answers its id. */

export const nothing: Thing = () => Promise.resolve('');
export const organization: Thing = ({ home }) => Promise.resolve(home);
export const platform: Thing = () => Promise.resolve('platform');
export const member: Thing = ({ bystander }) => Promise.resolve(bystander);
export const profile: Thing = ({ profiles }) => Promise.resolve(profiles.main);
/** One that nothing was asked for under. */
export const newProfile: Thing = async ({ app, admin, home, authorityId: certificateAuthorityId, word }) => {
  const rules = { domains: [`*.${word()}.home.example`], certificateAuthorityId };
  return (await app.commands.createTrustProfile(admin, { organizationId: home, name: word(), ...rules })).id;
};

/** An edit that waits for a second admin. */
export const changeByAsker: Thing = (scene) => propose(scene, scene.asker);
export const changeByAdmin: Thing = (scene) => propose(scene, scene.admin);

export const authority: Thing = ({ authorityId }) => Promise.resolve(authorityId);
export const record: Thing = ({ home }) => Promise.resolve(`${home}:0`);

/** Somebody who was just invited; nobody has taken up the invitation. */
export const newMember: Thing = async (scene) => {
  const input = { organizationId: scene.home, email: `${scene.word()}@home.example`, name: 'New', password: null };
  return (await scene.app.commands.inviteMember(scene.root, { ...input, role: 'VIEWER' })).user.id;
};

/** The secret of an invitation. */
export const invitation: Thing = async (scene) => {
  const input = { organizationId: scene.home, email: `${scene.word()}@home.example`, name: 'New', password: null };
  const { inviteUrl } = await scene.app.commands.inviteMember(scene.root, { ...input, role: 'VIEWER' });
  return new URL(inviteUrl ?? '').hash.replace('#token=', '');
};

/** The secret of a set-up link on a server that has users. */
export const lateSetupLink: Thing = async (scene) => {
  const token = `csi_${scene.word()}`;
  await offerSetup(scene.server.deps, token);
  return token;
};

/** The secret of a link for a new password. */
export const resetLink: Thing = async ({ server: { deps }, bystander }) => {
  const now = deps.clock.now();
  const link = await newLink(deps, 'RESET', bystander, now);
  const subject = { kind: 'user', id: bystander } as const;
  const record = { type: 'user.changed', actor: SYSTEM, subject, detail: { changed: [] } } as const;
  const command = { organizationId: 'platform', authority: null, now, records: [record], writes: () => link.writes };
  await deps.ledger.commit(command);
  return new URL(link.url).hash.replace('#token=', '');
};

/** Of somebody who calls nothing. */
export const sessionOfAnother: Thing = async ({ app, server: { deps }, bystander }) => {
  await app.commands.signIn({
    email: 'bystander@people.example',
    password: 'a long enough password',
    address: '::1',
  });
  const [session] = await deps.reads.openSessions(bystander, deps.clock.now());
  return session?.id ?? '';
};

/** A token of the admin's. */
export const token: Thing = async (scene) => {
  const { token: made } = await scene.app.commands.createApiToken(scene.admin, {
    organizationId: scene.home,
    name: scene.word(),
  });
  return made.id;
};

/** An organization has few webhooks at most: those of earlier rows are taken away. */
export const organizationWithoutWebhooks: Thing = async ({ app, admin, home, server }) => {
  for (const { id } of await server.webhooks.store.webhooks(home)) {
    await app.commands.deleteWebhook(admin, { webhookId: id });
  }
  return home;
};

export const webhook: Thing = async (scene) => {
  await organizationWithoutWebhooks(scene);
  const url = `https://hooks.example/${scene.word()}`;
  const { webhook: made } = await scene.app.commands.createWebhook(scene.admin, { organizationId: scene.home, url });
  return made.id;
};

/** Of a test: a further attempt at it is refused, once rights are looked at. */
export const webhookDelivery: Thing = async (scene) => {
  const webhookId = await webhook(scene);
  const { id } = await scene.app.commands.sendTestWebhook(scene.admin, { webhookId });
  return id;
};

export const device: Thing = async (scene) => {
  const { device: made } = await scene.app.commands.registerDevice(scene.admin, {
    organizationId: scene.home,
    name: scene.word(),
  });
  return made.id;
};

export const reason: Thing = async (scene) => {
  const input = { organizationId: scene.home, kind: 'REJECT', text: scene.word() } as const;
  return (await scene.app.commands.createReason(scene.admin, input)).id;
};

export const pendingRequest: Thing = (scene) => ask(scene, 'main');

export const requestWithoutCsr: Thing = async (scene) => {
  const requestId = await ask(scene, 'csrOnly');
  await approve(scene, requestId);
  return requestId;
};

export const failedRequest: Thing = async (scene) => {
  scene.server.signAs(() => Promise.reject(new Error('the CA is away')));
  const requestId = await ask(scene, 'main');
  await approve(scene, requestId);
  scene.server.signAs(null);
  return requestId;
};

/** Issued, its key made by the server. */
export const issuedRequest: Thing = async (scene) => {
  const requestId = await ask(scene, 'main');
  await approve(scene, requestId);
  return requestId;
};

export const issuedCertificate: Thing = async (scene) => {
  const requestId = await issuedRequest(scene);
  const certificate = await scene.server.deps.reads.certificateOf(requestId);
  if (certificate === null) throw new Error(`${requestId} has no certificate`);
  return certificate.id;
};

async function propose(scene: Scene, who: Principal): Promise<string> {
  const { commands } = scene.app;
  const trustProfileId = scene.profiles.main;
  const open = await scene.server.deps.reads.openChange(trustProfileId);
  // One a profile: what the caller before this one may not decide makes room.
  if (open !== null)
    await commands.decidePendingChange(scene.root, { changeId: open.id, verdict: 'REJECT', reason: 'Next' });
  await ask(scene, 'main');
  const { profile: before } = await commands.updateTrustProfile(who, { trustProfileId });
  const maxValidityDays = before.rules.maxValidityDays + 1;
  const { change } = await commands.updateTrustProfile(who, { trustProfileId, maxValidityDays });
  if (change === null) throw new Error('the edit was saved at once');
  return change.id;
}

async function ask(scene: Scene, under: keyof Scene['profiles']): Promise<string> {
  const { request } = await scene.app.commands.submitRequest(scene.asker, scene.submission(under));
  await scene.server.settle();
  return request.id;
}

async function approve(scene: Scene, requestId: string): Promise<void> {
  await scene.app.commands.approveRequest(scene.root, { requestId });
  await scene.server.settle();
}

/** About a request of the home organization. */
export const undeliveredMail: Thing = async ({ undelivered, home }) => {
  const id = randomUUID();
  const about = { organizationId: home, event: 'submitted', requestIds: [] } as const;
  const to = { name: 'Somebody', address: 'somebody@people.example' };
  await undelivered.keep(id, { to, subject: 'Approve or reject', about }, '550 No such user');
  return id;
};
