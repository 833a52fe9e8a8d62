import { GovernedPath } from './001-governed-path.ts';
import { UnrewritableLedger } from './002-unrewritable-ledger.ts';
import { People } from './003-people.ts';
import { PendingChanges } from './004-pending-changes.ts';
import { Time } from './005-time.ts';
import { Reasons } from './006-reasons.ts';
import { NotificationTables } from './007-notifications.ts';
import { Webhooks } from './008-webhooks.ts';
import { Insights } from './009-insights.ts';
import { Certificates } from './010-certificates.ts';
import { AdminScreens } from './012-admin-screens.ts';

/** In order; a landed migration is never edited. */
export const MIGRATIONS = [
  { name: '001-governed-path', class: GovernedPath },
  { name: '002-unrewritable-ledger', class: UnrewritableLedger },
  { name: '003-people', class: People },
  { name: '004-pending-changes', class: PendingChanges },
  { name: '005-time', class: Time },
  { name: '006-reasons', class: Reasons },
  { name: '007-notifications', class: NotificationTables },
  { name: '008-webhooks', class: Webhooks },
  { name: '009-insights', class: Insights },
  { name: '010-certificates', class: Certificates },
  { name: '012-admin-screens', class: AdminScreens },
];
