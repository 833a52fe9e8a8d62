import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readCertificateSearch } from '../lib/certificate-search.ts';
import { readQueueSearch } from '../lib/queue-tabs.ts';
import { adminRoutes } from './admin-routes.ts';
import { root, signedIn } from './base-routes.ts';
import { onSignedOut, renewConnection } from './connection-store.ts';
import { sendTo } from './redirects.ts';

/** Somebody else is there now: nothing that was read before is kept. */
export async function enter(to: string): Promise<void> {
  renewConnection();
  await router.navigate({ to, replace: true });
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string | undefined } => ({ next: ownPath(search.next) }),
  component: lazyRouteComponent(() => import('./entry-screens.tsx'), 'SignInEntry'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./entry-screens.tsx'), 'SetupEntry'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./entry-screens.tsx'), 'InvitationEntry'),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./entry-screens.tsx'), 'ForgotPasswordEntry'),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./entry-screens.tsx'), 'ResetPasswordEntry'),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: sendTo('/approvals'),
});
const approvals = createRoute({
  getParentRoute: () => signedIn,
  path: '/approvals',
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import('./approvals-page.tsx')),
});
const request = createRoute({
  getParentRoute: () => approvals,
  path: '$requestId',
  component: () => null,
});
const newRequest = createRoute({
  getParentRoute: () => signedIn,
  path: '/new-request',
  component: lazyRouteComponent(() => import('../features/new-request/new-request-screen.tsx')),
});
const certificates = createRoute({
  getParentRoute: () => signedIn,
  path: '/certificates',
  validateSearch: readCertificateSearch,
  component: lazyRouteComponent(() => import('../features/certificates/certificates-screen.tsx')),
});
const certificate = createRoute({
  getParentRoute: () => signedIn,
  path: '/certificates/$certificateId',
  // What the list showed, for the way back.
  validateSearch: readCertificateSearch,
  component: lazyRouteComponent(() => import('../features/certificates/certificate-screen.tsx')),
});
const devices = createRoute({
  getParentRoute: () => signedIn,
  path: '/devices',
  component: lazyRouteComponent(() => import('../features/devices/devices-screen.tsx')),
});
const device = createRoute({
  getParentRoute: () => signedIn,
  path: '/devices/$deviceId',
  component: lazyRouteComponent(() => import('../features/devices/device-screen.tsx')),
});
const auditChain = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit-chain',
  component: lazyRouteComponent(() => import('../features/audit-chain/audit-chain-screen.tsx')),
});
const browserVerify = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit-chain/in-this-browser',
  component: lazyRouteComponent(() => import('../features/browser-verify/browser-verify-screen.tsx')),
});
const checkpoints = createRoute({
  getParentRoute: () => signedIn,
  path: '/checkpoints',
  component: lazyRouteComponent(() => import('../features/checkpoints/checkpoints-screen.tsx')),
});
const records = createRoute({
  getParentRoute: () => signedIn,
  path: '/records',
  component: lazyRouteComponent(() => import('../features/records/records-screen.tsx')),
});
const insights = createRoute({
  getParentRoute: () => signedIn,
  path: '/insights',
  component: lazyRouteComponent(() => import('../features/insights/insights-screen.tsx')),
});
const firstSteps = createRoute({
  getParentRoute: () => signedIn,
  path: '/first-steps',
  component: lazyRouteComponent(() => import('../features/first-steps/first-steps-screen.tsx')),
});
const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/account/account-screen.tsx')),
});

const accountNotifications = createRoute({
  getParentRoute: () => signedIn,
  path: '/account/notifications',
  component: lazyRouteComponent(
    () => import('../features/notification-preferences/notification-preferences-screen.tsx'),
  ),
});

const routeTree = root.addChildren([
  signIn,
  setup,
  invitation,
  forgotPassword,
  resetPassword,
  signedIn.addChildren([
    home,
    approvals.addChildren([request]),
    newRequest,
    certificates,
    certificate,
    devices,
    device,
    auditChain,
    browserVerify,
    checkpoints,
    records,
    insights,
    firstSteps,
    account,
    adminRoutes,
    accountNotifications,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  // The page itself never scrolls: what it shows does.
  scrollToTopSelectors: ['#content'],
});

/** Where nobody is signed in, and nobody has to be. */
const ENTRIES = ['/sign-in', '/setup', '/invitation', '/forgot-password', '/reset-password'];

onSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (ENTRIES.includes(pathname)) return;
  renewConnection();
  void router.navigate({ to: '/sign-in', search: { next: href }, replace: true });
});

/** A path of this app only: an address from a link never leads away from it. */
function ownPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?!\/)/.test(value) ? value : undefined;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
