import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../domain/permission.ts';
import type { CertificateAuthorityRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { userErrorOf } from '../errors.ts';
import {
  CreateCertificateAuthorityInput,
  CreateTrustProfileInput,
  SetTrustProfileRoleInput,
  UpdateTrustProfileInput,
} from '../inputs/governance.ts';
import {
  CreateCertificateAuthorityPayload,
  CreateTrustProfilePayload,
  SetTrustProfileRolePayload,
  UpdateTrustProfilePayload,
} from '../payloads.ts';
import { PendingChangeType, TrustProfileVersionConnection } from '../types/changes.ts';
import { connection, PermissionType } from '../types/common.ts';
import {
  CertificateAuthorityConnection,
  CertificateAuthorityType,
  TrustProfileConnection,
  TrustProfileMatchType,
  TrustProfileType,
} from '../types/governance.ts';
import { pendingChangeView, profileVersionView, type TrustProfileView, trustProfileView } from '../views.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';
import { profileInput } from './profile-input.ts';

@Resolver(() => TrustProfileType)
export class TrustProfilesResolver {
  @Query(() => TrustProfileType, { nullable: true, description: 'Members of its organization.' })
  async trustProfile(@Arg('id', () => ID) id: string, @Ctx() context: GraphqlContext) {
    const profile = await context.app.queries.trustProfile(principalOf(context), id);
    return profile === null ? null : trustProfileView(profile);
  }

  @Query(() => TrustProfileConnection, {
    description: 'Members of the organization. Active ones, or with `active: false` those that were retired.',
  })
  async trustProfiles(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('active', () => Boolean, { nullable: true }) active: boolean | null,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.trustProfiles(principalOf(context), organizationId, active ?? true, page);
    return connection(await read({ first, after }), trustProfileView, info, () => countByPages(read));
  }

  @Query(() => TrustProfileMatchType, {
    description: 'Members of the organization. What these names would match, name by name, and why.',
  })
  async matchTrustProfile(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('domains', () => [String]) domains: string[],
    @Arg('environment', () => String) environment: string,
    @Ctx() context: GraphqlContext,
  ) {
    const found = await context.app.queries.matchTrustProfile(principalOf(context), {
      organizationId,
      domains,
      environment,
    });
    const userError = found.error === null ? null : userErrorOf(found.error);
    return {
      trustProfile: found.profile === null ? null : trustProfileView(found.profile),
      approvalRequired: found.profile?.rules.requireApproval ?? null,
      explanations: found.explanations.map(({ profile, ...rest }) => ({
        ...rest,
        trustProfile: profile === null ? null : trustProfileView(profile),
      })),
      userErrors: userError === null ? [] : [userError],
    };
  }

  @FieldResolver(() => CertificateAuthorityType)
  async certificateAuthority(
    @Root() profile: TrustProfileView,
    @Ctx() context: GraphqlContext,
  ): Promise<CertificateAuthorityRow> {
    const authority = await context.app.queries.certificateAuthority(
      principalOf(context),
      profile.certificateAuthorityId,
    );
    if (authority === null) throw notFound();
    return authority;
  }

  @FieldResolver(() => PendingChangeType, {
    nullable: true,
    description: 'The edit of it that waits for a second admin.',
  })
  async pendingChange(@Root() profile: TrustProfileView, @Ctx() context: GraphqlContext) {
    const row = await context.app.queries.openChange(profile.id);
    return row === null ? null : pendingChangeView(row);
  }

  @FieldResolver(() => Int, { description: 'Requests under it that wait for their decision.' })
  openRequests(@Root() profile: TrustProfileView, @Ctx() context: GraphqlContext): Promise<number> {
    const filter = { trustProfileId: profile.id, status: ['PENDING'] };
    return context.app.queries.countRequests(principalOf(context), profile.organizationId, filter);
  }

  @FieldResolver(() => TrustProfileVersionConnection, { description: 'Every version that ever was, newest first.' })
  async versions(
    @Root() profile: TrustProfileView,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const page = await context.app.queries.profileVersions(profile, { first, after });
    return connection(page, profileVersionView, info, () => Promise.resolve(profile.version));
  }

  @FieldResolver(() => PermissionType)
  async viewerCanManage(@Root() profile: TrustProfileView, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.profilePermissions(principalOf(context), profile)).manage;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanRetire(@Root() profile: TrustProfileView, @Ctx() context: GraphqlContext) {
    return (await context.app.queries.profilePermissions(principalOf(context), profile)).retire;
  }

  @Mutation(() => CreateTrustProfilePayload, { description: 'Admins of the organization.' })
  createTrustProfile(
    @Arg('input', () => CreateTrustProfileInput) input: CreateTrustProfileInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { organizationId, name } = input;
      const profile = await context.app.commands.createTrustProfile(principalOf(context), {
        ...profileInput(input),
        organizationId,
        name,
      });
      return { trustProfile: trustProfileView(profile) };
    });
  }

  @Mutation(() => UpdateTrustProfilePayload, {
    description:
      'Admins of the organization, and admins of the profile. Each saved edit is a new version; one that widens a profile in use is a pending change, which a second admin decides on.',
  })
  updateTrustProfile(
    @Arg('input', () => UpdateTrustProfileInput) input: UpdateTrustProfileInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { trustProfileId } = input;
      const { profile, change } = await context.app.commands.updateTrustProfile(principalOf(context), {
        ...profileInput(input),
        trustProfileId,
      });
      return {
        trustProfile: trustProfileView(profile),
        pendingChange: change === null ? null : pendingChangeView(change),
      };
    });
  }

  @Mutation(() => SetTrustProfileRolePayload, {
    description: 'Admins of the organization. A role of null takes it away.',
  })
  setTrustProfileRole(
    @Arg('input', () => SetTrustProfileRoleInput) input: SetTrustProfileRoleInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const { trustProfileId, userId, role } = input;
      const profile = await context.app.commands.setTrustProfileRole(principalOf(context), {
        trustProfileId,
        userId,
        role: role ?? null,
      });
      return { trustProfile: trustProfileView(profile) };
    });
  }
}

