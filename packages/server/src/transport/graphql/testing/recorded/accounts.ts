import type { Thing } from '../access-matrix/scene.ts';
import { newMember } from '../access-matrix/things.ts';
import type { RecordedArea } from './recorded.ts';

const PASSWORD = 'a long enough password';

/** Another session of the viewer's. */
const anotherSession: Thing = async ({ app, server: { deps }, callers }) => {
  await app.commands.signIn({ email: 'vi@people.example', password: PASSWORD, address: '::1' });
  const viewer = callers.get('VI');
  const open = await deps.reads.openSessions(viewer?.user.id ?? '', deps.clock.now());
  return open.find(({ id }) => id !== viewer?.session?.id)?.id ?? '';
};

const newAdmin: Thing = async (scene) => {
  const userId = await newMember(scene);
  await scene.app.commands.changeMemberRole(scene.root, { organizationId: scene.home, userId, role: 'ADMIN' });
  return userId;
};

const disabled: Thing = async (scene) => {
  const userId = await newMember(scene);
  await scene.app.commands.disableUser(scene.root, { userId });
  return userId;
};

export const accounts: RecordedArea = {
  changeMemberRole: { record: 'member.changed', detail: { before: 'VIEWER', after: 'OPERATOR' } },
  removeMember: { record: 'member.removed', on: newAdmin, detail: { before: 'ADMIN' } },
  reinviteMember: { record: 'user.changed', detail: { changed: [], invitation: 'new link' } },
  updateOrganization: {
    record: 'organization.changed',
    ask: (organizationId) => ({ input: { organizationId, name: 'Renamed' } }),
    detail: { before: { name: 'Home' }, after: { name: 'Renamed' } },
  },
  setPlatformRole: {
    record: 'platformRole.changed',
    by: 'SU',
    detail: { before: null, after: 'PLATFORM_ADMIN' },
  },
  disableUser: {
    record: 'user.changed',
    by: 'PA',
    detail: { before: { disabled: false }, after: { disabled: true } },
  },
  enableUser: {
    record: 'user.changed',
    by: 'PA',
    on: disabled,
    detail: { before: { disabled: true }, after: { disabled: false } },
  },
  revokeApiToken: { record: 'token.revoked' },
  revokeDevice: { record: 'device.revoked' },
  reissueEnrollmentToken: { record: 'device.renewed', detail: { enrollment: 'new token' } },
  changePassword: {
    record: 'user.changed',
    by: 'OP',
    about: { made: 'caller' },
    ask: () => ({ input: { currentPassword: PASSWORD, newPassword: 'another long password' } }),
    detail: { changed: ['password'], by: 'account' },
  },
  endSession: { record: 'session.closed', by: 'VI', about: { made: 'caller' }, on: anotherSession },
  endOtherSessions: { record: 'session.closed', by: 'VI', about: { made: 'caller' }, on: anotherSession },
  requestPasswordReset: {
    record: 'user.changed',
    by: 'NO',
    actor: 'subject',
    about: (id) => id,
    on: ({ bystander }) => Promise.resolve(bystander),
    ask: () => ({ input: { email: 'bystander@people.example' } }),
    detail: { changed: [], passwordReset: 'asked for' },
  },
  resetPassword: {
    record: 'user.changed',
    by: 'NO',
    actor: 'subject',
    about: { made: 'viewer.user' },
    detail: { changed: ['password'], by: 'reset' },
  },
};
