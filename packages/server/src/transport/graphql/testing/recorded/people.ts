import { organization } from '../access-matrix/things.ts';
import type { RecordedArea } from './recorded.ts';

const PASSWORD = 'quite a long password';

export const people: RecordedArea = {
  signIn: {
    record: 'session.opened',
    by: 'NO',
    actor: 'subject',
    about: { made: 'viewer.user' },
    detail: { address: '::1' },
  },
  signOut: { record: 'session.closed', about: { made: 'caller' } },
  // The scene's first user was made by the link of the first start.
  completeSetup: { record: 'user.created', actor: 'system', already: true, detail: { platformRole: 'SUPERUSER' } },
  acceptInvitation: {
    record: 'user.changed',
    by: 'NO',
    actor: 'subject',
    about: { made: 'viewer.user' },
    detail: { changed: ['password'], by: 'invitation' },
  },
  createApiToken: { record: 'token.created', about: { made: 'apiToken' }, detail: { name: 'CI', scopes: ['READ'] } },
  createOrganization: {
    record: 'organization.changed',
    by: 'PA',
    about: { made: 'organization' },
    detail: { created: true, name: 'Another' },
  },
  setSecondAdminRule: {
    record: 'organization.changed',
    ask: (organizationId) => ({ input: { organizationId, required: false } }),
    detail: { before: { requireSecondAdmin: true }, after: { requireSecondAdmin: false } },
  },
  inviteMember: {
    record: 'member.added',
    on: organization,
    ask: (id) => ({
      input: { organizationId: id, email: 'rec@new.example', name: 'Rec', role: 'VIEWER', password: PASSWORD },
    }),
    about: { made: 'user' },
    detail: { email: 'rec@new.example', role: 'VIEWER' },
  },
  setTrustProfileRole: { record: 'profileRole.granted', detail: { before: null, after: 'VIEWER' } },
  registerDevice: { record: 'device.registered', about: { made: 'device' } },
};
