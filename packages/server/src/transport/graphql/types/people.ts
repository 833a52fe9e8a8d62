import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { OrganizationRoleEnum, PlatformRoleEnum } from '../enums.ts';
import { connectionType, NodeType } from './common.ts';

@ObjectType('Organization', { implements: NodeType, simpleResolvers: true })
export class OrganizationType extends NodeType {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  slug!: string;

  @Field(() => [String])
  environments!: string[];

  @Field(() => Boolean, {
    description: 'The setting; whatever it says, a second admin is asked wherever there is one.',
  })
  requireSecondAdmin!: boolean;
}

@ObjectType('User', { implements: NodeType, simpleResolvers: true })
export class UserType extends NodeType {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType('ApiToken', { implements: NodeType, simpleResolvers: true })
export class ApiTokenType extends NodeType {
  @Field(() => String)
  name!: string;

  @Field(() => DateTime, { nullable: true })
  expiresAt!: Date | null;
}

@ObjectType('Device', {
  implements: NodeType,
  description: 'Calls over mutual TLS; known by the key of its certificate.',
  simpleResolvers: true,
})
export class DeviceType extends NodeType {
  @Field(() => String)
  name!: string;

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its client certificate ends; null before it enrolled.' })
  certificateNotAfter!: Date | null;
}

@ObjectType('OrganizationMembership', { simpleResolvers: true })
export class OrganizationMembershipType {
  @Field(() => OrganizationType)
  organization!: OrganizationType;

  @Field(() => OrganizationRoleEnum)
  role!: string;
}

@ObjectType('Membership', { simpleResolvers: true })
export class MembershipType {
  @Field(() => UserType)
  user!: UserType;

  @Field(() => OrganizationRoleEnum)
  role!: string;
}

@ObjectType('Viewer', { description: 'Whoever asks.', simpleResolvers: true })
export class ViewerType {
  @Field(() => UserType, { nullable: true, description: 'The person; of a token, its creator.' })
  user!: UserType | null;

  @Field(() => ApiTokenType, { nullable: true })
  token!: ApiTokenType | null;

  @Field(() => PlatformRoleEnum, { nullable: true })
  platformRole!: string | null;
}

export const DeviceConnection = connectionType('Device', () => DeviceType);
export const MembershipConnection = connectionType('Membership', () => MembershipType);
