import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../date-time.ts';
import { CertificateAuthorityKindEnum, ExtendedKeyUsageEnum, KeyAlgorithmEnum, KeySourceEnum } from '../enums.ts';
import { connectionType, NodeType, UserErrorType } from './common.ts';

@ObjectType('CertificateAuthority', { implements: NodeType, simpleResolvers: true })
export class CertificateAuthorityType extends NodeType {
  @Field(() => String)
  name!: string;

  @Field(() => CertificateAuthorityKindEnum)
  kind!: string;

  @Field(() => KeyAlgorithmEnum)
  keyAlgorithm!: string;

  @Field(() => DateTime)
  notAfter!: Date;

  @Field(() => DateTime)
  createdAt!: Date;
}

@ObjectType('TrustProfile', {
  implements: NodeType,
  description: 'A Domain Trust Profile: which names, who may ask, who must approve, what is issued.',
  simpleResolvers: true,
})
export class TrustProfileType extends NodeType {
  @Field(() => String)
  name!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => [String])
  domains!: string[];

  @Field(() => [String])
  exceptDomains!: string[];

  @Field(() => [String])
  environments!: string[];

  @Field(() => Boolean)
  requireApproval!: boolean;

  @Field(() => Int)
  requiredApprovals!: number;

  @Field(() => Boolean)
  allowSelfApproval!: boolean;

  @Field(() => Boolean)
  requireJustification!: boolean;

  @Field(() => Boolean)
  mandatoryReason!: boolean;

  @Field(() => Int)
  maxValidityDays!: number;

  @Field(() => Int)
  defaultValidityDays!: number;

  @Field(() => Boolean)
  allowWildcards!: boolean;

  @Field(() => [KeyAlgorithmEnum])
  keyAlgorithms!: string[];

  @Field(() => [ExtendedKeyUsageEnum])
  extendedKeyUsages!: string[];

  @Field(() => KeySourceEnum)
  keySource!: string;

  @Field(() => Boolean)
  allowAllDevices!: boolean;

  @Field(() => Boolean, { description: 'False once it is retired: nothing matches it any more.' })
  active!: boolean;

  @Field(() => [ID], { description: 'Empty, with no device named: every operator of the organization may ask.' })
  allowedUserIds!: string[];

  @Field(() => [ID])
  allowedDeviceIds!: string[];

  @Field(() => [String], { description: 'E-mail addresses that are told when a request has waited for too long.' })
  escalationContacts!: string[];

  @Field(() => Boolean)
  deliver!: boolean;

  @Field(() => Int, { nullable: true })
  expireAfterHours!: number | null;

  @Field(() => Int, { nullable: true })
  warnAfterHours!: number | null;

  @Field(() => Int, { nullable: true })
  escalateAfterHours!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days ahead of its end that a certificate is asked for anew by itself; null: never.',
  })
  renewBeforeDays!: number | null;
}

@ObjectType('MatchExplanation', { simpleResolvers: true })
export class MatchExplanationType {
  @Field(() => String)
  domain!: string;

  @Field(() => TrustProfileType, { nullable: true })
  trustProfile!: TrustProfileType | null;

  @Field(() => String, { nullable: true })
  pattern!: string | null;

  @Field(() => Boolean)
  matched!: boolean;

  @Field(() => String)
  why!: string;
}

@ObjectType('TrustProfileMatch', { simpleResolvers: true })
export class TrustProfileMatchType {
  @Field(() => TrustProfileType, {
    nullable: true,
    description: 'The one profile that covers every name and the environment; null if there is none, or more than one.',
  })
  trustProfile!: TrustProfileType | null;

  @Field(() => Boolean, { nullable: true })
  approvalRequired!: boolean | null;

  @Field(() => [MatchExplanationType])
  explanations!: MatchExplanationType[];

  @Field(() => [UserErrorType])
  userErrors!: UserErrorType[];
}

export const TrustProfileConnection = connectionType('TrustProfile', () => TrustProfileType);
export const CertificateAuthorityConnection = connectionType('CertificateAuthority', () => CertificateAuthorityType);
