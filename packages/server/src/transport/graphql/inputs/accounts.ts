import { Field, ID, InputType } from 'type-graphql';
import type { OrganizationRole, PlatformRole } from '../../../domain/actor.ts';
import { OrganizationRoleEnum, PlatformRoleEnum } from '../enums.ts';

@InputType('ChangeMemberRoleInput')
export class ChangeMemberRoleInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID)
  userId!: string;

  @Field(() => OrganizationRoleEnum)
  role!: OrganizationRole;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RemoveMemberInput')
export class RemoveMemberInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID)
  userId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ReinviteMemberInput')
export class ReinviteMemberInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => ID)
  userId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('UpdateOrganizationInput')
export class UpdateOrganizationInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => [String], { nullable: true })
  environments?: string[] | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('SetPlatformRoleInput')
export class SetPlatformRoleInput {
  @Field(() => ID)
  userId!: string;

  @Field(() => PlatformRoleEnum, { nullable: true })
  role?: PlatformRole | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('DisableUserInput')
export class DisableUserInput {
  @Field(() => ID)
  userId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('EnableUserInput')
export class EnableUserInput {
  @Field(() => ID)
  userId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ChangePasswordInput')
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string;

  @Field(() => String)
  newPassword!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RequestPasswordResetInput')
export class RequestPasswordResetInput {
  @Field(() => String)
  email!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ResetPasswordInput')
export class ResetPasswordInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  password!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('EndSessionInput')
export class EndSessionInput {
  @Field(() => ID)
  sessionId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RevokeApiTokenInput')
export class RevokeApiTokenInput {
  @Field(() => ID)
  tokenId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RevokeDeviceInput')
export class RevokeDeviceInput {
  @Field(() => ID)
  deviceId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('ReissueEnrollmentTokenInput')
export class ReissueEnrollmentTokenInput {
  @Field(() => ID)
  deviceId!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}
