import { Field, ID, InputType, Int } from 'type-graphql';
import type { ApiTokenScope, OrganizationRole } from '../../../domain/actor.ts';
import { ApiTokenScopeEnum, OrganizationRoleEnum } from '../enums.ts';

@InputType('SignInInput')
export class SignInInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  password!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CompleteSetupInput')
export class CompleteSetupInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  password!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('AcceptInvitationInput')
export class AcceptInvitationInput {
  @Field(() => String)
  token!: string;

  @Field(() => String)
  password!: string;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CreateApiTokenInput')
export class CreateApiTokenInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { nullable: true })
  expiresInDays?: number | null;

  @Field(() => [ApiTokenScopeEnum], { nullable: true })
  scopes?: ApiTokenScope[] | null;

  @Field(() => String, { nullable: true })
  environment?: string | null;

  @Field(() => String, { nullable: true })
  justification?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('CreateOrganizationInput')
export class CreateOrganizationInput {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  slug!: string;

  @Field(() => [String], { nullable: true })
  environments?: string[] | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('InviteMemberInput')
export class InviteMemberInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String)
  name!: string;

  @Field(() => OrganizationRoleEnum)
  role!: OrganizationRole;

  @Field(() => String, { nullable: true })
  password?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}

@InputType('RegisterDeviceInput')
export class RegisterDeviceInput {
  @Field(() => ID)
  organizationId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => ID, { nullable: true })
  ownerId?: string | null;

  @Field(() => String, { nullable: true })
  certificatePem?: string | null;

  @Field(() => String, { nullable: true })
  clientMutationId?: string | null;
}
