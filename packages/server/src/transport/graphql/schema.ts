import 'reflect-metadata';
import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccountsResolver } from './resolvers/accounts.ts';
import { ActorsResolver } from './resolvers/actors.ts';
import { AuditResolver } from './resolvers/audit.ts';
import { CertificatesResolver } from './resolvers/certificates.ts';
import { PendingChangesResolver } from './resolvers/changes.ts';
import { DecisionsResolver } from './resolvers/decisions.ts';
import { CertificateAuthoritiesResolver, TrustProfilesResolver } from './resolvers/governance.ts';
import { InsightsResolver } from './resolvers/insights.ts';
import { AuditRecordResolver, AuditVerificationResolver, LedgerResolver } from './resolvers/ledger.ts';
import { LiveResolver } from './resolvers/live.ts';
import { MembersResolver, OrganizationSettingsResolver } from './resolvers/members.ts';
import { NotificationsResolver } from './resolvers/notifications.ts';
import { OwnAccountResolver } from './resolvers/own-account.ts';
import { DevicesResolver, OrganizationsResolver } from './resolvers/people.ts';
import { ReasonsResolver } from './resolvers/reasons.ts';
import { RequestsResolver } from './resolvers/requests.ts';
import { SessionsResolver } from './resolvers/sessions.ts';
import { ApiTokensResolver } from './resolvers/tokens.ts';
import { ViewerResolver } from './resolvers/viewer.ts';
import { WebhooksResolver } from './resolvers/webhooks.ts';
import { AuditRecordType } from './types/audit.ts';
import { nodeTypeName } from './types/common.ts';
import { ApiTokenType, UserType } from './types/people.ts';

/** Subscriptions bring their own streams; the library asks for this all the same as soon as there is one. */
const NO_PUBSUB = {
  publish(): never {
    throw new Error('nothing is published here: subscriptions follow the ledger');
  },
  subscribe(): never {
    throw new Error('nothing is subscribed to here: subscriptions follow the ledger');
  },
};

/** The schema, from the types and resolvers beside this file. */
export function buildGraphqlSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ViewerResolver,
      SessionsResolver,
      OrganizationsResolver,
      DevicesResolver,
      MembersResolver,
      OrganizationSettingsResolver,
      ApiTokensResolver,
      AccountsResolver,
      ActorsResolver,
      OwnAccountResolver,
      TrustProfilesResolver,
      CertificateAuthoritiesResolver,
      PendingChangesResolver,
      RequestsResolver,
      ReasonsResolver,
      DecisionsResolver,
      CertificatesResolver,
      InsightsResolver,
      AuditResolver,
      LedgerResolver,
      AuditRecordResolver,
      AuditVerificationResolver,
      LiveResolver,
      NotificationsResolver,
      WebhooksResolver,
    ],
    orphanedTypes: [AuditRecordType, ApiTokenType, UserType],
    pubSub: NO_PUBSUB,
    validate: false,
  });
  // The library makes a promise of it, which the compiled executor does not wait for.
  const node = schema.getType('Node');
  if (isInterfaceType(node)) node.resolveType = nodeTypeName;
  return schema;
}
