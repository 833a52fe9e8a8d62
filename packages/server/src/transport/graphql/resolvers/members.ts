import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { ApiTokenScope } from '../../../domain/actor.ts';
import type { Permission } from '../../../domain/permission.ts';
import type { Member } from '../../../usecases/change-member-role.ts';
import type { OrganizationRow } from '../../../usecases/ports.ts';
import { type GraphqlContext, principalOf } from '../context.ts';
import { DateTime } from '../date-time.ts';
import { ApiTokenScopeEnum } from '../enums.ts';
import {
  ChangeMemberRoleInput,
  ReinviteMemberInput,
  RemoveMemberInput,
  UpdateOrganizationInput,
} from '../inputs/accounts.ts';
import {
  ChangeMemberRolePayload,
  ReinviteMemberPayload,
  RemoveMemberPayload,
  UpdateOrganizationPayload,
} from '../payloads.ts';
import { PermissionType } from '../types/common.ts';
import { HeldProfileRoleType, MembershipType, OrganizationType } from '../types/people.ts';
import { trustProfileView } from '../views.ts';
import { answer } from './answer.ts';

export function membershipView({ organizationId, user }: Member) {
  return { organizationId, user, role: user.role };
}
type MembershipView = ReturnType<typeof membershipView>;

@Resolver(() => MembershipType)
export class MembersResolver {
  @FieldResolver(() => Boolean, { description: 'They have not taken up their invitation.' })
  async pending(@Root() { user }: MembershipView, @Ctx() context: GraphqlContext): Promise<boolean> {
    return !(await context.app.queries.user(user.id))?.passwordHash;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Since when they are kept out, everywhere: they have no rights until a platform admin enables them.',
  })
  async disabledAt(@Root() { user }: MembershipView, @Ctx() context: GraphqlContext): Promise<Date | null> {
    return (await context.app.queries.user(user.id))?.disabledAt ?? null;
  }

  @FieldResolver(() => [HeldProfileRoleType], { description: 'What they are on the active trust profiles.' })
  async trustProfileRoles(@Root() { user }: MembershipView, @Ctx() context: GraphqlContext) {
    const held = [...user.trustProfileRoles].map(async ([id, role]) => {
      const profile = await context.app.queries.trustProfile(principalOf(context), id);
      return profile?.active ? [{ trustProfile: trustProfileView(profile), role }] : [];
    });
    return (await Promise.all(held)).flat();
  }

  @FieldResolver(() => PermissionType)
  async viewerCanChangeRole(@Root() member: MembershipView, @Ctx() context: GraphqlContext): Promise<Permission> {
    return (await permissions(member, context)).changeRole;
  }

  @FieldResolver(() => PermissionType)
  async viewerCanRemove(@Root() member: MembershipView, @Ctx() context: GraphqlContext): Promise<Permission> {
    return (await permissions(member, context)).remove;
  }

  @FieldResolver(() => PermissionType, { description: 'To make a new invitation for who has not taken up theirs.' })
  async viewerCanReinvite(@Root() member: MembershipView, @Ctx() context: GraphqlContext): Promise<Permission> {
    return (await permissions(member, context)).reinvite;
  }

  @Mutation(() => ChangeMemberRolePayload, {
    description: 'Admins of the organization, which keeps one. The sessions of that person end.',
  })
  changeMemberRole(
    @Arg('input', () => ChangeMemberRoleInput) input: ChangeMemberRoleInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => {
      const member = await context.app.commands.changeMemberRole(principalOf(context), input);
      context.recheckPerson(input.userId);
      return { membership: membershipView(member) };
    });
  }

  @Mutation(() => RemoveMemberPayload, {
    description:
      'Admins of the organization, which keeps one. Takes away roles on its profiles, revokes the tokens they created there, ends their sessions.',
  })
  removeMember(@Arg('input', () => RemoveMemberInput) input: RemoveMemberInput, @Ctx() context: GraphqlContext) {
    return answer(input, async () => {
      const user = await context.app.commands.removeMember(principalOf(context), input);
      context.recheckPerson(input.userId);
      return { user };
    });
  }

  @Mutation(() => ReinviteMemberPayload, {
    description:
      'Admins of the organization. A new link for who has not taken up their invitation; the old one is dead.',
  })
  reinviteMember(@Arg('input', () => ReinviteMemberInput) input: ReinviteMemberInput, @Ctx() context: GraphqlContext) {
    return answer(input, () => context.app.commands.reinviteMember(principalOf(context), input));
  }
}

function permissions({ organizationId, user }: MembershipView, context: GraphqlContext) {
  return context.app.queries.memberPermissions(principalOf(context), organizationId, user.id);
}

@Resolver(() => OrganizationType)
export class OrganizationSettingsResolver {
  @FieldResolver(() => PermissionType)
  viewerCanManageMembers(@Root() { id }: OrganizationRow, @Ctx() context: GraphqlContext): Promise<Permission> {
    return context.app.queries.canManageMembers(principalOf(context), id);
  }

  @FieldResolver(() => PermissionType)
  viewerCanManageDevices(@Root() { id }: OrganizationRow, @Ctx() context: GraphqlContext): Promise<Permission> {
    return context.app.queries.canManageDevices(principalOf(context), id);
  }

  @FieldResolver(() => [ApiTokenScopeEnum], { description: 'What a token of the viewer may be given here.' })
  viewerTokenScopes(
    @Root() { id }: OrganizationRow,
    @Ctx() context: GraphqlContext,
  ): Promise<readonly ApiTokenScope[]> {
    return context.app.queries.tokenScopes(principalOf(context), id);
  }

  @Mutation(() => UpdateOrganizationPayload, {
    description: 'Admins of the organization. An environment that an active profile names stays.',
  })
  updateOrganization(
    @Arg('input', () => UpdateOrganizationInput) input: UpdateOrganizationInput,
    @Ctx() context: GraphqlContext,
  ) {
    return answer(input, async () => ({
      organization: await context.app.commands.updateOrganization(principalOf(context), input),
    }));
  }
}