@Resolver(() => CertificateAuthorityType)
export class CertificateAuthoritiesResolver {
  @Query(() => CertificateAuthorityConnection, { description: 'Members of the organization. Roots and issuing CAs.' })
  async certificateAuthorities(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.certificateAuthorities(principalOf(context), organizationId, page);
    return connection(
      await read({ first, after }),
      (row) => row,
      info,
      () => countByPages(read),
    );
  }

  @FieldResolver(() => String)
  certificatePem(@Root() authority: CertificateAuthorityRow, @Ctx() context: GraphqlContext): string {
    return context.app.queries.certificatePem({ der: authority.certificateDer });
  }

  @FieldResolver(() => String, { description: 'Of its certificate: SHA-256 over the DER, lower-case hex.' })
  fingerprintSha256(@Root() authority: CertificateAuthorityRow, @Ctx() context: GraphqlContext): string {
    return context.app.queries.authorityFingerprint(authority);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where the CRL of what it signs is fetched; null for identities of devices, which every call looks up.',
  })
  crlUrl(@Root() authority: CertificateAuthorityRow, @Ctx() context: GraphqlContext): string | null {
    return context.app.queries.crlUrl(authority);
  }

  @FieldResolver(() => CertificateAuthorityType, { nullable: true })
  parent(@Root() authority: CertificateAuthorityRow, @Ctx() context: GraphqlContext) {
    return authority.parentId
      ? context.app.queries.certificateAuthority(principalOf(context), authority.parentId)
      : null;
  }

  @Mutation(() => CreateCertificateAuthorityPayload, {
    description: 'Admins of the organization. Without a parent, a root is made with it; the issuing CA is answered.',
  })
  createCertificateAuthority(
    @Arg('input', () => CreateCertificateAuthorityInput) input: CreateCertificateAuthorityInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      certificateAuthority: await context.app.commands.createCertificateAuthority(principalOf(context), input),
    }));
  }
}
