import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedIn } from './base-routes.ts';
import { sendTo } from './redirects.ts';

const admin = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin-layout.tsx'), 'AdminLayout'),
});
const index = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: sendTo('/admin/members'),
});
const certificateAuthorities = createRoute({
  getParentRoute: () => admin,
  path: 'certificate-authorities',
  component: lazyRouteComponent(() => import('../features/certificate-authorities/certificate-authorities-screen.tsx')),
});
const organization = createRoute({
  getParentRoute: () => admin,
  path: 'organization',
  component: lazyRouteComponent(() => import('../features/organization/organization-screen.tsx')),
});
const organizations = createRoute({
  getParentRoute: () => admin,
  path: 'organizations',
  component: lazyRouteComponent(() => import('../features/organization/organizations-screen.tsx')),
});
const members = createRoute({
  getParentRoute: () => admin,
  path: 'members',
  component: lazyRouteComponent(() => import('../features/members/members-screen.tsx')),
});
const devices = createRoute({
  getParentRoute: () => admin,
  path: 'devices',
  beforeLoad: sendTo('/devices'),
});
const apiTokens = createRoute({
  getParentRoute: () => admin,
  path: 'api-tokens',
  component: lazyRouteComponent(() => import('../features/api-tokens/api-tokens-screen.tsx')),
});
const platformPeople = createRoute({
  getParentRoute: () => admin,
  path: 'platform-people',
  component: lazyRouteComponent(() => import('../features/platform-people/platform-people-screen.tsx')),
});

const webhooks = createRoute({
  getParentRoute: () => admin,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('../features/webhooks/webhooks-screen.tsx')),
});

const undeliveredMail = createRoute({
  getParentRoute: () => admin,
  path: 'undelivered-mail',
  component: lazyRouteComponent(() => import('../features/notifications/undelivered-screen.tsx')),
});
const notifications = createRoute({
  getParentRoute: () => admin,
  path: 'notifications',
  component: lazyRouteComponent(() => import('../features/notifications/notifications-screen.tsx')),
});

const pages = () => import('./trust-profile-pages.tsx');
const trustProfiles = createRoute({
  getParentRoute: () => admin,
  path: 'trust-profiles',
  component: lazyRouteComponent(pages, 'TrustProfilesPage'),
});
const newTrustProfile = createRoute({
  getParentRoute: () => admin,
  path: 'trust-profiles/new',
  component: lazyRouteComponent(pages, 'NewTrustProfilePage'),
});
const trustProfile = createRoute({
  getParentRoute: () => admin,
  path: 'trust-profiles/$profileId',
  component: lazyRouteComponent(pages, 'TrustProfilePage'),
});
const editTrustProfile = createRoute({
  getParentRoute: () => admin,
  path: 'trust-profiles/$profileId/edit',
  component: lazyRouteComponent(pages, 'EditTrustProfilePage'),
});
const pendingChanges = createRoute({
  getParentRoute: () => admin,
  path: 'pending-changes',
  component: lazyRouteComponent(() => import('../features/trust-profiles/pending-changes-screen.tsx')),
});

const reasons = createRoute({
  getParentRoute: () => admin,
  path: 'reasons',
  component: lazyRouteComponent(() => import('../features/reasons/reasons-screen.tsx')),
});

/** One route a place; see `admin-places.ts`. */
export const adminRoutes = admin.addChildren([
  index,
  organization,
  organizations,
  members,
  devices,
  apiTokens,
  platformPeople,
  certificateAuthorities,
  webhooks,
  undeliveredMail,
  notifications,
  trustProfiles,
  newTrustProfile,
  trustProfile,
  editTrustProfile,
  pendingChanges,
  reasons,
]);
