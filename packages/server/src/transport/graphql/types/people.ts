import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { ApiTokenScopeEnum, OrganizationRoleEnum, PlatformRoleEnum, TrustProfileRoleEnum } from '../enums.ts';
import { connectionType, NodeType } from './common.ts';
import { TrustProfileType } from './governance.ts';

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

  @Field(() => DateTime)
  createdAt!: Date;
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

  @Field(() => [ApiTokenScopeEnum])
  scopes!: string[];

  @Field(() => String, { nullable: true, description: 'Of what is asked with it, where the request names none.' })
  environment!: string | null;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'To the minute; null: never.' })
  lastUsedAt!: Date | null;
}

@ObjectType('Device', {
  implements: NodeType,
  description: 'Calls over mutual TLS; known by the key of its certificate.',
  simpleResolvers: true,
})
export class DeviceType extends NodeType {
  @Field(() => String)
  name!: string;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true })
  revokedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when its enrollment token works; null once it has enrolled.',
  })
  enrollmentExpiresAt!: Date | null;

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

@ObjectType('HeldProfileRole', { description: 'What somebody is on one trust profile.', simpleResolvers: true })
export class HeldProfileRoleType {
  @Field(() => TrustProfileType)
  trustProfile!: TrustProfileType;

  @Field(() => TrustProfileRoleEnum)
  role!: string;
}

@ObjectType('Membership', { simpleResolvers: true })
export class MembershipType {
  @Field(() => UserType)
  user!: UserType;

  @Field(() => OrganizationRoleEnum)
  role!: string;
}

@ObjectType('Session', { description: 'A browser that somebody is signed in with.', simpleResolvers: true })
export class SessionType {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { description: 'To the minute.' })
  lastSeenAt!: Date;

  @Field(() => Boolean, { description: 'The one that asks.' })
  current!: boolean;
}

@ObjectType('UserAccount', { description: 'Somebody’s account, as platform roles see it.', simpleResolvers: true })
export class UserAccountType {
  @Field(() => UserType)
  user!: UserType;

  @Field(() => PlatformRoleEnum, { nullable: true })
  platformRole!: string | null;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Since when they are kept out.' })
  disabledAt!: Date | null;

  @Field(() => Boolean, { description: 'They have not taken up their invitation.' })
  pending!: boolean;
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
export const ApiTokenConnection = connectionType('ApiToken', () => ApiTokenType);
export const UserAccountConnection = connectionType('UserAccount', () => UserAccountType);
export const MembershipConnection = connectionType('Membership', () => MembershipType);
