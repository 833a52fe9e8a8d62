import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../domain/permission.ts';
import type { CertificateAuthorityRow, CertificateRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { DateTime } from '../date-time.ts';
import { CertificateFilter } from '../inputs/requests.ts';
import { ActorType, actorView, connection, PermissionType } from '../types/common.ts';
import { CertificateAuthorityType, TrustProfileType } from '../types/governance.ts';
import { CertificateConnection, CertificateRequestType, CertificateType } from '../types/requests.ts';
import { trustProfileView } from '../views.ts';

@Resolver(() => CertificateType)
export class CertificatesResolver {
  @Query(() => CertificateConnection, {
    description:
      'Members of the organization. Those that expire first come first; behind them those whose time is over.',
  })
  async certificates(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('filter', () => CertificateFilter, { nullable: true }) filter: CertificateFilter | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { queries } = context.app;
    const principal = principalOf(context);
    return connection(
      await queries.certificates(principal, organizationId, filter ?? null, { first, after }),
      (row) => row,
      info,
      () => queries.countCertificates(principal, organizationId, filter ?? null),
    );
  }

  @FieldResolver(() => String, { description: 'Lower-case hex.' })
  serialNumber(@Root() certificate: CertificateRow): string {
    return certificate.serial;
  }

  @FieldResolver(() => String)
  pem(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext): string {
    return context.app.queries.certificatePem(certificate);
  }

  @FieldResolver(() => String, { description: 'The issuing CA and its root, PEM.' })
  chainPem(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext): Promise<string> {
    return context.app.queries.chainPem(certificate.certificateAuthorityId);
  }

  @FieldResolver(() => CertificateAuthorityType)
  async certificateAuthority(
    @Root() { certificateAuthorityId }: CertificateRow,
    @Ctx() context: GraphqlContext,
  ): Promise<CertificateAuthorityRow> {
    const found = await context.app.queries.certificateAuthority(principalOf(context), certificateAuthorityId);
    if (found === null) throw notFound();
    return found;
  }

  @FieldResolver(() => CertificateRequestType, { nullable: true })
  request(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.request(principalOf(context), certificate.requestId);
  }

  @FieldResolver(() => TrustProfileType, {
    nullable: true,
    description: 'The profile that it was issued under, as it is now; it may be retired.',
  })
  async trustProfile(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    const profile = await context.app.queries.certificateProfile(certificate);
    return profile === null ? null : trustProfileView(profile);
  }

  @FieldResolver(() => ActorType, { description: 'Whoever asked for it.' })
  async requester(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    return actorView((await context.app.queries.certificateStanding(certificate)).requester);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'From when the daily scan asks for it anew. Null: it does not, because its profile has none renewed by itself, or it has been asked for or replaced, is revoked, or is over.',
  })
  async renewsAt(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext): Promise<Date | null> {
    return (await context.app.queries.certificateStanding(certificate)).renewsAt;
  }

  @FieldResolver(() => CertificateRequestType, {
    nullable: true,
    description: 'The newest request that is still open and asks for it anew.',
  })
  async openRenewal(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    const { openRenewalId } = await context.app.queries.certificateStanding(certificate);
    return openRenewalId === null ? null : context.app.queries.request(principalOf(context), openRenewalId);
  }

  @FieldResolver(() => [CertificateRequestType], {
    description: 'Requests that asked for it anew, however they ended; the newest ten, newest first.',
  })
  renewals(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.renewalsOf(principalOf(context), certificate);
  }

  @FieldResolver(() => CertificateType, { nullable: true, description: 'The one that it was asked for in place of.' })
  async replaces(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext): Promise<CertificateRow | null> {
    const { replacesId } = await context.app.queries.certificateStanding(certificate);
    return neighbour(context, certificate, replacesId);
  }

  @FieldResolver(() => CertificateType, {
    nullable: true,
    description: 'The newest one that was issued in its place.',
  })
  async replacedBy(
    @Root() certificate: CertificateRow,
    @Ctx() context: GraphqlContext,
  ): Promise<CertificateRow | null> {
    const { replacedById } = await context.app.queries.certificateStanding(certificate);
    return neighbour(context, certificate, replacedById);
  }

  @FieldResolver(() => PermissionType)
  async viewerCanRevoke(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.certificatePermissions(principalOf(context), certificate)).revoke;
  }

  @FieldResolver(() => PermissionType, {
    description: 'Whether the viewer may ask for it anew, under the profile that it was issued under.',
  })
  async viewerCanRenew(@Root() certificate: CertificateRow, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.certificatePermissions(principalOf(context), certificate)).renew;
  }
}

/** Another certificate, of the same organization: it is seen by whoever sees this one. */
async function neighbour(
  context: GraphqlContext,
  { organizationId }: CertificateRow,
  id: string | null,
): Promise<CertificateRow | null> {
  const found = id === null ? null : await context.app.queries.certificateById(id);
  return found?.organizationId === organizationId ? found : null;
}
