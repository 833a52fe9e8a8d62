/** What is managed where; `platform` for platform roles alone. Each has its route in `admin-routes.ts`. */
export const ADMIN_PLACES = [
  { to: '/admin/organization', label: 'Organization', of: 'organization' },
  { to: '/admin/members', label: 'Members', of: 'organization' },
  { to: '/admin/trust-profiles', label: 'Trust profiles', of: 'organization' },
  { to: '/admin/pending-changes', label: 'Pending changes', of: 'organization', counts: 'changes' },
  { to: '/admin/certificate-authorities', label: 'Certificate authorities', of: 'organization' },
  { to: '/admin/api-tokens', label: 'API tokens', of: 'organization' },
  { to: '/admin/webhooks', label: 'Webhooks', of: 'organization' },
  { to: '/admin/reasons', label: 'Reasons', of: 'organization' },
  { to: '/admin/undelivered-mail', label: 'Undelivered mail', of: 'organization', counts: 'undelivered' },
  { to: '/admin/organizations', label: 'Organizations', of: 'platform' },
  { to: '/admin/platform-people', label: 'Platform people', of: 'platform' },
  { to: '/admin/notifications', label: 'Notifications', of: 'platform', counts: 'undelivered' },
] as const satisfies readonly AdminPlace[];

interface AdminPlace {
  readonly to: `/admin/${string}`;
  readonly label: string;
  readonly of: 'organization' | 'platform';
  /** What a number beside it counts. */
  readonly counts?: 'undelivered' | 'changes';
}
