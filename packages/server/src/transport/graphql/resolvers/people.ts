import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Permission } from '../../../domain/permission.ts';
import type { DeviceRow, OrganizationRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { DateTime } from '../date-time.ts';
import { ReissueEnrollmentTokenInput, RevokeDeviceInput } from '../inputs/accounts.ts';
import { SetSecondAdminRuleInput } from '../inputs/changes.ts';
import { CreateOrganizationInput, InviteMemberInput, RegisterDeviceInput } from '../inputs/people.ts';
import {
  CreateOrganizationPayload,
  InviteMemberPayload,
  RegisterDevicePayload,
  ReissueEnrollmentTokenPayload,
  RevokeDevicePayload,
  SetSecondAdminRulePayload,
} from '../payloads.ts';
import { connection, PermissionType } from '../types/common.ts';
import { DeviceConnection, DeviceType, MembershipConnection, OrganizationType, UserType } from '../types/people.ts';
import { answer } from './answer.ts';
import { countByPages } from './count-by-pages.ts';
import { membershipView } from './members.ts';

@Resolver(() => OrganizationType)
export class OrganizationsResolver {
  @Query(() => OrganizationType, { nullable: true, description: 'Its members.' })
  organization(@Arg('id', () => ID) id: string, @Ctx() context: GraphqlContext): Promise<OrganizationRow | null> {
    return context.app.queries.organization(principalOf(context), id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Its ledger does not verify: nothing can be submitted, decided, issued or configured.',
  })
  sealed(@Root() organization: OrganizationRow, @Ctx() context: GraphqlContext): Promise<boolean> {
    return context.app.queries.isSealed(organization.id);
  }

  @FieldResolver(() => PermissionType)
  viewerCanManage(@Root() organization: OrganizationRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.canManageOrganization(principalOf(context), organization.id);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether an edit by an admin that widens a trust profile in use waits for a second admin now.',
  })
  asksSecondAdmin(@Root() organization: OrganizationRow, @Ctx() context: GraphqlContext): Promise<boolean> {
    return context.app.queries.isSecondAdminAsked(organization.id);
  }

  @Mutation(() => SetSecondAdminRulePayload, {
    description: 'Admins of the organization. It can be turned off only while there is a single admin.',
  })
  setSecondAdminRule(
    @Arg('input', () => SetSecondAdminRuleInput) input: SetSecondAdminRuleInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      organization: await context.app.commands.setSecondAdminRule(principalOf(context), input),
    }));
  }

  @Query(() => MembershipConnection, { description: 'Members of the organization.' })
  async members(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.members(principalOf(context), organizationId, page);
    return connection(await read({ first, after }), membershipView, info, () => countByPages(read));
  }

  @Mutation(() => CreateOrganizationPayload, { description: 'Superusers and platform admins.' })
  createOrganization(
    @Arg('input', () => CreateOrganizationInput) input: CreateOrganizationInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      organization: await context.app.commands.createOrganization(principalOf(context), input),
    }));
  }

  @Mutation(() => InviteMemberPayload, {
    description: 'Admins of the organization. Creates who is not known yet, with a password or a link to choose one.',
  })
  inviteMember(@Arg('input', () => InviteMemberInput) input: InviteMemberInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const invited = await context.app.commands.inviteMember(principalOf(context), input);
      context.recheckPerson(invited.user.id);
      return invited;
    });
  }
}

@Resolver(() => DeviceType)
export class DevicesResolver {
  @Query(() => DeviceConnection, { description: 'Members of the organization.' })
  async devices(
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const read = (page: { first: number | null; after: string | null }) =>
      context.app.queries.devices(principalOf(context), organizationId, page);
    return connection(
      await read({ first, after }),
      (row) => row,
      info,
      () => countByPages(read),
    );
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Counts as the requester of what the device asks for.',
  })
  owner(@Root() device: DeviceRow, @Ctx() context: GraphqlContext) {
    return context.app.queries.user(device.ownerId);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When it last asked for a certificate.' })
  async lastRequestAt(@Root() device: DeviceRow, @Ctx() context: GraphqlContext): Promise<Date | null> {
    return (await context.app.queries.deviceActivity(device)).lastRequestAt;
  }

  @FieldResolver(() => Int, { description: 'Certificates that it asked for and that are in force.' })
  async certificatesInForce(@Root() device: DeviceRow, @Ctx() context: GraphqlContext): Promise<number> {
    return (await context.app.queries.deviceActivity(device)).certificatesInForce;
  }

  @FieldResolver(() => PermissionType)
  viewerCanRevoke(@Root() device: DeviceRow, @Ctx() context: GraphqlContext): Promise<Permission> {
    return context.app.queries.canRevokeDevice(principalOf(context), device);
  }

  @Mutation(() => RevokeDevicePayload, {
    description: 'Its owner, and admins of the organization. Its certificate is refused from the next request on.',
  })
  revokeDevice(@Arg('input', () => RevokeDeviceInput) input: RevokeDeviceInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => ({
      device: await context.app.commands.revokeDevice(principalOf(context), input),
    }));
  }

  @Mutation(() => ReissueEnrollmentTokenPayload, {
    description: 'Admins of the organization. For a device that has not enrolled; the token before is dead.',
  })
  reissueEnrollmentToken(
    @Arg('input', () => ReissueEnrollmentTokenInput) input: ReissueEnrollmentTokenInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, () => context.app.commands.reissueEnrollmentToken(principalOf(context), input));
  }

  @Mutation(() => RegisterDevicePayload, {
    description: 'Admins of the organization. The enrollment token works once, within a day, and is shown this once.',
  })
  registerDevice(@Arg('input', () => RegisterDeviceInput) input: RegisterDeviceInput, @Ctx() context: GraphqlContext) {
    return answer(input, () => context.app.commands.registerDevice(principalOf(context), input));
  }
}
